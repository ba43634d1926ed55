"""What a learner's attempts say by the rules of the review: how far each criterion is, and what is due today."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.learning.review import (
    Mastery,
    Trial,
    is_review,
    lesson_due,
    mastery_of,
    repeats,
    review_step,
    review_target,
)
from prompt_tutor.storage.outcomes import Outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from prompt_tutor.content.index import Entry
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.storage.outcomes import Unaided

REPAIR_MINUTES: Final = 3
"""How long it takes to add what a prompt lacks."""

REVIEWED: Final = tuple(criterion for criterion in CRITERIA if criterion != "privacy")
"""The criteria that can be mastered: silence meets privacy."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to review today.

    Attributes:
        since: the day from which on it is due.
        scenario: the one to practise.
        step: under which the attempt is kept.
        lesson: the lesson that it follows; None where it is the repair of a criterion.
        criterion: the criterion to repair, "" after a lesson.
        minutes: how long it takes.
    """

    since: date
    scenario: Entry
    step: str
    lesson: Entry | None
    criterion: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Review:
    """How far each criterion that can be mastered is, and what is due, what has waited longest first."""

    masteries: tuple[Mastery, ...] = ()
    due: tuple[Due, ...] = ()


def read_review(workspace: Workspace, today: date) -> Review:
    """Return how far the learner is on the day `today`, and what is due. Raises StorageError."""
    outcomes = Outcomes(workspace.database)
    trials: dict[str, list[Trial]] = defaultdict(list)
    for trial in _trials(outcomes.unaided(), workspace):
        trials[trial.criterion].append(trial)
    masteries = tuple(mastery_of(criterion, trials[criterion]) for criterion in REVIEWED)
    due = [*_lessons_due(workspace, outcomes, today), *_criteria_due(workspace, masteries, today)]
    return Review(masteries, tuple(sorted(due, key=lambda item: item.since)))


def _trials(attempts: Sequence[Unaided], workspace: Workspace) -> Iterator[Trial]:
    for attempt in attempts:
        by_heart = not _is_repair(attempt.step) and repeats(attempt.draft, _solution(attempt, workspace))
        for item in attempt.grade["prompt"]["criteria"]:
            if item["weight"] and item["id"] in REVIEWED and item.get("turn", 0) == attempt.turn:
                yield Trial(item["id"], attempt.scenario, attempt.day, item["met"] and not by_heart)


def _is_repair(step: str) -> bool:
    return is_review(step) and "/" not in review_target(step)


def _solution(attempt: Unaided, workspace: Workspace) -> str:
    solution = json.loads(workspace.attempts.snapshot(attempt.digest)).get("solution", {})
    texts = [piece["text"] for piece in solution.get("pieces", ())]
    return "\n".join(text.get(attempt.language, "") for text in texts)


def _lessons_due(workspace: Workspace, outcomes: Outcomes, today: date) -> Iterator[Due]:
    scenarios = workspace.library.scenarios
    states, done_on = workspace.progress.all_states(), workspace.progress.last_done()
    reviews: dict[str, list[tuple[date, bool]]] = defaultdict(list)
    for step, day, passed in outcomes.reviews():
        reviews[review_target(step)].append((day, passed))
    for lesson in workspace.library.lessons:
        steps = states.get(lesson.name, {})
        scenario = next((entry for entry in scenarios if lesson.review in (entry.id, entry.name)), None)
        if scenario is None or not all(steps.get(step) == "done" for step in lesson.steps):
            continue
        since = lesson_due(done_on[lesson.name], reviews[lesson.name])
        if since is not None and since <= today:
            yield Due(since, scenario, review_step(today, lesson.name), lesson, "", scenario.minutes)


def _criteria_due(workspace: Workspace, masteries: Sequence[Mastery], today: date) -> Iterator[Due]:
    for mastery in masteries:
        scenario = _another_scenario(workspace.library.scenarios, mastery)
        if mastery.due is not None and mastery.due <= today and scenario is not None:
            step = review_step(today, mastery.criterion)
            yield Due(mastery.due, scenario, step, None, mastery.criterion, REPAIR_MINUTES)


def _another_scenario(scenarios: Sequence[Entry], mastery: Mastery) -> Entry | None:
    """Return a scenario that asks for the criterion: one never tried, else that tried longest ago, not the last."""
    tried = {name: place for place, name in enumerate(mastery.scenarios)}
    last = mastery.scenarios[-1:] or ("",)
    fit = [entry for entry in scenarios if mastery.criterion in entry.criteria and entry.name != last[0]]
    return min(fit, key=lambda entry: tried.get(entry.name, -1), default=None)


def repair_start(scenario: Scenario, criterion: str, language: str) -> str:
    """Return a prompt that lacks `criterion` alone, to be repaired; "" where the solution does not come apart so."""
    from prompt_tutor.grading.grade import grade_prompt
    from prompt_tutor.grading.prompt import expand

    pieces = scenario.solution.pieces
    start = "\n\n".join(piece.text.in_(language) for piece in pieces if criterion not in piece.criteria)
    if not start or all(criterion not in piece.criteria for piece in pieces):
        return ""
    grade = grade_prompt(expand(start, scenario.documents_in(language)), scenario, language)
    return "" if criterion in grade.met else start
