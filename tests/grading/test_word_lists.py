from __future__ import annotations

import pytest

from prompt_tutor.grading.word_lists import listed_sentences
from prompt_tutor.grading.words import find, read


def is_list(text: str, language: str, wordings: tuple[str, ...]) -> bool:
    reading = read(text, language)
    spans = sorted({span for wording in wordings for span in find(wording, reading)})
    return bool(listed_sentences(reading, spans))


@pytest.mark.parametrize(
    ("language", "text", "wordings"),
    [
        ("fr", "Il me faut la liste des délibérations examinées mardi.", ("liste des délibérations", "mardi")),
        ("fr", "Chaque donnée doit être sourcée (article).", ("chaque donnée", "article")),
        ("fr", "B. Écris l’offre d’emploi à publier.", ("l'offre d'emploi à publier",)),
        ("fr", "Traite à part la Fête de la musique.", ("à part", "fête de la musique")),
        ("fr", "Les remarques uniques ont droit à leur propre thème.", ("droit à", "leur propre", "remarques")),
        ("fr", "Quand quelqu’un parle pour un autre, écris « selon ».", ("pour un autre", "selon")),
        ("fr", "Puis traduis à l’envers vers le français pour contrôler.", ("à l'envers", "vers le français")),
        ("fr", "- repas servis > repas commandés = incohérence, signaler", ("repas servis", "incohérence", "signaler")),
        ("fr", "150 mots, ton posé. Ne promets rien. Cite l’article 8.", ("promettre",)),
        (
            "en",
            "Where the RC and the CCTP contradict each other, give both versions.",
            ("RC and the CCTP", "each other"),
        ),
        ("en", "Flag any school where meals served exceed meals ordered.", ("meals served", "exceed", "flag")),
        ("en", "180 words, courteous tone. Promise nothing. Give the appeals of article 8.", ("promise",)),
        ("en", "Tell me which orders are still in force today.", ("in force", "orders")),
        ("en", "Keep the subjects that few people raise visible, even once.", ("keep the", "few people")),
        ("en", "Rule out whatever involves decisions about people (aid, nursery, recruitment).", ("rule out", "aid")),
        ("en", "Answer each one separately. Everyday language.", ("answer", "everyday")),
        ("en", "Structure: 1. what running the town costs; 2. what it invests; 3. what it owes.", ("running",)),
    ],
)
def test_an_ordinary_sentence_is_no_list_of_key_words(language: str, text: str, wordings: tuple[str, ...]) -> None:
    assert not is_list(text, language, wordings)


@pytest.mark.parametrize(
    ("language", "text", "wordings"),
    [
        ("fr", "périmètre, écarter, anomalies, avec et sans, hors crèche", ("avec et sans", "hors")),
        ("fr", "écarter, à part, mettre de côté, vers le français, anomalies", ("à part", "mettre de côté", "vers le")),
        ("fr", "note énergie élus commission périmètre comparable exclure tableau", ("périmètre comparable",)),
        (
            "fr",
            "moyenne, décibels, Fête de la musique, aucun responsable, plaintes, riverains, bars, calcul, seuil, nuit",
            ("décibels",),
        ),
        ("en", "exclude, with and without, like for like, outliers, flag, doubtful", ("with and without", "like for")),
        ("en", "flag exceed meals served meals ordered school inconsistent rows", ("meals served", "exceed")),
        ("en", "keywords: leave out, as a whole, on its own, in force", ("leave out", "as a whole", "on its own")),
    ],
)
def test_key_words_stay_a_list_whatever_small_words_they_hold(
    language: str, text: str, wordings: tuple[str, ...]
) -> None:
    assert is_list(text, language, wordings)
