"""What a learner's attempts say by the rules of the review."""

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.content.index import Entry
from prompt_tutor.content.library import Library, open_library
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.prompt import expand
from prompt_tutor.learning.due import Due, read_review, repair_start
from prompt_tutor.learning.review import review_step
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.paths import base_pack
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.storage.progress import Progress

MONDAY = date(2026, 3, 2)
SOLUTION = "Rédige un avis aux habitants en 100 mots, d’après la note jointe seule."


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def scenario(name: str, *criteria: str) -> Entry:
    return Entry("scenario", "base", name, f"{name}.toml", {"fr": name}, 10, "beginner", (), criteria=criteria)


LESSON = Entry("lesson", "base", "un", "un.toml", {"fr": "un"}, 15, "", ("lire", "faire"), review="c")
LIBRARY = Library((LESSON,), tuple(scenario(name, "length", "tone") for name in ("a", "b", "c")))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with open_database(tmp_path) as database:
        yield Workspace(LIBRARY, database, Attempts(database), Drafts(database), Progress(database))


@pytest.fixture
def add(workspace: Workspace) -> Callable[..., None]:
    """Keep an attempt at noon of a day: `add(0, "a", length=True)`."""

    def add_attempt(on: int, name: str, *, step: str = "", draft: str = "x", passed: bool = False, **met: bool) -> None:
        criteria = [{"id": key, "met": value, "weight": 1} for key, value in met.items()]
        content: dict[str, Any] = {"prompt": {"passed": passed, "criteria": criteria}}
        number = workspace.attempts.add(
            scenario=f"base/{name}",
            digest=name,
            snapshot=json.dumps({"solution": {"pieces": [{"text": {"fr": SOLUTION}}]}}),
            language="fr",
            step=step,
            drafts=(draft,),
            prompts=(draft,),
            version="1",
            grade=content,
        )
        with workspace.database.transaction() as connection:
            stamp = f"{day(on).isoformat()}T12:00:00.000Z"
            connection.execute("UPDATE attempts SET created = ? WHERE id = ?", (stamp, number))

    return add_attempt


def state(workspace: Workspace, criterion: str = "length") -> str:
    return next(item.state for item in read_review(workspace, day(40)).masteries if item.criterion == criterion)


def due(workspace: Workspace, on: int) -> tuple[Due, ...]:
    return read_review(workspace, day(on)).due


def test_new_learner_has_mastered_nothing_and_nothing_is_due(workspace: Workspace) -> None:
    review = read_review(workspace, MONDAY)
    assert {item.state for item in review.masteries} == {"new"}
    assert "privacy" not in {item.criterion for item in review.masteries}
    assert review.due == ()


def test_only_the_first_attempt_on_a_scenario_is_without_help(workspace: Workspace, add: Callable[..., None]) -> None:
    add(0, "a", length=False)
    add(0, "a", length=True)
    assert state(workspace) == "new"
    add(1, "b", length=True)
    assert state(workspace) == "once"
    add(2, "c", length=True)
    assert state(workspace) == "mastered"


def test_most_of_the_solution_is_no_mastery(workspace: Workspace, add: Callable[..., None]) -> None:
    add(0, "a", length=True, draft=SOLUTION)
    assert state(workspace) == "new"


def test_mastered_criterion_is_repaired_on_a_scenario_that_was_never_tried(
    workspace: Workspace, add: Callable[..., None]
) -> None:
    add(0, "a", length=True)
    add(1, "b", length=True)
    assert due(workspace, 2) == ()
    (found,) = due(workspace, 3)
    assert (found.scenario.id, found.criterion, found.minutes, found.lesson) == ("c", "length", 3, None)
    add(3, "c", step=found.step, length=True)
    assert due(workspace, 3) == ()
    (found,) = due(workspace, 10)
    assert found.scenario.id == "a"  # tried longest ago


def test_repair_of_words_that_were_given_is_not_held_against_the_learner(
    workspace: Workspace, add: Callable[..., None]
) -> None:
    add(0, "a", length=True)
    add(1, "b", length=True)
    add(3, "c", step=review_step(day(3), "length"), draft=SOLUTION, length=True)
    assert due(workspace, 9) == ()


def test_lesson_that_is_done_is_practised_on_a_blank_page_some_days_later(
    workspace: Workspace, add: Callable[..., None]
) -> None:
    workspace.progress.mark("base/un", "lire", "done")
    workspace.progress.mark("base/un", "faire", "seen")
    far = (datetime.now().astimezone().date() - MONDAY).days + 365
    assert due(workspace, far) == ()
    workspace.progress.mark("base/un", "faire", "done")
    today = (datetime.now().astimezone().date() - MONDAY).days
    assert due(workspace, today + 2) == ()
    (found,) = due(workspace, today + 5)
    assert (found.scenario.id, found.lesson, found.criterion, found.minutes) == ("c", LESSON, "", 10)
    add(today + 5, "c", step=found.step, passed=True)
    assert due(workspace, today + 60) == ()


def test_start_of_a_repair_lacks_its_criterion_and_nothing_else(tmp_path: Path) -> None:
    library = open_library((base_pack(),), tmp_path)
    note = library.scenario("note-energie")
    start = repair_start(note, "length", "fr")
    met = grade_prompt(expand(start, note.documents_in("fr")), note, "fr").met
    assert set(met) == {criterion.id for criterion in note.criteria} - {"length"} | {"privacy"} & set(met)


def test_repair_begins_on_a_blank_page_where_the_solution_has_no_such_piece(tmp_path: Path) -> None:
    note = open_library((base_pack(),), tmp_path).scenario("note-energie")
    assert repair_start(note, "steps", "fr") == ""
