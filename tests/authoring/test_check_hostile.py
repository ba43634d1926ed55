"""What no trainer writes: `check` names the problem, and neither falls over nor waits."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from prompt_tutor import i18n
from prompt_tutor.authoring.check import check
from prompt_tutor.content import files
from prompt_tutor.content.problems import Problem

SCENARIO = "scenarios/horaires-ete/scenario.toml"
LESSON = "lessons/01-affiche.toml"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


def problems_of(pack: Path, name: str) -> list[Problem]:
    """Return the problems of one file of `pack`, each with words and a remedy."""
    problems = [problem for problem in check([pack]) if problem.file == str(pack / name)]
    assert problems
    assert all(problem.message and problem.remedy for problem in problems)
    return problems


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 50_000 + "]" * 50_000,
        "x = " + "[" * 45 + "]" * 45,
        "x-mine = " + "{a=" * 390 + "1" + "}" * 390,
        "x" + ".x" * 5_000 + " = 1",
        "x" + ".x" * 900 + " = 1",
        "[x" + ".x" * 5_000 + "]",
    ],
    ids=["brackets", "few-too-many", "tables", "dots", "dots-that-tomli-reads", "header"],
)
def test_deep_nesting_is_one_problem_on_its_line(example_pack: Path, text: str) -> None:
    (example_pack / SCENARIO).write_text(f"format = 1\n{text}\n", encoding="utf-8")
    (problem,) = problems_of(example_pack, SCENARIO)
    assert (problem.code, problem.line) == ("toml", 2)
    assert "within each other" in problem.message


def test_nesting_that_somebody_may_want_is_read(example_pack: Path) -> None:
    file = example_pack / LESSON
    file.write_text("x-mine = " + "[" * 30 + "]" * 30 + "\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert check([example_pack]) == []


def test_number_that_python_does_not_read_is_a_problem_on_its_line(example_pack: Path) -> None:
    (example_pack / LESSON).write_text("format = 1\nminutes = " + "9" * 10_000, encoding="utf-8")
    (problem,) = problems_of(example_pack, LESSON)
    assert (problem.line, problem.message) == (2, "A number is too long.")


def test_ten_thousand_keys_are_a_hundred_problems_and_a_count(example_pack: Path) -> None:
    text = (example_pack / LESSON).read_text(encoding="utf-8")
    (example_pack / LESSON).write_text("".join(f"k{n} = {n}\n" for n in range(10_000)) + text, encoding="utf-8")
    problems = problems_of(example_pack, LESSON)
    assert len(problems) == 101
    assert problems[-1].code == "more"
    assert "9900" in problems[-1].message


@pytest.mark.parametrize("name", ["pack.toml", LESSON, SCENARIO, "scenarios/horaires-ete/calibration.toml"])
def test_file_of_ten_megabytes_is_not_read(example_pack: Path, name: str) -> None:
    with (example_pack / name).open("wb") as file:
        file.truncate(10_000_000)
    (problem,) = problems_of(example_pack, name)
    assert "10000000" in problem.message
    assert str(files.MOST_BYTES) in problem.message


def test_document_of_ten_megabytes_is_named_where_it_is_asked_for(example_pack: Path) -> None:
    with (example_pack / "scenarios/horaires-ete/horaires.fr.md").open("wb") as file:
        file.truncate(10_000_000)
    (problem,) = problems_of(example_pack, SCENARIO)
    assert "10000000" in problem.message
    assert problem.line > 1


def folder(file: Path) -> None:
    file.mkdir()


def pipe(file: Path) -> None:
    os.mkfifo(file)


def endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def loop(file: Path) -> None:
    file.symlink_to(file.name)


def dangling(file: Path) -> None:
    file.symlink_to("gone.toml")


@pytest.mark.skipif(os.name == "nt", reason="no pipes, devices or links for everyone there")
@pytest.mark.parametrize("make", [pipe, endless, loop, dangling])
@pytest.mark.parametrize("name", [LESSON, "lessons/paths.toml"])
def test_what_is_no_file_is_a_problem(example_pack: Path, make: Callable[[Path], None], name: str) -> None:
    (example_pack / name).unlink(missing_ok=True)
    make(example_pack / name)
    (problem,) = problems_of(example_pack, name)
    assert problem.code == "file"


@pytest.mark.parametrize("name", [LESSON, SCENARIO])
def test_folder_with_the_name_of_a_file_is_a_problem(example_pack: Path, name: str) -> None:
    (example_pack / name).unlink()
    folder(example_pack / name)
    (problem,) = problems_of(example_pack, name)
    assert "folder" in problem.message


@pytest.mark.skipif(os.name == "nt", reason="links are not for everyone there")
def test_folders_that_hold_themselves_are_walked_once(example_pack: Path) -> None:
    (example_pack / "scenarios" / "again").symlink_to("..")
    (example_pack / "scenarios" / "self").symlink_to("self")
    assert check([example_pack]) == []


@pytest.mark.parametrize("content", [b"\x7fELF\x00\x01\x02", b"\0" * 5_000, bytes(range(256)) * 50])
@pytest.mark.parametrize("name", ["pack.toml", LESSON, SCENARIO])
def test_binary_file_is_one_problem_with_its_line(example_pack: Path, name: str, content: bytes) -> None:
    (example_pack / name).write_bytes(content)
    (problem,) = [problem for problem in problems_of(example_pack, name) if problem.code in ("toml", "file")]
    assert problem.line >= 1


def test_it_is_said_in_french(example_pack: Path) -> None:
    (example_pack / SCENARIO).write_text("x = " + "[" * 100 + "]" * 100, encoding="utf-8")
    i18n.use("fr")
    try:
        (problem,) = problems_of(example_pack, SCENARIO)
    finally:
        i18n.use("en")
    assert problem.message.startswith("Trop de tableaux ou de listes")
