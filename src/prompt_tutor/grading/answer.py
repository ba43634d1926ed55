"""The checks of an answer: each passed or failed, with the reason and the passages that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content import checks as kinds
from prompt_tutor.grading.checks.figure import check_figure
from prompt_tutor.grading.checks.measure import check_length
from prompt_tutor.grading.checks.reply import Outcome, Reply
from prompt_tutor.grading.checks.wording import check_passage, check_wordings
from prompt_tutor.grading.grade import AnswerGrade, grade_answer
from prompt_tutor.grading.verdict import CheckResult

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario

__all__ = ["AnswerGrade", "check_answer"]


def check_answer(answer: str, scenario: Scenario, language: str) -> AnswerGrade:
    """Return the grade of `answer`, written in `language` ("fr" or "en"), by the checks of `scenario`.

    Deterministic: the same answer gets the same grade. Details are in the interface's language.
    """
    reply = Reply(answer, scenario, language)
    return grade_answer(_result(check, reply) for check in scenario.answer.checks)


def _result(check: kinds.Check, reply: Reply) -> CheckResult:
    outcome = _outcome(check, reply)
    return CheckResult(check.id, outcome.passed is not check.negate, check.weight, outcome.detail, outcome.evidence)


def _outcome(check: kinds.Check, reply: Reply) -> Outcome:
    match check:
        case kinds.Passage():
            return check_passage(check, reply)
        case kinds.Contains():
            return check_wordings(check, reply)
        case kinds.Length():
            return check_length(check, reply)
        case kinds.Figure():
            return check_figure(check, reply)
    raise NotImplementedError(check.kind)
