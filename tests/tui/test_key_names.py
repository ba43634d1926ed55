"""Keys are named as they stand on the learner's keyboard."""

import pytest

from prompt_tutor import i18n
from prompt_tutor.tui.key_names import key_name


@pytest.mark.parametrize(
    ("key", "french", "english"),
    [
        ("escape", "Échap", "Esc"),
        ("enter", "Entrée", "Enter"),
        ("ctrl+p", "Ctrl+P", "Ctrl+P"),
        ("f5", "F5", "F5"),
        ("left", "←", "←"),
        ("q", "Q", "Q"),
        ("shift+tab", "Maj+Tab", "Shift+Tab"),
    ],
)
def test_key_is_named_in_the_language(key: str, french: str, english: str) -> None:
    before = i18n.language()
    i18n.use("fr")
    in_french = key_name(key)
    i18n.use("en")
    in_english = key_name(key)
    i18n.use(before)
    assert (in_french, in_english) == (french, english)
