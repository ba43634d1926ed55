"""The grade of a prompt in a scenario: verdicts on the criteria that count there, score, passed or not.

A pure function of prompt, scenario and language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.grading.mentions import judge_mentions, on_subject
from prompt_tutor.grading.narrowing import narrow_verdict
from prompt_tutor.grading.sixteen import judge

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Prompt
    from prompt_tutor.grading.verdict import CheckResult, Verdict


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    """The verdict on one criterion of a scenario.

    Attributes:
        verdict: met or not here, with evidence and near misses.
        generic: for one of the sixteen, whether the prompt meets it as generally defined; None for the scenario's own.
        essential: whether the attempt cannot pass without it.
        weight: in the score; 0 for `privacy` and for what the step does not count.
    """

    verdict: Verdict
    generic: bool | None
    essential: bool
    weight: int

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.verdict.criterion

    @property
    def met(self) -> bool:
        """Whether it is met here."""
        return self.verdict.met


@dataclass(frozen=True, slots=True)
class PromptGrade:
    """The grade of one prompt.

    Attributes:
        criteria: those of the scenario in its order; `privacy` comes last where the scenario does not name it.
        score: weight of the criteria met / total weight, 0 to 100, halves up.
        passed: every essential criterion met, privacy unbroken, score at the pass mark.
        on_subject: whether the prompt is about the scenario at all.
    """

    criteria: tuple[CriterionGrade, ...]
    score: int
    passed: bool
    on_subject: bool

    @property
    def met(self) -> frozenset[str]:
        """The ids of the criteria that are met."""
        return frozenset(criterion.id for criterion in self.criteria if criterion.met)

    @property
    def counted(self) -> tuple[CriterionGrade, ...]:
        """The criteria that the score is taken over."""
        return tuple(criterion for criterion in self.criteria if criterion.weight)


@dataclass(frozen=True, slots=True)
class AnswerGrade:
    """The checks of one answer and their own score, 0 to 100; it never changes whether the prompt passed."""

    checks: tuple[CheckResult, ...]
    score: int


def share(parts: Iterable[tuple[bool, int]]) -> int:
    """Return the weight that is met over the total weight, as an integer percentage, halves up.

    Each part is (met, weight). Nothing to weigh counts as 100.
    """
    weights = list(parts)
    total = sum(weight for _, weight in weights)
    met = sum(weight for ok, weight in weights if ok)
    return (200 * met + total) // (2 * total) if total else 100


def grade_prompt(
    prompt: Prompt,
    scenario: Scenario,
    language: str,
    *,
    count: Collection[str] = (),
    pass_mark: int | None = None,
) -> PromptGrade:
    """Grade `prompt`, written in `language`, in `scenario`.

    Args:
        prompt: documents expanded.
        scenario: whose criteria count.
        language: "fr" or "en".
        count: a step's criteria for the score; all of the scenario's where it is empty.
        pass_mark: a step's own; the scenario's where it is None.
    """
    verdicts = judge(prompt, language)
    grades = []
    for criterion in scenario.criteria:
        if criterion.generic:
            generic = verdicts[criterion.id]
            verdict = narrow_verdict(generic, criterion.narrow, prompt, language) if criterion.narrow else generic
        else:
            generic = None
            verdict = judge_mentions(criterion, prompt, scenario, language)
        weight = criterion.weight if criterion.id != "privacy" and (not count or criterion.id in count) else 0
        grades.append(CriterionGrade(verdict, generic.met if generic else None, criterion.essential, weight))
    if scenario.criterion("privacy") is None:
        privacy = verdicts["privacy"]
        grades.append(CriterionGrade(privacy, privacy.met, essential=True, weight=0))
    score = share((grade.met, grade.weight) for grade in grades)
    essential = all(grade.met for grade in grades if grade.essential or grade.id == "privacy")
    mark = scenario.pass_mark if pass_mark is None else pass_mark
    return PromptGrade(tuple(grades), score, essential and score >= mark, on_subject(prompt, scenario, language))


def grade_answer(checks: Iterable[CheckResult]) -> AnswerGrade:
    """Return the grade of the answer that had these `checks`."""
    results = tuple(checks)
    return AnswerGrade(results, share((result.passed, result.weight) for result in results))
