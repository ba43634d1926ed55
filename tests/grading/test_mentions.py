from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompt_tutor.grading.mentions import copied_words, judge_mentions
from prompt_tutor.grading.prompt import Prompt, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.verdict import Verdict

    Build = Callable[..., Scenario]

ROUTES = [
    {
        "fr": [["périmètre comparable", "périmètre constant"], ["écarter", "exclure", "hors", "sans"]],
        "en": [["like for like", "comparable"], ["exclude", "leave out", "without"]],
    },
    {
        "fr": [["anomalie", "valeur aberrante"], ["avec et sans", "écarter"]],
        "en": [["anomaly", "outlier"], ["with and without", "exclude"]],
    },
]


def criterion(**fields: Any) -> dict[str, Any]:
    return {
        "id": "comparable",
        "kind": "mentions",
        "title": "x",
        "consequence": "x",
        "routes": ROUTES,
        **fields,
    }


@pytest.fixture
def judged(build: Build) -> Callable[..., Verdict]:
    def judge(text: str, language: str = "fr", **fields: Any) -> Verdict:
        scenario = build(criteria=[criterion(**fields)])
        prompt = expand(text, scenario.documents_in(language))
        return judge_mentions(scenario.criteria[0], prompt, scenario, language)

    return judge


Judge = "Callable[..., Verdict]"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compare à périmètre comparable et écarte la crèche.", "fr"),
        ("Compare à perimetre constant. Exclus la crèche.", "fr"),
        ("À périmètre comparable, hors gymnase.", "fr"),
        ("Liste les anomalies, puis donne le total avec et sans.", "fr"),
        ("Repère les valeurs aberrantes et écartez-les.", "fr"),
        ("N'oublie pas d'exclure la crèche, à périmètre comparable.", "fr"),
        ("Compare like-for-like, leaving out the nursery.", "en"),
    ],
)
def test_one_route_is_enough(text: str, language: str, judged: Callable[..., Verdict]) -> None:
    verdict = judged(text, language)
    assert verdict.met
    assert len(verdict.evidence) == 2
    assert not verdict.near


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compare à périmètre comparable.", "fr"),
        ("Compare à périmètre comparable. Fais un tableau. Écarte la crèche.", "fr"),
        ("N'écarte pas la crèche, garde un périmètre comparable.", "fr"),
        ("Écarte la crèche, mais pas de périmètre comparable.", "fr"),
        ("Do not exclude anything, comparable or not.", "en"),
    ],
)
def test_words_that_do_not_meet_a_route_are_near_misses(
    text: str, language: str, judged: Callable[..., Verdict]
) -> None:
    verdict = judged(text, language)
    assert not verdict.met
    assert verdict.near
    assert not verdict.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Résume ceci :\n```\nIl faut écarter la crèche, à périmètre comparable.\n```",
        "Résume ceci : « Nous demandons d'écarter la crèche et de compter à périmètre comparable. »",
        "Périmètre comparable, hors anomalies :\n\nRôle :\n",
        "Fais une note.\nPérimètre comparable à exclure : à compléter\n",
        "Analyse ce tableau.",
        "",
    ],
)
def test_what_is_not_the_authors_meets_nothing(text: str, judged: Callable[..., Verdict]) -> None:
    assert judged(text).met is False


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("périmètre comparable, écarter, anomalies", "fr"),
        ("note énergie, élus, commission, périmètre comparable, exclure, tableau", "fr"),
        ("énergie commission périmètre comparable exclure anomalies vérification", "fr"),
        ("périmètre comparable\nécarter\nanomalies\ntableau", "fr"),
        ("- périmètre comparable\n- écarter\n- anomalies", "fr"),
        ("Mots-clés : périmètre comparable, écarter, anomalies", "fr"),
        ("périmètre comparable / écarter / anomalies", "fr"),
        ("like for like, exclude, outliers", "en"),
        ("Criteria: like for like, exclude, outlier", "en"),
        ("energy committee comparable exclude outliers verification", "en"),
    ],
)
def test_a_list_of_key_words_asks_for_nothing(text: str, language: str, judged: Callable[..., Verdict]) -> None:
    verdict = judged(text, language)
    assert not verdict.met
    assert verdict.near


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Périmètre comparable, sans anomalies.", "fr"),
        ("Écarter valeurs aberrantes, signaler anomalies.", "fr"),
        ("Méthode : périmètre comparable, écarter, calculer", "fr"),
        ("Note pour la commission, périmètre comparable, exclure gymnase", "fr"),
        ("Note, tableau, 300 mots. Exclus le gymnase pour un périmètre comparable.", "fr"),
        ("Fais une note. Méthode : périmètre comparable, écarter, calculer", "fr"),
        ("Like for like, exclude nursery.", "en"),
    ],
)
def test_a_terse_order_is_no_list_of_key_words(text: str, language: str, judged: Callable[..., Verdict]) -> None:
    assert judged(text, language).met


