"""Every message of the TOML reader has a sentence of ours, and not the last resort."""

import pytest
import tomli

from prompt_tutor.content.toml_faults import toml_fault


@pytest.mark.parametrize(
    ("toml", "word"),
    [
        ('a = "open', "quote"),
        ('a = """open', "quote"),
        ("a = [1, 2", "“]”"),
        ("a = { b = 1", "“}”"),
        ("a 1", "equals"),
        ("a = 1 b = 2", "left over"),
        ("a = bonjour", "quotes"),
        ("a = 1\na = 2", "twice"),
        ("[t]\n[t]", "twice"),
        ('a = "C:\\dossier"', "backslash"),
        ('a = "line\nbreak"', "on its line"),
        ('a = "\x01"', "invisible"),
    ],
)
def test_message_is_put_in_our_words(toml: str, word: str) -> None:
    with pytest.raises(tomli.TOMLDecodeError) as caught:
        tomli.loads(toml)
    assert word in toml_fault(caught.value.msg)
