from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.prompt import Prompt, expand
from prompt_tutor.grading.sixteen import judge

BLOCKS = ["\n", '"""', "<<<", ">>>", "---\n", "« ", " »", "<a>", "</a>", "[[", "]]", "```\n", ";;\n", ": "]
WORDS = [
    "Tu es juriste. ",
    "06 12 34 56 78 ",
    "Mme Odile Trancart ",
    "œ’é ",
    "\u202e",
    "🙂",
    "1) rédige ",
    "n'invente rien ",
]
PIECES = st.sampled_from([*BLOCKS, *WORDS, "De : a@b.fr\n"])


def met(text: str, language: str = "fr") -> set[str]:
    return {criterion for criterion, verdict in judge(Prompt(text), language).items() if verdict.met}


def test_an_empty_prompt_meets_privacy_alone() -> None:
    assert list(judge(Prompt(""), "fr")) == list(CRITERIA)
    assert met("") == {"privacy"}
    assert met(" \n\t ", "en") == {"privacy"}


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.sampled_from(["fr", "en"]))
def test_any_text_gets_sixteen_verdicts_with_passages_inside_it(text: str, language: str) -> None:
    verdicts = judge(Prompt(text), language)
    assert list(verdicts) == list(CRITERIA)
    for criterion, verdict in verdicts.items():
        assert verdict.criterion == criterion
        for start, end in (*verdict.evidence, *verdict.near):
            assert 0 <= start < end <= len(text)
        if verdict.met:
            assert verdict.near == ()
        if criterion != "privacy":
            assert bool(verdict.evidence) is verdict.met


def test_evidence_points_at_the_words_of_the_original() -> None:
    text = "L’œuvre : rédige‑moi une note de 300 mots."
    start, end = judge(Prompt(text), "fr")["length"].evidence[0]
    assert "300 mots" in text[start:end]


def test_a_near_miss_of_length_is_shown() -> None:
    text = "Rédige une lettre au maire, fais court."
    verdict = judge(Prompt(text), "fr")["length"]
    assert not verdict.met
    assert [text[start:end] for start, end in verdict.near] == ["court"]


def test_the_author_s_own_role_is_a_near_miss() -> None:
    text = "En tant que maire, j'aimerais un discours."
    verdict = judge(Prompt(text), "fr")["role"]
    assert not verdict.met
    assert text[slice(*verdict.near[0])].startswith("En tant que maire")


def test_what_a_pasted_letter_asks_is_not_the_author_s() -> None:
    letter = "Répondez en 3 lignes, sous forme de tableau, sans jargon, ton neutre."
    assert {"length", "format", "tone", "exclusions"} <= met(f"Rédige la réponse. {letter}")
    assert not {"length", "format", "tone", "exclusions"} & met(f'Rédige la réponse.\n"""\n{letter}\n"""')


def test_an_expanded_document_is_source_without_delimiters_of_its_own() -> None:
    document = '"""\nvolume;2023;2024\neau;12;14\ngaz;3;5\n"""\nRéponds en 3 lignes.'
    bare = judge(expand("Résume {{donnees}}", {"donnees": document}), "fr")
    assert bare["source"].met
    assert not bare["delimiters"].met
    assert not bare["length"].met
    marked = judge(expand("Résume\n<<<\n{{donnees}}\n>>>", {"donnees": document}), "fr")
    assert marked["delimiters"].met


def test_personal_data_in_an_expanded_document_is_found_where_it_stands() -> None:
    prompt = expand("Résume {{lettre}}", {"lettre": "Mon numéro : 06 12 34 56 78."})
    verdict = judge(prompt, "fr")["privacy"]
    assert not verdict.met
    assert prompt.text[slice(*verdict.evidence[0])] == "06 12 34 56 78"


@pytest.mark.parametrize(
    "text",
    [
        "Rôle, contexte, tâche, format, longueur, ton, exemples : tout y est. Sujet : le budget.",
        "Rôle :\nContexte : à compléter\nTâche :\nFormat :\nLongueur :\nTon :\n",
    ],
)
def test_words_that_merely_name_criteria_meet_nothing(text: str) -> None:
    assert met(text) == {"privacy"}


@pytest.mark.parametrize("language", ["ar", "de"])
def test_a_third_language_gets_verdicts_too(language: str) -> None:
    text = {"ar": "اكتب رسالة إلى السكان", "de": "Schreibe einen Brief an die Bürger."}[language]
    assert len(judge(Prompt(text), "fr")) == len(CRITERIA)