@pytest.mark.parametrize(
    ("text", "groups", "near"),
    [
        ("Donne les chiffres.", [["faits", "chiffres"], ["sans interpréter", "rien d'autre", "uniquement"]], []),
        ("Voici les bâtiments.", [["bâtiment"], ["fermé", "en panne"], ["écarter", "exclure", "hors"]], []),
        ("La commission lira.", [["commission"], ["spécialiste", "expert"]], []),
        ("Repère les anomalies.", [["anomalie"], ["écarter", "exclure"]], ["anomalies"]),
        ("Les bâtiments fermés.", [["bâtiment"], ["fermé", "en panne"], ["exclure", "hors"]], ["bâtiments", "fermés"]),
        ("Ne donne pas les chiffres, rien d'autre.", [["chiffres"], ["rien d'autre"]], ["chiffres", "rien d'autre"]),
    ],
)
def test_a_near_miss_says_something(
    text: str, groups: list[list[str]], near: list[str], judged: Callable[..., Verdict]
) -> None:
    verdict = judged(text, routes=[{"fr": groups, "en": groups}])
    assert [text[start:end] for start, end in verdict.near] == near


def test_words_copied_from_the_brief_meet_nothing(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["commission"], ["jeudi"]], "en": [["x"]]}]
    copied = "La commission se réunit jeudi et veut voir comment les bâtiments ont consommé cette année."
    assert not judged(copied, routes=routes).met
    assert judged("Écris pour la commission de jeudi.", routes=routes).met


def test_copied_passage_that_would_have_counted_is_known(build: Build) -> None:
    routes = [{"fr": [["commission"], ["jeudi"]], "en": [["x"]]}]
    scenario = build(criteria=[criterion(routes=routes)])

    def copied(text: str) -> list[str]:
        prompt = expand(text, scenario.documents_in("fr"))
        return [text[start:end] for start, end in copied_words(scenario.criteria[0], prompt, scenario, "fr")]

    assert copied("Dis que la commission se réunit jeudi pour décider.") == []
    passage = "la commission se réunit jeudi et veut voir comment les bâtiments"
    assert copied(f"Sois bref. Dis que {passage} chauffent.") == [passage]
    assert copied("Dis comment les bâtiments ont consommé cette année.") == []


def test_an_expanded_document_meets_nothing(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["habitant"]], "en": [["resident"]]}]
    assert not judged("Note : {{energie}}", routes=routes).met
    assert judged("Donne la consommation par habitant. {{energie}}", routes=routes).met


def test_a_wording_of_the_route_negates_no_other(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["crèche"], ["sans", "hors"]], "en": [["nursery"], ["without"]]}]
    assert judged("Donne le total sans la crèche.", routes=routes).met
    assert not judged("Donne le total sans crèche.", routes=[{"fr": [["crèche"]], "en": [["nursery"]]}]).met


def test_within_the_prompt_distance_does_not_count(judged: Callable[..., Verdict]) -> None:
    text = "Compare à périmètre comparable. Fais un tableau. Réponds en bref. Écarte la crèche."
    assert not judged(text).met
    assert judged(text, routes=[{**ROUTES[0], "within": "prompt"}]).met


def test_a_heading_with_words_under_it_counts(judged: Callable[..., Verdict]) -> None:
    assert judged("Méthode : périmètre comparable :\n- écarter la crèche").met


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(alphabet=st.sampled_from('écarter périmètre comparable #:\n`"«»*-.…{}<>|1é'), max_size=300))
def test_any_text_gets_a_verdict_within_it(text: str, judged: Callable[..., Verdict]) -> None:
    verdict = judged(text)
    for start, end in (*verdict.evidence, *verdict.near):
        assert 0 <= start < end <= len(text)


def test_everyday_word_of_a_route_alone_is_no_near_miss(judged: Callable[..., Verdict]) -> None:
    groups = [["périmètre comparable"], ["comparer", "calculer"]]
    verdict = judged("Compare les consommations de 2024 et 2025.", routes=[{"fr": groups, "en": groups}])
    assert not verdict.met
    assert not verdict.near


def test_tonnes_do_not_negate(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["habitant"]], "en": [["per capita"]]}]
    assert judged("Rank by average production (t per capita).", "en", routes=routes).met
    assert not judged("Don't rank per capita.", "en", routes=routes).met


def test_word_that_the_scenario_uses_is_taken_for_no_typo(build: Build) -> None:
    routes = [{"fr": [["verser"]], "en": [["convert"]]}]
    scenario = build(criteria=[criterion(routes=routes)])
    prompt = Prompt("Compte les verres de chaque école.")
    assert judge_mentions(scenario.criteria[0], prompt, scenario, "fr").met  # one letter from "verses"
    brief = scenario.brief.model_copy(update={"situation": type(scenario.brief.situation)({"fr": "120 verres"})})
    told = scenario.model_copy(update={"brief": brief})
    assert not judge_mentions(told.criteria[0], prompt, told, "fr").met


def test_the_pas_of_a_hit_negates_nothing_after_it(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["n'invente", "ne suppose"], ["décision"]], "en": [["invent"], ["decision"]]}]
    assert judged("N'invente pas de décision.", routes=routes).met
    assert not judged("N'oublie rien, pas de décision.", routes=routes).met


def test_an_everyday_noun_is_taken_for_no_typo(judged: Callable[..., Verdict]) -> None:
    routes = [{"fr": [["enlever", "écarter"]], "en": [["convert"]]}]
    assert not judged("Compte les élèves et les écarts de chaque école.", routes=routes).met
    assert judged("Enlèvez la crèche.", routes=routes).met
