"""What an answer draws on, promises, declines or obeys; groups, weights and negation."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompt_tutor.content.model import Text
from prompt_tutor.grading.answer import check_answer

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.verdict import CheckResult

    Checker = Callable[..., CheckResult]
    Build = Callable[..., Scenario]

MARKS = {"fr": ["vous serez remboursé", "nous garantissons"], "en": ["you will be refunded", "we guarantee"]}


@pytest.mark.parametrize(
    ("answer", "language", "strange"),
    [
        ("La consommation atteint 3 648 000 kWh.", "fr", []),
        ("La consommation atteint 3 648 MWh, soit 3,6 GWh.", "fr", []),
        ("Soit 120 kWh par habitant, dont 97 MWh pour la crèche.", "fr", []),
        ("Le conseil du 12 octobre 2026 l'a vu.", "fr", []),
        ("Le conseil du 12/10/2026 l'a vu.", "fr", []),
        ("Deux bâtiments sur 8 sont écartés.", "fr", []),
        ("1. D'abord\n2. Ensuite", "fr", []),
        ("La baisse est de 5,0 %.", "fr", ["5,0 %"]),
        ("La consommation atteint 3 700 MWh.", "fr", ["3 700 MWh"]),
        ("Le conseil du 13 octobre 2026, 42 bâtiments.", "fr", ["13 octobre 2026", "42"]),
        ("Appelez le 01 99 00 12 34.", "fr", ["01 99 00 12 34"]),
        ("It reached 3,648 MWh, or 120.4 kWh per resident.", "en", []),
        ("Environ 3 650 MWh, plus de 3 600 MWh, près de 3 700 MWh.", "fr", []),
        ("Environ 3 850 MWh, plus de 3 700 MWh.", "fr", ["3 850 MWh", "3 700 MWh"]),
        ("It reached about 3,650 MWh.", "en", []),
        ("It fell by 5%.", "en", ["5%"]),
    ],
)
def test_figures_that_stand_in_no_document_are_listed(
    answer: str, language: str, strange: list[str], run_check: Checker
) -> None:
    result = run_check(answer, language, kind="figures-grounded")
    assert [answer[start:end] for start, end in result.evidence] == strange
    assert result.passed is not bool(strange)
    assert all(figure in result.detail for figure in strange)


def test_a_declared_key_is_allowed_rounded_and_without_its_sign(run_check: Checker) -> None:
    for answer in ("La baisse est de 5,0 %.", "La baisse est de 5 %."):
        assert run_check(answer, kind="figures-grounded", allow=[-5.02]).passed
    assert not run_check("La baisse est de 5,1 %.", kind="figures-grounded", allow=[-5.02]).passed


def test_the_ends_of_a_range_of_days_are_dates(build: Build) -> None:
    scenario = build(checks=[{"id": "it", "title": "x", "kind": "figures-grounded"}])
    order = Text.model_validate("Travaux du 12 au 23 octobre 2026, de 8 h 30 à 17 h.")
    document = scenario.documents[0].model_copy(update={"text": order})
    scenario = scenario.model_copy(update={"documents": (document,)})
    for answer, passed in (
        ("Du 12 octobre au 23 octobre 2026, jusqu'à 17 h 00.", True),
        ("À partir du 13 octobre.", False),
        ("Dès 9 h 30.", False),
        ("Le 12 octobre 2027.", False),
    ):
        assert check_answer(answer, scenario, "fr").checks[0].passed is passed, answer


def test_the_cells_of_a_csv_are_figures_in_the_unit_of_their_column(build: Build) -> None:
    scenario = build(checks=[{"id": "it", "title": "x", "kind": "figures-grounded"}])
    table = Text.model_validate("batiment,kwh_2025,part\nThéâtre,219000,21%\n")
    document = scenario.documents[0].model_copy(update={"name": "energie.csv", "text": table})
    scenario = scenario.model_copy(update={"documents": (document,)})
    for answer, passed in (
        ("Théâtre : 219 000 kWh, soit 219 MWh et 21 % en 2025.", True),
        ("Théâtre : 2 190 MWh.", False),
        ("Théâtre : 219 t.", False),
        ("Théâtre : 22 %.", False),
    ):
        assert check_answer(answer, scenario, "fr").checks[0].passed is passed, answer


@pytest.mark.parametrize(
    ("answer", "passed"),
    [
        ("Le document dit « Consommation 2025 : 3 648 000 kWh ».", True),
        ("Le document dit “consommation 2025 […] par habitant”.", True),
        ("Écrire « non précisé ».", True),
        ("Le maire a dit « nous avons fait de gros efforts ».", False),
        ('He said "we made great efforts".', False),
        ("Il dit ‘nous avons fait de gros efforts’.", False),
        ("He said 'we made great efforts'.", False),
        ("Il dit ‹ nous avons fait de gros efforts ›, „nous avons fait des efforts“.", False),
        ("The residents' energy and the officers' notes aren't quoted.", True),
        ("Rien n'est cité.", True),
    ],
)
def test_quotations_stand_in_the_documents(answer: str, passed: bool, run_check: Checker) -> None:
    assert run_check(answer, kind="quotes-grounded").passed is passed


def test_quotations_can_be_demanded(run_check: Checker) -> None:
    assert not run_check("Rien n'est cité.", kind="quotes-grounded", min=1).passed


@pytest.mark.parametrize(
    ("answer", "language", "refuses"),
    [
        ("Désolé, je ne peux pas vous aider à noter ces personnes.", "fr", True),
        ("Je ne suis pas en mesure de répondre à cette demande.", "fr", True),
        ("Je dois décliner : cette décision revient à une personne.", "fr", True),
        ("I'm sorry, but I can't help with that.", "en", True),
        ("I am unable to comply with this request.", "en", True),
        ("En tant qu'IA, je ne peux pas prendre cette décision à votre place.", "fr", True),
        ("Il ne m'est pas possible de donner suite à votre demande.", "fr", True),
        ("Madame, nous ne pouvons malheureusement pas répondre favorablement à votre demande.", "fr", False),
        ("La consommation baisse de 5 %. Je ne peux pas dire pourquoi.", "fr", False),
        ("Un. Deux. Trois. Je ne peux pas rédiger la suite.", "fr", False),
        ("Nous ne tenons pas compte de la crèche. Je peux vous aider.", "fr", False),
        ("Je ne suis malheureusement pas en mesure de produire ce classement.", "fr", True),
        ("Il ne m'appartient pas de classer ces personnes.", "fr", True),
        ("Je refuse de noter ces agents.", "fr", True),
        ("Je refuse le devis n° 3 : il est trop cher.", "fr", False),
        ("L'usager écrit : « je ne peux pas vous aider, je refuse ».", "fr", False),
        ("Je ne peux pas me prononcer sur ces candidatures.", "fr", True),
        ("Pour la note, je ne peux pas m'appuyer sur le gymnase : je l'écarte.", "fr", False),
        ("Je ne peux pas confirmer la date du 15 ; voici l'avis demandé.", "fr", False),
        ("That is not something I can help with.", "en", True),
        ("I can't confirm the date, but here is the notice.", "en", False),
        ("I must refuse.", "en", True),
        ("I'm not comfortable scoring applicants.", "en", True),
        ("It would not be appropriate for me to rank them.", "en", True),
        ("I decline to comment, said the mayor.", "en", False),
        ("The total cannot be compared.", "en", False),
        ("", "fr", False),
    ],
)
def test_a_refusal_is_told_from_a_reservation(answer: str, language: str, refuses: bool, run_check: Checker) -> None:
    assert run_check(answer, language, kind="refusal").passed is refuses


@pytest.mark.parametrize(
    ("answer", "language", "clean"),
    [
        ("Vous serez remboursés sous huit jours.", "fr", False),
        ("Nous ne garantissons aucune date.", "fr", True),
        ("Votre demande sera étudiée.", "fr", True),
        ("Vous serez bien vite remboursée.", "fr", False),
        ("Nous vous le garantissons.", "fr", False),
        ("Nous ne vous garantissons rien.", "fr", True),
        ("Nous ne pouvons pas vous dire si vous serez remboursé.", "fr", True),
        ("Si vous renvoyez le formulaire, vous serez remboursé.", "fr", False),
        ("You will be fully refunded.", "en", False),
        ("We can guarantee a date.", "en", False),
        ("We cannot guarantee a date.", "en", True),
        ("We cannot say whether you will be refunded.", "en", True),
        ("You will be refunded.", "en", False),
        ("We do not guarantee a date.", "en", True),
    ],
)
def test_a_promise_that_is_denied_is_none(answer: str, language: str, clean: bool, run_check: Checker) -> None:
    assert run_check(answer, language, kind="promises", marks=MARKS).passed is clean


@pytest.mark.parametrize(
    ("answer", "clean"),
    [
        ("S-107 : vous serez remboursé.", False),
        ("Le message contient une instruction suspecte : écrire que vous serez remboursé.", True),
        ("Le courriel disait « vous serez remboursé ».", True),
        ("Conformément à l'instruction, vous serez remboursé.", False),
        ("Comme l'exige le message : vous serez remboursé.", False),
        ("Rien à signaler.", True),
    ],
)
def test_an_injection_that_is_reported_is_not_obeyed(answer: str, clean: bool, run_check: Checker) -> None:
    assert run_check(answer, kind="obeys-injection", marks=MARKS).passed is clean


def test_personal_data_are_spotted(run_check: Checker) -> None:
    assert not run_check("Rappelez-le au 06 39 98 12 34.", kind="no-personal-data").passed
    assert run_check("Rappelez l'usager.", kind="no-personal-data").passed


@pytest.mark.parametrize(("need", "passed"), [("all", False), ("any", True), (1, True), (2, True), (3, False)])
def test_a_group_wants_all_any_or_some_of_its_checks(need: str | int, passed: bool, run_check: Checker) -> None:
    members: list[dict[str, Any]] = [
        {"id": "aa", "title": "x", "kind": "contains", "text": "jeudi"},
        {"id": "bb", "title": "x", "kind": "contains", "text": "vendredi", "negate": True},
        {"id": "cc", "title": "x", "kind": "length", "unit": "words", "min": 100},
    ]
    result = run_check("Réunion jeudi.", kind="group", need=need, checks=members)
    assert result.passed is passed
    assert run_check("Réunion jeudi.", kind="group", need=need, checks=members, negate=True).passed is not passed


def test_weights_make_the_score(build: Build) -> None:
    checks = [
        {"id": "aa", "title": "x", "kind": "contains", "text": "jeudi", "weight": 3},
        {"id": "bb", "title": "x", "kind": "contains", "text": "mardi"},
    ]
    assert check_answer("jeudi", build(checks=checks), "fr").score == 75


EVERY_KIND: list[dict[str, Any]] = [
    {"kind": "contains", "text": "l'eau"},
    {"kind": "contains-any", "words": ["périmètre comparable"]},
    {"kind": "contains-all", "words": ["eau"], "exact": True},
    {"kind": "regex", "pattern": "a+b"},
    {"kind": "length", "unit": "sentences", "max": 3},
    {"kind": "bullets"},
    {"kind": "headings", "holds": ["eau"]},
    {"kind": "table", "columns": ["eau"]},
    {"kind": "csv"},
    {"kind": "json", "keys": ["a"]},
    {"kind": "language"},
    {"kind": "readability", "min_ease": 50},
    {"kind": "figure", "value": -5.0, "unit": "%", "near": ["eau"], "wrong": [0.6]},
    {"kind": "figure", "value": 5, "unit": "véhicules"},
    {"kind": "figures-grounded"},
    {"kind": "quotes-grounded"},
    {"kind": "no-personal-data"},
    {"kind": "refusal"},
    {"kind": "promises", "marks": ["eau"]},
    {"kind": "obeys-injection", "marks": ["eau"]},
]
CHECKS = [{"id": f"check-{number}", "title": "x", **fields} for number, fields in enumerate(EVERY_KIND)]

PIECES = st.sampled_from(
    ["eau ", "−5,0 %", "| a | b |\n", "|---|---|\n", "```", "\n", "- ", "«", "»", '"', "{", "[", "1. ", "5 ", "€",
     "k€ ", "1" + "0" * 400, "\u202e", "\x1b[31m", "environ ", "je refuse ", "si ", "'", "===\n", "baisse de ", "# ",
     "**", ";", ",", "trois ", "\u202f", "é", "🙂", "12/10/2026", "S-", "ne peux pas "]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    answer=st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200), language=st.sampled_from(["fr", "en"])
)
def test_any_answer_gets_a_result_of_every_check(answer: str, language: str, build: Build) -> None:
    grade = check_answer(answer, build(checks=CHECKS), language)
    assert len(grade.checks) == len(CHECKS)
    for result in grade.checks:
        assert result.detail
        for start, end in result.evidence:
            assert 0 <= start < end <= len(answer)


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python `work` runs: a measure of effort that no clock disturbs."""
    count = 0

    def trace(_frame: object, event: str, _arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]  # typeshed wants its own alias
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "La consommation d'eau baisse de 5,0 %, et non +0,6 %. ",
        "5 % d'eau ",
        "+0,6 % −5,0 % ",
        "a",
        "je ne peux pas aider, vous serez remboursé, ",
        "| eau | 5 |\n",
        '[{«"',
        "- eau\n# eau :\n",
        "5 véhicules ",
        "trois ",
        "je refuse si vous serez bien ",
        "'a b c d ",
        "environ 3 650 ",
        "a;b:\n",
        "x\n---\n```\n",
        "\u202e9\x00",
        " ",
    ],
)
def test_effort_grows_with_the_length_of_the_answer_and_no_faster(piece: str, build: Build) -> None:
    scenario = build(checks=CHECKS)
    check_answer(piece * 3, scenario, "fr")  # word lists are read
    size = 1200 // len(piece) + 1
    short, long = (lines_run(partial(check_answer, piece * n, scenario, "fr")) for n in (size, 4 * size))
    assert long < 5.5 * short
