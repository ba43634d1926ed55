"""What the author supplies to work from, and whether its beginning and end are marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.block import count_words
from prompt_tutor.grading.criteria.facts import supplied_facts
from prompt_tutor.grading.criteria.situation import holder, join
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from prompt_tutor.grading.criteria.situation import Situation
    from prompt_tutor.grading.own_words import Material
    from prompt_tutor.grading.prompt import Span

_SHORTEST: Final = 5
_SHORTEST_UNMARKED: Final = 12
"""So many words are material, with marks round them and without."""


def decide_supplied(situation: Situation, examples: tuple[Span, ...]) -> dict[str, Verdict]:
    """Return the verdicts on `source` and `delimiters`; `examples` are passages that are no material to work on.

    A source is what was pasted, or facts that are told in the author's own words.
    """
    supplied = [each for each in situation.material if _is_supplied(each, situation, examples)]
    marked = tuple(each.span for each in supplied if each.delimited)
    unmarked = tuple(each.span for each in supplied if not each.delimited)
    pasted = [*marked, *(span for span in unmarked if _has_words(situation, span, _SHORTEST_UNMARKED))]
    facts = supplied_facts(situation, examples)
    return {
        "source": Verdict.on("source", join([*pasted, *facts]), situation.spans("source", "absent")),
        "delimiters": Verdict.on("delimiters", marked, unmarked),
    }


def _is_supplied(each: Material, situation: Situation, examples: tuple[Span, ...]) -> bool:
    """Return whether material is no example, and long enough."""
    example = holder(each.span[0], examples)
    shown = example is not None and (each.kind == "quotation" or each.span[1] <= example[1])
    return each.kind != "example" and not shown and _has_words(situation, each.span, _SHORTEST)


def _has_words(situation: Situation, span: Span, fewest: int) -> bool:
    return count_words(situation.text, span, fewest) >= fewest
