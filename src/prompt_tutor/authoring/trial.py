"""Trying prompts on a scenario: they are graded, and the practice model answers.

Pure functions: nothing is read, kept or printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.grade import Exchange, grade_conversation
from prompt_tutor.grading.prompt import expand
from prompt_tutor.llm.practice import compose

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import PromptGrade
    from prompt_tutor.grading.prompt import Prompt
    from prompt_tutor.grading.verdict import CheckResult


@dataclass(frozen=True, slots=True)
class Trial:
    """A prompt, or the prompts of a conversation, graded and answered by the practice model.

    Attributes:
        prompts: one for each turn.
        grade: of them all.
        answers: the practice model's, one for each turn.
        checks: those of all answers, each with the turn whose answer it reads.
    """

    prompts: tuple[Prompt, ...]
    grade: PromptGrade
    answers: tuple[str, ...]
    checks: tuple[tuple[int, CheckResult], ...]

    @property
    def prompt(self) -> Prompt:
        """The last or only prompt."""
        return self.prompts[-1]

    @property
    def answer(self) -> str:
        """The last or only answer."""
        return self.answers[-1]

    @property
    def failed_checks(self) -> frozenset[str]:
        """The ids of the answer checks that failed."""
        return frozenset(check.id for _, check in self.checks if not check.passed)


def languages_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the languages in which `scenario` can be practised: those that its brief is written in."""
    written = scenario.brief.request.languages
    return tuple(language for language in LANGUAGES if language in written)


def try_prompt(scenario: Scenario, draft: str, language: str) -> Trial:
    """Grade `draft`, which may hold `{{document}}`, sent in every turn, and have the practice model answer."""
    return try_drafts(scenario, [draft] * len(scenario.turn_ids), language)


def try_drafts(scenario: Scenario, drafts: Sequence[str], language: str, corrected: Collection[str] = ()) -> Trial:
    """Grade `drafts`, one for each turn, and have the practice model answer each.

    `corrected` names the turns before which the learner corrects what is wrong in the answer. Raises ValueError where
    the drafts are not one for each turn.
    """
    exchanges, grade, before = _converse(scenario, drafts, language, corrected)
    answers = (*before, _answer(scenario, grade, language, len(before)))
    checks = tuple(
        (turn, check)
        for turn, answer in enumerate(answers)
        for check in check_answer(answer, scenario, language, turn=turn).checks
    )
    return Trial(tuple(exchange.prompt for exchange in exchanges), grade, answers, checks)


def grade_drafts(
    scenario: Scenario, drafts: Sequence[str], language: str, corrected: Collection[str] = ()
) -> PromptGrade:
    """Return the grade that `try_drafts` finds, without the last answer, on which no grade depends."""
    return _converse(scenario, drafts, language, corrected)[1]


def try_solution(scenario: Scenario, language: str, *, without: int | None = None) -> Trial:
    """Grade and answer the solution, less the piece at the index `without`; every answer is corrected on the way."""
    drafts = scenario.solution_drafts(language, without=without)
    return try_drafts(scenario, drafts, language, scenario.turn_ids)


def _converse(
    scenario: Scenario, drafts: Sequence[str], language: str, corrected: Collection[str]
) -> tuple[list[Exchange], PromptGrade, list[str]]:
    """Return the exchanges of a conversation, its grade and every answer but the last, which changes no grade."""
    documents = scenario.documents_in(language)
    exchanges: list[Exchange] = []
    answers: list[str] = []
    for number, (turn, draft) in enumerate(zip(scenario.turn_ids, drafts, strict=True)):
        if number:
            grade = grade_conversation(exchanges, scenario, language)
            answers.append(_answer(scenario, grade, language, number - 1))
        carried = answers[-1] if answers else _given(scenario, language)
        if turn in corrected:
            carried = corrected_answer(scenario, turn, carried, language)
        exchanges.append(Exchange(expand(draft, documents), carried))
    return exchanges, grade_conversation(exchanges, scenario, language), answers


def _answer(scenario: Scenario, grade: PromptGrade, language: str, turn: int) -> str:
    return compose(scenario, grade.met, language, on_subject=grade.on_subject, turn=turn).text


def _given(scenario: Scenario, language: str) -> str:
    """Return the answer that stands on the screen before the first prompt, "" where there is none."""
    given = scenario.turns[0].given if scenario.turns else None
    return given.in_(language) if given else ""


def corrected_answer(scenario: Scenario, turn: str, carried: str, language: str) -> str:
    """Return the answer `carried` into `turn` with all that the scenario declares wrong in it corrected."""
    for criterion in scenario.criteria:
        if criterion.turn == turn and criterion.wrong and criterion.right:
            carried = carried.replace(criterion.wrong.in_(language), criterion.right.in_(language))
    return carried
