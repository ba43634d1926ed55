"""What an answer took: seconds, tokens and money, as it is stored and as the faces say it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prompt_tutor.i18n import _, language, ngettext
from prompt_tutor.llm.model import Usage

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Measure:
    """What an answer took.

    Attributes:
        seconds: to the millisecond, from the request to the end, pauses before other requests included.
        first: seconds until its first word, None where none came.
        usage: tokens and cost, None where unknown.
    """

    seconds: float
    first: float | None = None
    usage: Usage | None = None


def measure_content(measure: Measure) -> dict[str, Any]:
    """Return what an answer took as it is stored, and as the JSON of `try` gives it."""
    usage = measure.usage
    return {
        "seconds": measure.seconds,
        "first": measure.first,
        "prompt_tokens": usage.prompt_tokens if usage else None,
        "answer_tokens": usage.answer_tokens if usage else None,
        "cost": usage.cost if usage else None,
        "estimated": usage.estimated if usage else False,
    }


def read_measure(content: Mapping[str, Any]) -> Measure:
    """Return what an answer took that was stored as `content`."""
    usage = Usage(content["prompt_tokens"], content["answer_tokens"], content["cost"], content["estimated"])
    known = (usage.prompt_tokens, usage.answer_tokens) != (None, None)
    return Measure(content["seconds"], content["first"], usage if known else None)


def measure_words(measure: Measure) -> str:
    """Return what an answer took on one line, such as "12 s · 340 tokens"; tokens read and written are one number."""
    parts = [_("{seconds} s").format(seconds=max(1, round(measure.seconds)))]
    usage = measure.usage
    if usage:
        count = (usage.prompt_tokens or 0) + (usage.answer_tokens or 0)
        if usage.estimated:
            words = ngettext("about {count} token", "about {count} tokens", count)
        else:
            words = ngettext("{count} token", "{count} tokens", count)
        parts.append(words.format(count=count))
        if usage.cost is not None:
            parts.append(_("${cost}").format(cost=_money(usage.cost)))
    return " · ".join(parts)


def _money(cost: float) -> str:
    """Return `cost` with two decimals that say something; one answer may cost a hundredth of a cent."""
    digits = 2
    while digits < 6 and cost and cost < 10 ** (1 - digits):
        digits += 1
    written = f"{cost:.{digits}f}"
    return written.replace(".", ",") if language() == "fr" else written
