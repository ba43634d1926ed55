"""The checks of an answer: each passed or failed, with the reason and the passages that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content import checks as kinds
from prompt_tutor.content import form_checks as forms
from prompt_tutor.grading.checks.data import check_csv, check_json
from prompt_tutor.grading.checks.figure import check_figure
from prompt_tutor.grading.checks.grounding import check_grounding
from prompt_tutor.grading.checks.measure import bounds, check_length
from prompt_tutor.grading.checks.pattern import check_pattern
from prompt_tutor.grading.checks.plain_language import check_language, check_readability
from prompt_tutor.grading.checks.quotation import check_quotes
from prompt_tutor.grading.checks.reply import Outcome, Reply
from prompt_tutor.grading.checks.stance import check_injection, check_personal_data, check_promises, check_refusal
from prompt_tutor.grading.checks.structure import check_bullets, check_headings, check_table
from prompt_tutor.grading.checks.wording import check_passage, check_wordings
from prompt_tutor.grading.grade import AnswerGrade, grade_answer
from prompt_tutor.grading.verdict import CheckResult
from prompt_tutor.i18n import ngettext

if TYPE_CHECKING:
    from prompt_tutor.content.check_base import BaseCheck
    from prompt_tutor.content.scenario import Scenario

__all__ = ["AnswerGrade", "check_answer"]


def check_answer(answer: str, scenario: Scenario, language: str, *, turn: int = -1) -> AnswerGrade:
    """Return the grade of `answer`, written in `language` ("fr" or "en"), by the checks of `scenario`.

    `turn` is the index of the prompt of a conversation that it answers; -1 is the last. Deterministic: the same answer
    gets the same grade. Details are in the interface's language.
    """
    reply = Reply(answer, scenario, language)
    place = scenario.turn_ids[turn]
    return grade_answer(_result(check, reply) for check in scenario.answer.checks if scenario.turn_of(check) == place)


def _result(check: kinds.Check, reply: Reply) -> CheckResult:
    outcome = _outcome(check, reply)
    return CheckResult(check.id, _passes(check, outcome), check.weight, outcome.detail, outcome.evidence)


def _passes(check: BaseCheck, outcome: Outcome) -> bool:
    return not outcome.undecided and outcome.passed is not check.negate


def _outcome(check: kinds.Check, reply: Reply) -> Outcome:
    match check:
        case kinds.Group():
            return _check_group(check, reply)
        case kinds.Passage():
            return check_passage(check, reply)
        case kinds.Contains():
            return check_wordings(check, reply)
        case kinds.Pattern():
            return check_pattern(check, reply)
        case kinds.Figure():
            return check_figure(check, reply)
        case kinds.FiguresGrounded():
            return check_grounding(check, reply)
        case kinds.QuotesGrounded():
            return check_quotes(check, reply)
        case _:
            return _form_or_stance(check, reply)


def _form_or_stance(check: kinds.FormCheck | kinds.StanceCheck, reply: Reply) -> Outcome:
    match check:
        case forms.Length():
            return check_length(check, reply)
        case forms.Bullets():
            return check_bullets(check, reply)
        case forms.Headings():
            return check_headings(check, reply)
        case forms.Table():
            return check_table(check, reply)
        case forms.Csv():
            return check_csv(check, reply)
        case forms.Json():
            return check_json(check, reply)
        case forms.Language():
            return check_language(check, reply)
        case forms.Readability():
            return check_readability(check, reply)
        case kinds.NoPersonalData():
            return check_personal_data(reply)
        case kinds.Refusal():
            return check_refusal(reply)
        case kinds.Promises():
            return check_promises(check, reply)
        case kinds.ObeysInjection():
            return check_injection(check, reply)


def _check_group(check: kinds.Group, reply: Reply) -> Outcome:
    """Return whether enough of a group's checks pass, with the details of those that do not."""
    judged = [(each, _outcome(each, reply)) for each in check.checks]
    passing = [outcome for each, outcome in judged if _passes(each, outcome)]
    failing = [outcome for each, outcome in judged if not _passes(each, outcome)]
    told = ngettext("{count} of {total} checks passes", "{count} of {total} checks pass", len(passing)).format(
        count=len(passing), total=len(judged)
    )
    told += bounds(check.threshold, len(judged) if check.threshold == len(judged) else None) + "."
    passed = len(passing) >= check.threshold
    shown = passing if passed else failing
    detail = " ".join([told, *(outcome.detail for outcome in shown)])
    return Outcome(passed, detail, tuple(sorted({span for outcome in shown for span in outcome.evidence})))
