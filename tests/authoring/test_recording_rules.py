"""`check` reads the recordings beside a scenario: bad ones are problems with a line, old ones a warning."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.authoring.check import check
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.recording import Recording, write_recording

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def folder(example_pack: Path) -> Path:
    return example_pack / "scenarios" / "horaires-ete"


@pytest.fixture
def record(folder: Path) -> Callable[..., Path]:
    """Keep a recording of the example's scenario, changed as it is said, and return its file."""
    scenario = read_scenario(folder / "scenario.toml").whole()

    def keep(**changes: Any) -> Path:
        content = {
            "format": 1,
            "scenario": scenario.id,
            "digest": scenario.digest,
            "model": "openai/petit",
            "kind": "local",
            "date": datetime(2026, 11, 26, tzinfo=UTC),
            "language": "fr",
            "name": "strong",
            "prompt": "Les horaires ?",
            "answer": "Les voici.",
        }
        return write_recording(folder, Recording.model_validate({**content, **changes}))

    return keep


def test_a_recording_of_the_scenario_as_it_is_has_nothing_to_correct(
    record: Callable[..., Path], example_pack: Path
) -> None:
    record()
    assert check([example_pack]) == []


@pytest.mark.parametrize("named", ["pack", "scenario", "recording"])
def test_a_bad_recording_is_a_problem_with_its_line(
    record: Callable[..., Path], example_pack: Path, folder: Path, named: str
) -> None:
    file = record()
    file.write_text(file.read_text("utf-8").replace('kind = "local"', "kind = local"), "utf-8")
    path = {"pack": example_pack, "scenario": folder, "recording": file}[named]
    assert [(problem.file, problem.line, problem.code) for problem in check([path])] == [(str(file), 5, "toml")]


def test_a_recording_of_the_scenario_as_it_was_is_a_warning(record: Callable[..., Path], folder: Path) -> None:
    file = record(digest="0123456789abcdef")
    (problem,) = check([folder])
    assert (problem.file, problem.line, problem.severity) == (str(file), 3, "warning")
    assert "prompt-tutor record horaires-ete --model openai/petit" in problem.remedy


def test_a_recording_of_another_scenario_is_in_the_wrong_folder(record: Callable[..., Path], folder: Path) -> None:
    record(scenario="note-energie")
    assert [problem.code for problem in check([folder])] == ["other-scenario"]
