"""Marks in a text: where they stand, and that nothing in the text is obeyed."""

from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.tui.no_break import NO_BREAK
from prompt_tutor.tui.widgets.marked_text import Mark, in_order, marked, moved


def test_a_mark_has_its_sign_before_and_its_note_after() -> None:
    content = marked("La hausse est de 0,6 %.", [Mark((3, 9), "omission", "▲", "Périmètre")])
    assert content.plain == f"La ▲ hausse  ◂ Périmètre  est de 0,6{NO_BREAK}%."


def test_markup_and_controls_are_shown_as_they_are() -> None:
    assert marked("[red]x[/red]\x1b[2J", [Mark((0, 3), "near")]).plain == "[red]x[/red]␛[2J"


def test_marks_that_overlap_or_lie_outside_are_left_out() -> None:
    first = Mark((2, 5), "evidence")
    assert in_order([Mark((4, 6), "near"), first, Mark((8, 12), "near"), Mark((3, 3), "near")], 10) == [first]


def test_a_mark_moves_with_the_words_after_an_edit_before_it() -> None:
    (mark,) = moved([Mark((4, 8), "evidence")], "une note pour", "vite, une note pour")
    assert "vite, une note pour"[slice(*mark.span)] == "note"


def test_a_mark_on_words_that_were_edited_is_dropped() -> None:
    assert moved([Mark((4, 8), "evidence")], "une note pour", "une petite pour") == []


@given(st.text(max_size=30), st.text(max_size=30), st.integers(0, 30), st.integers(1, 10))
def test_a_mark_that_is_kept_stands_on_the_same_words(before: str, after: str, start: int, size: int) -> None:
    marks = in_order([Mark((start, start + size), "near")], len(before))
    for mark, kept in zip(marks, moved(marks, before, after), strict=False):
        assert before[slice(*mark.span)] == after[slice(*kept.span)]


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_any_text_with_any_marks_is_shown_without_controls(text: str, spans: list[tuple[int, int]]) -> None:
    shown = marked(text, [Mark(span, "evidence") for span in spans]).plain
    assert not any(ord(sign) < 0x20 and sign not in "\n\t" for sign in shown)
