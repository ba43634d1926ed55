"""The words that changed, told apart without colour."""

from prompt_tutor.learning.comparison import word_changes
from prompt_tutor.tui.widgets.word_changes import earlier, later


def test_removed_words_have_a_sign_in_the_earlier_prompt_and_added_ones_in_the_later() -> None:
    changes = word_changes("une note courte ici", "une note de 300 mots ici")
    assert earlier(changes).plain == "une note −courte ici"
    assert later(changes).plain == "une note +de 300 mots ici"


def test_words_in_a_row_have_one_sign() -> None:
    changes = word_changes("une note courte ici", "un compte rendu précis ici")
    assert earlier(changes).plain == "−une note courte ici"
    assert later(changes).plain == "+un compte rendu précis ici"


def test_a_word_that_stayed_or_a_new_line_parts_two_changes() -> None:
    changes = word_changes("résume le texte\nici", "réécris le rapport\nlà")
    assert later(changes).plain == "+réécris le +rapport\n+là"


def test_each_side_reads_as_its_prompt() -> None:
    changes = word_changes("a b\nc", "b\n\nc d")
    assert later(changes).plain.replace("+", "") == "b\n\nc d"
    assert earlier(changes).plain.replace("−", "") == "a b\nc"


def test_markup_in_a_prompt_is_shown() -> None:
    assert later(word_changes("x", "[bold]x[/bold]")).plain == "+[bold]x+[/bold]"
