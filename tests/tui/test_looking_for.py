"""What one looks for by words: lessons, scenarios, commands."""

import pytest

from prompt_tutor.tui.looking_for import finds


@pytest.mark.parametrize("words", ["eleve", "ÉLÈVES", "classe elev", "l'ecole", "  ", ""])
def test_case_accents_and_order_do_not_matter(words: str) -> None:
    assert finds(words, "Les élèves de la classe, à l’école")


@pytest.mark.parametrize("words", ["elvs", "eleve lycee", "carnet"])
def test_letters_that_are_merely_there_find_nothing(words: str) -> None:
    assert not finds(words, "Les élèves de la classe, à l’école ; carton, net")
