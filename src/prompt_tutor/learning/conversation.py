"""Where the learner stands in a conversation of several prompts: at which turn, and after which answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.learning.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns that the learner has left behind; a scenario of a single prompt has none.

    Attributes:
        before: the attempt of each turn before the one being written, in order, each with its answer.
    """

    before: tuple[Attempt, ...] = ()

    @property
    def turn(self) -> int:
        """The index of the turn being written."""
        return len(self.before)

    @property
    def after(self) -> Attempt | None:
        """The attempt of the turn before, None at the first."""
        return self.before[-1] if self.before else None

    def own(self, attempts: Sequence[Attempt]) -> tuple[Attempt, ...]:
        """Return those of `attempts` that were made at this turn, after these very answers; oldest first."""
        earlier = self.after.exchanges if self.after else ()
        return tuple(attempt for attempt in attempts if attempt.turn == self.turn and attempt.earlier == earlier)

    def forward(self, attempts: Sequence[Attempt]) -> Conversation:
        """Return the conversation at the next turn, after the last of `attempts` at this one."""
        return Conversation((*self.before, self.own(attempts)[-1]))

    def back(self) -> Conversation:
        """Return the conversation at the turn before; at the first, as it is."""
        return Conversation(self.before[:-1])


def conversation_of(attempts: Sequence[Attempt]) -> Conversation:
    """Return the conversation that the last of `attempts` belongs to, at its turn; a new one without attempts."""
    before: tuple[Attempt, ...] = ()
    last = attempts[-1] if attempts else None
    for turn in range(last.turn if last else 0):
        sent = last.exchanges[: turn + 1] if last else ()
        found = next((attempt for attempt in reversed(attempts) if attempt.exchanges == sent), None)
        if found is None:  # what the earlier prompts came to is not there: the conversation begins again
            return Conversation()
        before = (*before, found)
    return Conversation(before)


def may_go_on(attempt: Attempt | None, scenario: Scenario) -> bool:
    """Return whether the next turn can be written: the answer to `attempt` is whole, and another turn follows."""
    answer = attempt.answer if attempt else None
    return bool(
        attempt
        and answer
        and answer.status == "complete"
        and answer.text.strip()
        and attempt.turn + 1 < len(scenario.turn_ids)
    )


def still_possible(item: CriterionGrade, attempt: Attempt, scenario: Scenario) -> bool:
    """Return whether an unmet criterion of `attempt` may yet be met in a later turn: it belongs to none of its own."""
    criterion = scenario.criterion(item.id)
    return (
        not item.met
        and item.id != "privacy"
        and criterion is not None
        and criterion.turn is None
        and attempt.turn + 1 < len(scenario.turn_ids)
    )
