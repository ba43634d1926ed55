"""Every scenario and every lesson of the base pack, in both languages: a new one is tested by being there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.content.reading import read_lesson, read_paths, read_scenario

if TYPE_CHECKING:
    from prompt_tutor.content.lesson import Lesson
    from prompt_tutor.content.scenario import Scenario

PACK = Path(__file__).parents[2]
SCENARIOS = sorted(path.parent for path in PACK.glob("scenarios/*/scenario.toml"))
LESSONS = sorted(path for path in PACK.glob("lessons/*.toml") if path.name != "paths.toml")


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the base pack."""
    return cast("str", request.param)


@pytest.fixture(scope="session", params=SCENARIOS, ids=lambda folder: folder.name)
def scenario(request: pytest.FixtureRequest) -> Scenario:
    """Each scenario, with its calibrations."""
    return read_scenario(request.param / "scenario.toml").whole()


@pytest.fixture(scope="session", params=LESSONS, ids=lambda file: file.stem)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Each lesson."""
    return read_lesson(request.param).whole()


@pytest.fixture(scope="session")
def lesson_ids() -> list[str]:
    """The ids of the lessons, in the order of their numbers."""
    return [read_lesson(file).whole().id for file in LESSONS]


@pytest.fixture(scope="session")
def scenario_ids() -> set[str]:
    """The ids of the scenarios."""
    return {folder.name for folder in SCENARIOS}


@pytest.fixture(scope="session")
def paths() -> dict[str, tuple[str, ...]]:
    """The lessons of each path, by its id."""
    return {path.id: tuple(path.lessons) for path in read_paths(PACK / "lessons" / "paths.toml").whole().paths}


@pytest.fixture(scope="session")
def pack() -> Path:
    """The folder of the base pack."""
    return PACK
