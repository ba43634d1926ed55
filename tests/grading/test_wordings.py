from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.grading.wordings import wordings
from prompt_tutor.grading.words import find, read

EVERY = (
    *("écarter", "périmètre comparable", "sans la crèche", "ne pas inventer", "n’invente", "12 %", "cœur de ville"),
    *("do not guess", "can't", "like for like", "leave out", "crèche", "élu", ""),
)


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("en l’écartant du total", "fr", "écarter"),
        ("à PERIMETRES comparables", "fr", "périmètre comparable"),
        ("un perimetre comparble", "fr", "périmètre comparable"),
        ("you cannot", "en", "can't"),
    ],
)
def test_wording_inflected_or_with_a_typo_may_be_there(text: str, language: str, wanted: str) -> None:
    assert wanted in wordings(EVERY, language).possible(read(text, language))


def test_wordings_of_which_no_word_is_there_are_told_apart() -> None:
    assert wordings(EVERY, "fr").possible(read("Range les lignes du tableau.", "fr")) == frozenset()


@given(
    st.lists(
        st.sampled_from((*EVERY, "comparble", "creches", "invnter", "not", "la", "pas", "leaving", ".")), max_size=9
    ),
    st.sampled_from(("fr", "en")),
)
def test_whatever_is_found_was_possible(pieces: list[str], language: str) -> None:
    reading = read(" ".join(pieces), language)
    found = {wording for wording in EVERY if find(wording, reading)}
    assert found <= wordings(EVERY, language).possible(reading)
