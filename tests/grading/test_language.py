from __future__ import annotations

import pytest

from prompt_tutor.grading.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rédige un courriel de réponse", "fr"),
        ("fais moi un resume stp", "fr"),
        ("aide-moi", "fr"),
        ("Draft a reply to the residents", "en"),
        ("pls help with the budget", "en"),
        ("Traduis en anglais : the quick brown fox", "fr"),
        ("", "fr"),
        ("🙂🙂", "fr"),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert detect(text) == language
