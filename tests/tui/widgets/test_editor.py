"""What the editor does to a long paste."""

from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.tui.widgets.editor import LONGEST_LINE, fold_lines


def test_lines_of_usual_length_stay_as_they_are() -> None:
    text = "un\n\n" + "x" * LONGEST_LINE + "\nfin "
    assert fold_lines(text) == text


@given(st.text(alphabet="ab  \n", min_size=LONGEST_LINE, max_size=LONGEST_LINE * 3).map(lambda text: text * 2))
def test_folding_loses_no_word_and_leaves_no_long_line(text: str) -> None:
    folded = fold_lines(text)
    assert folded.split() == text.split() or max(len(word) for word in text.split()) >= 1000
    assert max(len(line) for line in folded.split("\n")) <= LONGEST_LINE


def test_a_word_without_end_is_cut_and_nothing_is_lost() -> None:
    assert fold_lines("x" * 200_000).replace("\n", "") == "x" * 200_000
