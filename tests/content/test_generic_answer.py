"""The practice answer and the solution of a scenario whose author wrote neither."""

import re
from pathlib import Path

import pytest

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.criterion_texts import criterion_texts
from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.llm.practice import compose

OWN = """
[[criteria]]
id = "closed-days"
kind = "mentions"
title = { fr = "Les fermetures", en = "Closed days" }
consequence = { fr = "Rien sur vendredi.", en = "Nothing about Friday." }
[[criteria.routes]]
fr = [["fermé"]]
en = [["closed"]]
"""

CALIBRATION = """
[[calibration]]
name = "strong-2"
language = "fr"
prompt = "En 3 lignes, dis ce qui est fermé : {{note}}"
"""


@pytest.fixture
def bare(scenario_file: Path) -> Scenario:
    """The small scenario with a criterion of its own, without practice answer and solution."""
    text = scenario_file.read_text(encoding="utf-8")
    scenario_file.write_text(text[: text.index("[practice]")] + OWN + CALIBRATION, encoding="utf-8")
    return read_scenario(scenario_file).whole()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_criterion_shows_in_the_answer_where_it_is_missed(bare: Scenario, language: str) -> None:
    answer = compose(bare, frozenset({"closed-days"}), language)
    (passage,) = answer.passages
    assert passage.criterion == "length"
    assert answer.text[slice(*passage.span)] == criterion_texts("length").practice_unmet.in_(language)


def test_own_criterion_shows_its_consequence_where_it_is_missed_and_its_title_where_it_is_met(bare: Scenario) -> None:
    assert "Nothing about Friday." in compose(bare, frozenset({"length"}), "en").text
    best = compose(bare, frozenset({"length", "closed-days"}), "en")
    assert "Closed days: the answer takes this into account." in best.text
    assert best.passages == ()


def test_prompt_about_something_else_gets_a_general_answer(bare: Scenario) -> None:
    assert "dossier" in compose(bare, frozenset(), "fr", on_subject=False).text


def test_strong_calibration_is_the_solution_in_its_language_and_for_want_of_another(bare: Scenario) -> None:
    draft = "En 3 lignes, dis ce qui est fermé : {{note}}"
    assert bare.solution_drafts("fr") == bare.solution_drafts("en") == (draft,)


def test_scenario_without_strong_calibration_has_an_empty_solution(bare: Scenario) -> None:
    assert bare.model_copy(update={"calibration": ()}).solution_drafts("fr") == ("",)


def test_authors_own_slots_come_first(scenario_file: Path) -> None:
    scenario = read_scenario(scenario_file).whole()
    assert scenario.slots == scenario.practice.slots
    assert compose(scenario, frozenset(), "fr").text == "Long."


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_of_the_sixteen_all_differ(language: str) -> None:
    texts = [criterion_texts(id_) for id_ in CRITERIA]
    passages = [text.in_(language) for each in texts for text in (each.practice_met, each.practice_unmet)]
    assert len(set(passages)) == 32
    assert not any(re.search(r"[{}]", passage) for passage in passages)
