from __future__ import annotations

import pytest

from prompt_tutor.grading.words import find, read


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Rédige le compte rendu de la réunion.", "compter"),
        ("Comptes rendus de juin", "compter"),
        ("Écris la note du maire.", "noter"),
        ("Dresse la liste des actions.", "acter"),
        ("Fais un tableau. Le total est juste.", "sommes"),
        ("Fais un tableau de trois lignes.", "faits"),
        ("Reprends les données du relevé.", "donner"),
        ("Sans mesures nouvelles", "mesurer"),
    ],
)
def test_a_noun_is_no_form_of_the_verb_it_looks_like(text: str, wording: str) -> None:
    assert find(wording, read(text, "fr")) == ()


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Compte les messages.", "compter"),
        ("Si on la compte à part, dis-le.", "compter"),
        ("Relis puis note ce qui manque.", "noter"),
        ("Note de 1 à 5 chaque projet.", "noter"),
        ("Ce qui a été acté en séance.", "acter"),
        ("Donne la somme.", "sommes"),
        ("Les mesures du soir", "mesure"),
    ],
)
def test_the_verb_is_found_all_the_same(text: str, wording: str) -> None:
    assert len(find(wording, read(text, "fr"))) == 1
