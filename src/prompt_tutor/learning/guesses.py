"""What a live model guessed: the answer is right on something that the prompt did not ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.grading.answer import check_answer
from prompt_tutor.llm.practice import compose

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Guess:
    """An answer check that passed, and the unmet criterion that would have asked for it; both by id."""

    check: str
    criterion: str


def guesses(attempt: Attempt, scenario: Scenario) -> tuple[Guess, ...]:
    """Return what the model guessed in its answer to `attempt`, in the scenario's order of checks.

    The scenario's own simulated answers tell which criterion a check hangs on: one that fails on the answer to this
    prompt, and passes once that criterion is met as well. An answer that is itself simulated guesses nothing, nor does
    a recorded one that answers a prompt which met other criteria.
    """
    answer = attempt.answer
    if answer is None or answer.grade is None or answer.model.simulated or not attempt.grade.on_subject:
        return ()
    met = attempt.grade.met
    if answer.model.recorded and met != frozenset(answer.model.recorded.met):
        return ()
    expected = _passed(scenario, met, attempt)
    surprising = [check.id for check in answer.grade.checks if check.passed and check.id not in expected]
    if not surprising:
        return ()
    unmet = [item.id for item in attempt.grade.criteria if not item.met and not item.disputed and item.id != "privacy"]
    with_one_more = {id_: _passed(scenario, met | {id_}, attempt) for id_ in unmet}
    return tuple(
        Guess(check, criterion)
        for check in surprising
        for criterion in [next((id_ for id_ in unmet if check in with_one_more[id_]), "")]
        if criterion
    )


def _passed(scenario: Scenario, met: frozenset[str], attempt: Attempt) -> frozenset[str]:
    text = compose(scenario, met, attempt.language, turn=attempt.turn).text
    grade = check_answer(text, scenario, attempt.language, turn=attempt.turn)
    return frozenset(check.id for check in grade.checks if check.passed)
