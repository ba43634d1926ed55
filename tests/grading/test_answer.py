from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.grading.verdict import CheckResult

    Checker = Callable[..., CheckResult]

TREND: dict[str, Any] = {
    "kind": "figure",
    "value": -5.0,
    "unit": "%",
    "tolerance": 0.1,
    "near": {"fr": ["consommation"], "en": ["consumption"]},
    "wrong": [0.6],
}


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("À périmètre comparable, la consommation baisse de 5,0 %.", "fr"),
        ("La consommation a diminué de 5 %.", "fr"),
        ("Consommation : −5,0 %", "fr"),
        ("La consommation recule, à périmètre constant, de 4,9 %.", "fr"),
        ("La consommation 2025 est de 5 % inférieure à celle de 2024.", "fr"),
        ("Consommation en recul de cinq pour cent.", "fr"),
        ("Une baisse de la consommation de près de 5,0 %.", "fr"),
        ("La consommation évolue de -5,0 %, et non +0,6 %.", "fr"),
        ("Le total brut de la consommation augmente de 0,6 %, mais à périmètre comparable il baisse de 5,0 %.", "fr"),
        ("La consommation baisse de 5,0 %. Additionner tout donnerait +0,6 %, chiffre trompeur.", "fr"),
        ("| | 2024 | 2025 | évolution |\n|---|---|---|---|\n| Consommation | 3 841 | 3 648 | −5,0 % |", "fr"),
        ("La consommation passe de 3 841 à 3 648 MWh, soit -5,0 %.", "fr"),
        ("Sans la piscine, la consommation baisse de 5,0 %.", "fr"),
        ("La consommation s'établit à 3 648 MWh, en baisse de 5,0 % par rapport à 2024.", "fr"),
        ("Consommation (8 bâtiments) : – 5,0 %", "fr"),
        ("## Consommation\n\n- Périmètre comparable : **-5,0 %**\n- Total brut : +0,6 % (non pertinent)", "fr"),
        ("| Bâtiment | Évolution de la consommation (%) |\n|---|---|\n| Total | -5,0 |", "fr"),
        ("moins 5 % de consommation", "fr"),
        ("La consommation évolue de moins 5 %.", "fr"),
        ("La baisse de la consommation atteint 5 %.", "fr"),
        ("Le recul de consommation s'élève à 5 %.", "fr"),
        ("5 % de consommation en moins", "fr"),
        ("La consommation est inférieure de 5 % à celle de 2024.", "fr"),
        ("La consommation a perdu 5 %.", "fr"),
        ("Consommation : ↓ 5 %", "fr"),
        ("Contrairement à ce qu'indique le total (+0,6 %), la consommation baisse de 5,0 %.", "fr"),
        ("Plutôt qu'une hausse de 0,6 %, la consommation connaît une baisse de 5,0 %.", "fr"),
        ("The fall in consumption amounts to 5%.", "en"),
        ("Consumption was 5% down on 2024.", "en"),
        ("Consumption shrank by 5%.", "en"),
        ("Contrary to the total (+0.6%), consumption fell by 5.0%.", "en"),
        ("Consumption fell 5.0%; the headline rise of 0.6% should not be used.", "en"),
        ("Consumption fell by 5%.", "en"),
        ("While raw consumption rose 0.6%, the like-for-like figure fell 5.0%.", "en"),
        ("Like for like, consumption is down 5.0%.", "en"),
        ("Consumption is 5% lower than in 2024.", "en"),
        ("Consumption: -5.0%, not +0.6%.", "en"),
        ("Consumption dropped by five per cent.", "en"),
    ],
)
def test_a_fall_is_read_from_its_sign_or_its_verb(answer: str, language: str, run_check: Checker) -> None:
    result = run_check(answer, language, **TREND)
    assert result.passed, result.detail
    assert result.evidence


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("La consommation augmente de 0,6 %.", "fr"),
        ("La consommation augmente de 5,0 %.", "fr"),
        ("La consommation : 5,0 %.", "fr"),
        ("La consommation n'a pas baissé de 5,0 %.", "fr"),
        ("La consommation augmente de 0,6 %, et non -5,0 %.", "fr"),
        ("Le chiffre d'une consommation en baisse de 5,0 % est faux.", "fr"),
        ("La consommation baisse de 5,0 %. La consommation augmente de 0,6 %.", "fr"),
        ("La consommation baisse à 5 %.", "fr"),
        ("Il serait faux de dire que la consommation baisse de 5,0 %.", "fr"),
        ("La consommation baisse d'au moins 4 %.", "fr"),
        ("It would be wrong to say that consumption fell by 5.0%.", "en"),
        ("La consommation baisse de 5 MWh.", "fr"),
        ("La consommation a reculé de 5 points.", "fr"),
        ("La hausse, et non la baisse, de la consommation est de 5 %.", "fr"),
        ("Contrairement à l'an dernier, la consommation augmente de 0,6 %.", "fr"),
        ("La consommation augmente de 5 % alors que le prix baisse.", "fr"),
        ("Consumption fell by 5 percentage points.", "en"),
        ("Consumption shows no fall of 5%.", "en"),
        ("La consommation baisse de 5,2 %.", "fr"),
        ("Le prix baisse de 5,0 %.", "fr"),
        ("", "fr"),
        ("Consumption rose by 0.6%.", "en"),
        ("Consumption fell to 5%.", "en"),
        ("Consumption did not fall by 5%.", "en"),
    ],
)
def test_another_figure_or_sign_does_not_pass(answer: str, language: str, run_check: Checker) -> None:
    result = run_check(answer, language, **TREND)
    assert not result.passed, result.detail
    assert result.detail


