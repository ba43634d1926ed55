"""What is not imported: the command line and the grader start neither litellm nor textual."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("litellm", "textual", "openai", "boto3", "jsonschema")

_REPORT = """
import atexit, sys
names = lambda: " ".join({name.split(".")[0] for name in sys.modules})
atexit.register(lambda: sys.stderr.write("\\nimported: " + names()))
"""


def imported(code: str, tmp_path: Path, given: str = "") -> set[str]:
    """Run `code` in an interpreter of its own and return the top-level modules that it had imported at its end."""
    done = subprocess.run(
        [sys.executable, "-c", _REPORT + code],
        input=given,
        capture_output=True,
        text=True,
        env={**os.environ, "PROMPT_TUTOR_DATA": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return set(done.stderr.rpartition("imported: ")[2].split())


def command(*arguments: str) -> str:
    return f"import sys; sys.argv[1:] = {list(arguments)!r}; from prompt_tutor.__main__ import main; main()"


@pytest.mark.parametrize(
    "arguments",
    [
        ["try", "note-energie", "--prompt", "-", "--language", "fr"],
        ["try", "note-energie", "--json", "--language", "fr"],
        ["practise", "note-energie", "--language", "fr"],
        ["assess"],
        ["check", str(Path(__file__).parents[1] / "lessons")],
        ["list"],
        ["schema", "scenario"],
        ["models"],
        ["doctor"],
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_commands_without_a_screen_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    found = imported(command(*arguments), tmp_path, "Compare la consommation d’énergie des bâtiments.")
    assert "prompt_tutor" in found
    assert found.isdisjoint(HEAVY)


@pytest.mark.parametrize("arguments", [["list"], ["--version"], ["try", "--help"], ["open", "absent"]], ids=" ".join)
def test_what_reads_no_scenario_does_without_pydantic(arguments: list[str], tmp_path: Path) -> None:
    assert imported(command(*arguments), tmp_path).isdisjoint({*HEAVY, "pydantic", "tree_sitter", "rich"})


def test_grader_imports_no_room_above_it(tmp_path: Path) -> None:
    code = """
import sys
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.answer import check_answer
for room in ("cli", "tui", "learning", "authoring", "llm", "storage"):
    assert f"prompt_tutor.{room}" not in sys.modules, room
"""
    assert imported(code, tmp_path).isdisjoint({*HEAVY, "sqlite3", "rich", "asyncio"})


def test_models_import_litellm_only_when_they_are_asked(tmp_path: Path) -> None:
    code = 'from prompt_tutor.llm.live import LiveModel; LiveModel("openai/x", "http://127.0.0.1:9/v1")'
    assert imported(code, tmp_path).isdisjoint(HEAVY)


def test_tutor_imports_no_litellm(tmp_path: Path) -> None:
    found = imported("import prompt_tutor.tui.app", tmp_path)
    assert "textual" in found
    assert "litellm" not in found
