"""My own case: the criteria of a kind of work, and what a prompt for it says."""

import pytest

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.learning.own_case import judge_case, kind_of, kinds


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_names_criteria_of_the_sixteen_and_says_why(language: str) -> None:
    assert [kind.id for kind in kinds(language)] == ["answer", "summarise", "inform", "analyse", "classify"]
    for kind in kinds(language):
        assert set(kind.criteria) <= set(CRITERIA) - {"privacy"}
        assert 5 <= len(kind.criteria) <= 8
        assert all(kind.criteria.values())


def test_feedback_is_restricted_to_the_kind_and_points_at_the_words() -> None:
    kind = kind_of("answer", "fr")
    feedback = judge_case("Rédige un courriel de réponse à un riverain, en 10 lignes au plus.", kind, "fr")
    assert [point.criterion for point in feedback.points] == list(kind.criteria)
    points = {point.criterion: point for point in feedback.points}
    assert points["length"].met
    assert "10 lignes" in points["length"].passage
    assert points["length"].words == kind.criteria["length"]
    assert not points["grounding"].met
    assert feedback.met == sum(point.met for point in feedback.points)


def test_near_miss_is_named_in_the_advice() -> None:
    point = {p.criterion: p for p in judge_case("Réponds en un texte court.", kind_of("answer", "fr"), "fr").points}[
        "length"
    ]
    assert not point.met
    assert "court" in point.words


def test_personal_data_are_spotted_and_placeholders_are_not() -> None:
    kind = kind_of("answer", "fr")
    assert judge_case("Réponds à Mme Durand, 06 12 34 56 78.", kind, "fr").personal
    assert judge_case("Réponds à [NOM], au [TÉLÉPHONE].", kind, "fr").personal == ()


def test_prompt_in_english_is_read_in_english_and_told_in_french() -> None:
    feedback = judge_case("Write a reply to the resident in 10 lines, for our team.", kind_of("answer", "fr"), "fr")
    points = {point.criterion: point for point in feedback.points}
    assert points["task"].met
    assert points["task"].title == "Tâche"


def test_kind_that_is_no_more_gives_the_first() -> None:
    assert kind_of("autrefois", "fr").id == "answer"
