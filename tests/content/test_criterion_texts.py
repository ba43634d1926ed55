"""The texts of the sixteen criteria."""

import re
from dataclasses import fields

import pytest

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.criterion_texts import CriterionTexts, criterion_texts
from prompt_tutor.content.model import LANGUAGES, Text


def every_text(texts: CriterionTexts) -> list[Text]:
    """Return the texts of one criterion, hints included."""
    values = [getattr(texts, field.name) for field in fields(texts)]
    return [text for value in values for text in (value if isinstance(value, tuple) else (value,))]


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_criterion_speaks_both_languages(criterion: str, language: str) -> None:
    texts = every_text(criterion_texts(criterion))
    assert len(texts) == 10
    assert all(text.root[language].strip() for text in texts)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_only_the_near_miss_quotes_the_passage(criterion: str) -> None:
    texts = criterion_texts(criterion)
    for language in LANGUAGES:
        assert texts.near.in_(language).count("{passage}") == 1
    others = [text for text in every_text(texts) if text is not texts.near]
    assert not any("{passage}" in text.in_(language) for text in others for language in LANGUAGES)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_french_is_typeset(criterion: str) -> None:
    for text in every_text(criterion_texts(criterion)):
        assert not re.search(r" [:;!?»%]|« |'", text.in_("fr")), text.in_("fr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_privacy_says_that_replacing_the_name_is_not_enough(language: str) -> None:
    wording = {"fr": "Remplacer le nom ne suffit pas", "en": "Replacing the name is not enough"}[language]
    assert wording in criterion_texts("privacy").consequence.in_(language)
    assert wording in criterion_texts("privacy").advice.in_(language)


def test_a_scenarios_own_criterion_has_no_texts_here() -> None:
    with pytest.raises(KeyError):
        criterion_texts("comparable-perimeter")
