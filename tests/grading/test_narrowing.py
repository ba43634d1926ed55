from __future__ import annotations

import pytest

from prompt_tutor.content.narrow import Narrow
from prompt_tutor.grading.narrowing import narrow_verdict
from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.verdict import Verdict

WORDS = Narrow.model_validate({"unit": "words", "max": 400})
READER = Narrow.model_validate({"fr": ["élu", "commission"], "en": ["councillor"]})


def narrowed(text: str, evidence: str, narrow: Narrow, language: str = "fr") -> Verdict:
    start = text.index(evidence)
    generic = Verdict("length", met=True, evidence=((start, start + len(evidence)),))
    return narrow_verdict(generic, narrow, Prompt(text), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fais une note de 400 mots maximum.", "fr"),
        ("Fais une note de 300 à 400 mots.", "fr"),
        ("Fais une note de quatre cents mots.", "fr"),
        ("Pas plus de 350 mots.", "fr"),
        ("Entre 150 et 300 mots.", "fr"),
        ("Write 400 words at most.", "en"),
        ("No more than 250 short words.", "en"),
    ],
)
def test_the_right_unit_and_size_meet_it(text: str, language: str) -> None:
    verdict = narrowed(text, "mots" if language == "fr" else "words", WORDS, language)
    assert verdict.met
    assert verdict.evidence


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Fais une note de 800 mots.", "800 mots"),
        ("Fais une note d'une page.", "une page"),
        ("Fais une note en 10 lignes.", "10 lignes"),
        ("Au moins 200 mots.", "200 mots"),
        ("Entre 300 et 900 mots.", "900 mots"),
        ("300 mots minimum", "300 mots"),
    ],
)
def test_another_unit_or_size_is_a_near_miss(text: str, evidence: str) -> None:
    verdict = narrowed(text, evidence, WORDS)
    assert not verdict.met
    assert not verdict.evidence
    assert [text[start:end] for start, end in verdict.near] == [evidence]


def test_units_convert_only_where_the_scenario_says_so() -> None:
    narrow = Narrow.model_validate({"unit": "words", "max": 400, "also": [{"unit": "pages", "max": 1}]})
    assert narrowed("Une note d'une page.", "une page", narrow).met
    assert narrowed("Une note d'une demi-page.", "page", narrow).met
    assert not narrowed("Une note de deux pages.", "deux pages", narrow).met


def test_a_size_in_another_sentence_is_not_what_was_asked_for() -> None:
    text = "Réponds en 10 lignes. Le discours du maire fait 300 mots."
    assert not narrowed(text, "10 lignes", WORDS).met
    assert narrowed(text, "300 mots", WORDS).met


def test_a_number_of_named_things_is_a_number_of_points() -> None:
    narrow = Narrow.model_validate({"unit": "points", "max": 5})
    assert narrowed("Liste 5 recommandations.", "Liste 5 recommandations", narrow).met
    assert narrowed("Donne 3 à 5 pistes.", "3 à 5 pistes", narrow).met
    assert not narrowed("Liste 8 recommandations.", "Liste 8 recommandations", narrow).met
    assert not narrowed("Une note en 10 lignes pour 3 communes.", "10 lignes", narrow).met


def test_a_minimum_wants_room_enough() -> None:
    narrow = Narrow.model_validate({"unit": "points", "min": 3, "max": 5})
    assert narrowed("Résume en 3 points.", "3 points", narrow).met
    assert narrowed("Résume en 2 à 4 points clés.", "4 points", narrow).met
    assert not narrowed("Résume en 2 points.", "2 points", narrow).met


def test_the_evidence_widened_to_its_sentence_holds_a_wording() -> None:
    assert narrowed("La note s'adresse, pour jeudi, aux élues.", "s'adresse", READER).met
    assert not narrowed("La note s'adresse aux habitants. Les élus suivront.", "aux habitants", READER).met
    assert not narrowed("La note s'adresse à tous, pas aux élus.", "à tous", READER).met


def test_a_wording_in_pasted_material_does_not_count() -> None:
    assert not narrowed(
        'Pour les habitants : """La commission des élus a voté cela hier."""', "les habitants", READER
    ).met


def test_what_is_not_met_in_general_stays_as_it_is() -> None:
    generic = Verdict("length", met=False, near=((0, 5),))
    assert narrow_verdict(generic, WORDS, Prompt("court"), "fr") is generic
