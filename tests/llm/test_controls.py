"""Control characters are shown, never obeyed."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.llm.controls import make_visible


def test_an_escape_sequence_is_shown() -> None:
    assert make_visible("a\x1b[31mb\x1b]0;titre\x07") == "a␛[31mb␛]0;titre␇"
    assert make_visible("a\x9b31mb") == "a\ufffd31mb"


def test_lines_tabs_and_accents_stay() -> None:
    assert make_visible("été\r\n\t« ☎ 😀 »\n") == "été\n\t« ☎ 😀 »\n"


@given(st.text(st.characters(categories=["Cc", "Cs", "L", "So"])))
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    shown = make_visible(text)
    assert {char for char in shown if unicodedata.category(char) in ("Cc", "Cs")} <= {"\n", "\t"}


@given(st.text(st.characters(categories=["Cc", "L"])), st.integers(0, 20))
def test_the_pieces_of_an_answer_may_be_treated_one_at_a_time(text: str, place: int) -> None:
    assert make_visible(text[:place]) + make_visible(text[place:]) == make_visible(text)
