"""The guide for trainers: what it has one write holds, after half an hour and to the end, and no field is left out."""

import re
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.schema import schema

ROOT = Path(__file__).parents[2]
PIECE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULE = "\n---\n"
"""What stands in the guide where the first half hour ends."""


def guide(language: str) -> str:
    return (ROOT / "docs" / f"trainers.{language}.md").read_text(encoding="utf-8")


def write(text: str, folder: Path) -> Path:
    """Write what `text` has one write: the pieces that name the same file, in order, make that file."""
    for name, piece in PIECE.findall(text):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as stream:
            stream.write(piece + "\n")
    return folder


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


in_both_languages = pytest.mark.parametrize("language", ["fr", "en"])


@in_both_languages
def test_first_half_hour_makes_a_scenario_with_nothing_to_correct(tmp_path: Path, language: str) -> None:
    first, _rule, _rest = guide(language).partition(RULE)
    pack = write(first, tmp_path / "pack")
    assert check([pack]) == []
    assert [file.parent.name for file in pack.glob("scenarios/*/scenario.toml")] == ["pret-salle"]


@in_both_languages
def test_all_that_the_guide_writes_has_nothing_to_correct(tmp_path: Path, language: str) -> None:
    pack = write(guide(language), tmp_path / "pack")
    assert check([pack]) == []
    assert len([*pack.glob("scenarios/*/scenario.toml"), *pack.glob("lessons/*.toml")]) == 5


def _keys(found: dict[str, Any]) -> set[str]:
    """Return the keys of the formats; those of the answer checks are left to docs/formats."""
    defs = {name: table for name, table in found.get("$defs", {}).items() if not _is_check(table)}
    return {key for table in (found, *defs.values()) for key in table.get("properties", {})}


def _is_check(table: dict[str, Any]) -> bool:
    return {"weight", "negate"} <= set(table.get("properties", {}))


@in_both_languages
def test_no_field_is_left_out(language: str) -> None:
    text = guide(language)
    code = [piece for _name, piece in PIECE.findall(text)] + re.findall(r"`([^`\n]+)`", text)
    words = {word for piece in code for word in re.findall(r"[a-z_]+", piece)}
    keys = _keys(schema("scenario")) | _keys(schema("lesson")) | _keys(schema("pack"))
    assert keys - words == set()


QUOTED = (
    "Change the prompt, the expectation or the criterion, until they agree.",
    "“{key}” is not a key that is known here.",
    "Calibration “{name}”: “{id}” should be met and is not{seen}.",
    "Calibration “{name}”: “{id}” should not be met and is{seen}.",
    "A text has no version in: {language}.",
    "To revise",
    "nothing to correct",
)
"""What the program says and the guide repeats; of a sentence that is filled in, its longest part is looked for."""


@in_both_languages
@pytest.mark.parametrize("message", QUOTED)
def test_guide_quotes_what_the_program_says(language: str, message: str) -> None:
    before = i18n.language()
    i18n.use(language)
    said = i18n._(message).replace("\u00a0", " ").removesuffix(".").replace("{seen}", "")
    i18n.use(before)
    longest = max(re.split(r"[“«] ?\{\w+\} ?[”»]|\{\w+\}", said), key=len).strip()
    assert longest in " ".join(guide(language).split())


def test_both_guides_have_the_same_sections_and_files() -> None:
    french, english = (
        [
            (
                heading,
                [name.replace("reglement", "rules").replace("charte.", "charter.") for name, _ in PIECE.findall(text)],
            )
            for heading, text in re.findall(
                r"^(#+) [^\n]*\n(.*?)(?=^#+ |\Z)", guide(language), re.MULTILINE | re.DOTALL
            )
        ]
        for language in ("fr", "en")
    )
    assert french == english
