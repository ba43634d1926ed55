"""Texts from outside are shown, never obeyed."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from prompt_tutor.tui.visible import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a␛[31mb"),
        ("bell\x07", "bell␇"),
        ("\x7f", "␡"),
        ("\x9b31m", "\ufffd31m"),
        ("a\u202eb", "a\ufffdb"),
        ("one\r\ntwo\tthree\n", "one\ntwo\tthree\n"),
    ],
)
def test_control_characters_are_drawn(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left_and_no_offset_moves(text: str) -> None:
    assume("\r\n" not in text)
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any((ord(c) < 0x20 and c not in "\t\n") or 0x7F <= ord(c) < 0xA0 for c in shown)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  one\n two\t three\n", "one two three"),
        ("a\x1b[31mb\r\nc", "a␛[31mb c"),
        ("un\u00a0: deux", "un\ue000: deux"),
    ],
)
def test_one_line_joins_lines_and_keeps_what_holds_together(text: str, line: str) -> None:
    assert one_line(text) == line
