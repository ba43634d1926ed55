"""Each criterion on single sentences: how people say it, and what only looks like it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge

PHRASES = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text(encoding="utf-8"))
CASES = [
    (criterion, language, kind == "met", sentence)
    for criterion, languages in PHRASES.items()
    for language, kinds in languages.items()
    for kind, sentences in kinds.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("criterion", "language", "met", "sentence"), CASES)
def test_a_sentence_is_judged_as_a_careful_reader_would(
    criterion: str, language: str, met: bool, sentence: str
) -> None:
    assert judge(Prompt(sentence), language)[criterion].met is met
