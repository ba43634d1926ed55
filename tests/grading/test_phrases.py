"""Each criterion on single sentences: how people say it, and what only looks like it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge

HERE = Path(__file__).parent
PHRASES = [tomllib.loads(file.read_text("utf-8")) for file in sorted(HERE.glob("phrases*.toml"))]
FACTS = tomllib.loads((HERE / "facts.toml").read_text("utf-8"))
OF_FORM = ("role", "audience", "format", "length", "tone", "delimiters", "grounding", "examples", "steps", "injection")
CASES = [
    (criterion, language, kind == "met", sentence)
    for phrases in PHRASES
    for criterion, languages in phrases.items()
    for language, kinds in languages.items()
    for kind, sentences in kinds.items()
    for sentence in sentences
]


@pytest.mark.parametrize(("criterion", "language", "met", "sentence"), CASES)
def test_a_sentence_is_judged_as_a_careful_reader_would(
    criterion: str, language: str, met: bool, sentence: str
) -> None:
    assert judge(Prompt(sentence), language)[criterion].met is met


@pytest.mark.parametrize(("language", "sentence"), [(each, line) for each in FACTS for line in FACTS[each]])
def test_a_fact_meets_no_criterion_of_form(language: str, sentence: str) -> None:
    verdicts = judge(Prompt(sentence), language)
    wrong = [criterion for criterion in (*OF_FORM, "verification", "exclusions") if verdicts[criterion].met]
    assert wrong == []
