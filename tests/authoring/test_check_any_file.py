"""Whatever stands in a pack, `check` lists problems with a place; it never falls over."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompt_tutor.authoring.check import check

FILES = (
    "pack.toml",
    "lessons/01-affiche.toml",
    "scenarios/horaires-ete/scenario.toml",
    "scenarios/horaires-ete/calibration.toml",
)
VALUES = (
    "5",
    "-1",
    "1.5",
    "true",
    '""',
    '"x"',
    "[]",
    "{}",
    "[1]",
    '["x"]',
    "{ fr = 1 }",
    "1979-05-27",
    "nan",
    "'''",
    '"\\u0000"',
)


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, int, str]:
    """Draw a file, a line of it and what to do there: another value, another key, nothing, or the line twice."""
    name = draw(st.sampled_from(FILES))
    line = draw(st.integers(min_value=0, max_value=150))
    return name, line, draw(st.sampled_from([*VALUES, "drop", "twice", "key", "cut"]))


def changed(text: str, line: int, what: str) -> str:
    lines = text.split("\n")
    at = line % len(lines)
    key, equals, _value = lines[at].partition("=")
    match what:
        case "drop":
            lines[at : at + 1] = []
        case "twice":
            lines[at : at + 1] = [lines[at]] * 2
        case "key":
            lines[at] = f"other-{lines[at].lstrip('[')}"
        case "cut":
            lines[at:] = [lines[at][: len(lines[at]) // 2]]
        case value:
            lines[at] = f"{key}={value}" if equals else value
    return "\n".join(lines)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=changes())
def test_any_change_of_a_line_is_survived(
    example_pack: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, int, str]
) -> None:
    name, line, what = change
    with TemporaryDirectory() as folder:
        monkeypatch.setenv("PROMPT_TUTOR_DATA", folder)
        pack = Path(shutil.copytree(example_pack, Path(folder) / "pack"))
        file = pack / name
        file.write_text(changed(file.read_text(encoding="utf-8"), line, what), encoding="utf-8")
        for problem in check([pack]):
            assert problem.message
            assert problem.remedy
            assert problem.line >= 0