@pytest.mark.parametrize(
    ("answer", "fields", "language"),
    [
        ("Elle atteint 3 648 MWh.", {"value": 3648, "unit": "MWh"}, "fr"),
        ("Elle atteint 3\u202f648\u202f000\u00a0kWh.", {"value": 3648, "unit": "MWh"}, "fr"),
        ("Elle passe de 3 841 à 3 648 MWh.", {"value": 3841, "unit": "MWh"}, "fr"),
        ("3 648 MWh en 2025, contre 3 841 en 2024", {"value": 3841, "unit": "MWh"}, "fr"),
        ("| Bâtiment | MWh |\n|---|---|\n| Total | 3 648 |", {"value": 3648, "unit": "MWh"}, "fr"),
        ("Les recettes montent à 39,4 M€.", {"value": 39400, "unit": "k€", "tolerance": 30}, "fr"),
        ("soit 242,6 kg de déchets par habitant", {"value": 242.6, "unit": "kg/hab"}, "fr"),
        ("soit 242,6 kg/hab/an", {"value": 242.6, "unit": "kg/hab"}, "fr"),
        ("La rue voit passer 1 140 véhicules par jour.", {"value": 1140, "unit": "véhicules"}, "fr"),
        ("Il reste huit bâtiments.", {"value": 8}, "fr"),
        ("Le taux recule de 2 points de pourcentage.", {"value": -2, "unit": "points"}, "fr"),
        ("Soit 193 MWh économisés.", {"value": -193, "unit": "MWh"}, "fr"),
        ("EUR 39,400", {"value": 39400, "unit": "€"}, "en"),
        ("It reached 3,648 MWh.", {"value": 3648, "unit": "MWh"}, "en"),
        ("It cost £1.2m.", {"value": 1200000, "unit": "£"}, "en"),
        ("Two hundred and forty residents.", {"value": 240, "unit": "residents"}, "en"),
    ],
)
def test_a_figure_is_read_in_any_unit_that_converts(
    answer: str, fields: dict[str, Any], language: str, run_check: Checker
) -> None:
    result = run_check(answer, language, kind="figure", **fields)
    assert result.passed, result.detail


@pytest.mark.parametrize(
    ("answer", "fields"),
    [
        ("Elle atteint 3 648 kWh.", {"value": 3648, "unit": "MWh"}),
        ("En 2025, 8 bâtiments.", {"value": 2025, "unit": "MWh"}),
        ("242,6 kg/hab", {"value": 242.6, "unit": "kg"}),
        ("le 12 octobre", {"value": 12}),
        ("12. Conclusion", {"value": 12}),
    ],
)
def test_a_figure_of_another_kind_does_not_pass(answer: str, fields: dict[str, Any], run_check: Checker) -> None:
    assert not run_check(answer, kind="figure", **fields).passed


def test_the_tolerance_is_absolute_and_inclusive(run_check: Checker) -> None:
    assert run_check("4,9 %", kind="figure", value=5.0, unit="%", tolerance=0.1).passed
    assert not run_check("4,89 %", kind="figure", value=5.0, unit="%", tolerance=0.1).passed


@pytest.mark.parametrize(
    ("fields", "answer", "passed"),
    [
        ({"kind": "contains", "text": "l'agent « Marie »"}, "Voyez l’agent «\u00a0Marie\u00a0»", True),
        ({"kind": "contains", "text": "l'agent"}, "L'AGENT", False),
        ({"kind": "contains", "text": "eau"}, "le bureau", False),
        ({"kind": "contains-any", "words": {"fr": ["école", "crèche"], "en": ["x"]}}, "les CRECHES", True),
        ({"kind": "contains-any", "words": {"fr": ["eau"], "en": ["x"]}}, "le bureau", False),
        ({"kind": "contains-any", "words": {"fr": ["hola"], "en": ["x"]}}, "scholar", False),
        ({"kind": "contains-all", "words": {"fr": ["école", "crèche"], "en": ["x"]}}, "la crèche", False),
        ({"kind": "contains-all", "words": {"fr": ["école", "crèche"], "en": ["x"]}}, "crèches et écoles", True),
        ({"kind": "contains-any", "words": {"fr": ["Crèche"], "en": ["x"]}, "exact": True}, "la creche", False),
        ({"kind": "not-contains", "words": {"fr": ["retard"], "en": ["x"]}}, "des retards", False),
        ({"kind": "not-contains", "words": {"fr": ["retard"], "en": ["x"]}}, "à l'heure", True),
        ({"kind": "not-contains", "words": {"fr": ["retard"], "en": ["x"]}}, "des re\u200btards", False),
        ({"kind": "contains-any", "words": {"fr": ["✅"], "en": ["x"]}}, "Fait ✅", True),
        ({"kind": "not-contains", "words": {"fr": ["retard"], "en": ["x"]}, "negate": True}, "des retards", True),
    ],
)
def test_words_are_found_whole(fields: dict[str, Any], answer: str, passed: bool, run_check: Checker) -> None:
    assert run_check(answer, **fields).passed is passed


@pytest.mark.parametrize(("unit", "count"), [("words", 8), ("sentences", 2), ("lines", 3), ("characters", 55)])
def test_a_length_is_counted_as_a_word_processor_counts(unit: str, count: int, run_check: Checker) -> None:
    answer = "# Titre\n\nL'école ouvre – 3\u00a0648 élèves.\nElle ferme tard.\n"
    result = run_check(answer, kind="length", unit=unit, min=count, max=count)
    assert result.passed, result.detail
    assert not run_check(answer, kind="length", unit=unit, max=count - 1).passed
    assert not run_check(answer, kind="length", unit=unit, min=count + 1).passed
