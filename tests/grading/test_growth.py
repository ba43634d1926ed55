"""The work grows in step with the text: counted in calls of Python functions, never in seconds."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge

if TYPE_CHECKING:
    from types import FrameType

UNITS = {
    "one line": "la mairie ouvre lundi ",
    "lines": "rédige la note\n",
    "unclosed fences": "```\na ",
    "rules": "---\n",
    "quotes": '"a b c d e f g ',
    "tags": "<a> ",
    "brackets": "[[",
    "names": "Mme Odile Trancart ",
    "numbers": "06 12 34 ",
    "at signs": "a@",
    "conditions": "si tu ne sais pas écris ",
    "emoji": "🙂",
    "headers": "De : a\n",
    "answered quotations": '"le banc est tagué" -> VOIRIE\n',
    "examples": 'exemple : "a b c d e f g h"\n',
    "blocks": "<<< un long passage collé ici >>>\n",
    "blocks and answers": '<<< un long passage collé ici >>>\n"le banc" -> VOIRIE\n',
    "labels": "demandes :\n- un banc tout neuf ici\n",
    "promises": "je vérifierai les totaux, vérifie les totaux\n",
}


def calls(text: str) -> int:
    count = 0

    def tally(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(tally)
    try:
        judge(Prompt(text), "fr")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_twice_the_text_is_at_most_about_twice_the_work(unit: str) -> None:
    judge(Prompt(unit * 300), "fr")  # cues are read once; another text, of which nothing is remembered
    once, twice = calls(unit * 400), calls(unit * 800)
    assert twice < once * 2.3 + 500
