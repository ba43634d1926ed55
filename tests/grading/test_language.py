"""Telling French from English."""

import pytest

from prompt_tutor.grading.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rédige une note pour le conseil.", "fr"),
        ("redige un mail aux parents svp", "fr"),
        ("Write a notice for the residents.", "en"),
        ("summarise the report below in five lines", "en"),
        ("Rédige en anglais un courriel qui commence par “Dear colleagues”.", "fr"),
        ("Draft a letter to M. le Préfet about the “périmètre comparable”.", "en"),
        ("SUMMARISE THE MINUTES", "en"),
        ("", "fr"),
        ("42", "fr"),
    ],
)
def test_language_of_a_text(text: str, language: str) -> None:
    assert detect(text) == language


def test_long_text_is_told_by_its_beginning() -> None:
    assert detect("Write a notice for the residents. " * 1_000 + "le la les " * 100_000) == "en"
