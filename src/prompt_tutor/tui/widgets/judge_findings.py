"""What a judge said, as findings: its questions with yes, no or not judged, and the words that each rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor import i18n
from prompt_tutor.i18n import _
from prompt_tutor.learning.judging import judge_word
from prompt_tutor.tui.widgets.findings import MET, UNMET, Detail, Finding
from prompt_tutor.tui.widgets.marked_text import Mark

if TYPE_CHECKING:
    from prompt_tutor.content.judge import JudgeItem
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.llm.judge import ItemVerdict

UNDECIDED: Final = "?"

_SIGNS: Final = {"met": MET, "unmet": UNMET, "not-judged": UNDECIDED}


def judge_findings(attempt: Attempt, scenario: Scenario) -> tuple[Finding, ...]:
    """Return a finding for each item that the judge of `attempt` was asked, none where there was no judge."""
    items = {item.id: item for item in scenario.judge.items}
    judged = attempt.judgement.items if attempt.judgement else ()
    return tuple(_finding(verdict, items[verdict.id], attempt) for verdict in judged if verdict.id in items)


def _finding(verdict: ItemVerdict, item: JudgeItem, attempt: Attempt) -> Finding:
    in_answer = item.of == "answer"
    text = (attempt.answer.text if attempt.answer else "") if in_answer else attempt.draft
    start = text.find(verdict.quote) if verdict.quote else -1
    marks = (Mark((start, start + len(verdict.quote)), "evidence"),) if start >= 0 else ()
    label = _("In the answer") if in_answer else _("In your prompt")
    quoted = _("“{passage}”").format(passage=" ".join(verdict.quote.split()))
    return Finding(
        f"judge-{item.id}",
        _SIGNS[verdict.verdict],
        judge_word(verdict),
        item.question.in_(i18n.language()),
        (Detail(label, quoted, "evidence"),) if verdict.quote else (),
        item.of,
        () if in_answer else marks,
        marks if in_answer else (),
        attempt.turn,
    )
