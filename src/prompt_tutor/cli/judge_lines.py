"""What a judge said of an attempt, as plain lines of text and as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor import i18n
from prompt_tutor.cli.output import mark
from prompt_tutor.cli.passages import quoted
from prompt_tutor.i18n import _
from prompt_tutor.learning.judging import judge_heading, judge_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.judging import Judgement

_UNDECIDED: Final = "?"


def judgement_lines(judgement: Judgement, scenario: Scenario) -> Iterator[str]:
    """Yield who judged, and each question with its verdict and the words that it rests on."""
    yield ""
    yield judge_heading(judgement)
    if not judgement.items:
        yield "  " + _("This scenario has no question for a judge.")
    if judgement.fault:
        yield f"  {judgement.fault.message} {judgement.fault.remedy}"
    questions = {item.id: item.question.in_(i18n.language()) for item in scenario.judge.items}
    for item in judgement.items:
        sign = _UNDECIDED if item.verdict == "not-judged" else mark(item.verdict == "met")
        words = f", {quoted(item.quote, [(0, len(item.quote))])}" if item.quote else ""
        yield f"  {sign} {questions.get(item.id, item.id)} {judge_word(item)}{words}"


def judgement_data(judgement: Judgement) -> dict[str, Any]:
    """Return `judgement` as the JSON of `try` gives it."""
    model = judgement.model
    return {
        "model": {"id": model.id, "kind": model.kind, "hosted": model.hosted, "date": judgement.date},
        "items": [asdict(item) for item in judgement.items],
        "error": asdict(judgement.fault) if judgement.fault else None,
    }
