"""What is mastered, and when it is due again."""

from datetime import date, timedelta

import pytest

from prompt_tutor.learning.review import (
    Mastery,
    Trial,
    is_review,
    lesson_due,
    mastery_of,
    repeats,
    review_step,
    review_target,
)

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    return MONDAY + timedelta(number)


def mastery(*trials: tuple[str, int] | tuple[str, int, bool]) -> Mastery:
    return mastery_of("length", [Trial("length", name, day(on), *(met or [True])) for name, on, *met in trials])


def test_criterion_that_was_never_met_is_new_however_often_it_was_tried() -> None:
    assert mastery().state == "new"
    assert mastery(("a", 0, False), ("b", 1, False)) == Mastery("length", "new", None, ("a", "b"))


@pytest.mark.parametrize(
    "trials", [(("a", 0),), (("a", 0), ("a", 1)), (("a", 0), ("b", 0)), (("a", 0), ("b", 0), ("a", 1, False))]
)
def test_one_scenario_or_one_day_is_not_enough(trials: tuple[tuple[str, int], ...]) -> None:
    assert mastery(*trials).state == "once"
    assert mastery(*trials).due is None


def test_two_scenarios_on_two_days_are_mastery_and_two_days_later_it_is_due() -> None:
    found = mastery(("a", 0), ("b", 1))
    assert (found.state, found.due) == ("mastered", day(3))
    assert not found.is_due(day(2))
    assert found.is_due(day(3))
    assert found.is_due(day(30))


def test_reviews_that_hold_come_after_two_seven_and_twenty_one_days_and_then_no_more() -> None:
    assert mastery(("a", 0), ("b", 1), ("c", 3)).due == day(10)
    assert mastery(("a", 0), ("b", 1), ("c", 3), ("d", 12)).due == day(33)
    found = mastery(("a", 0), ("b", 1), ("c", 3), ("d", 12), ("e", 33))
    assert (found.state, found.due) == ("mastered", None)


def test_practice_before_its_day_or_on_the_same_scenario_puts_nothing_off() -> None:
    assert mastery(("a", 0), ("b", 1), ("c", 2)).due == day(3)
    assert mastery(("a", 0), ("b", 1), ("b", 3)).due == day(3)


def test_review_that_does_not_hold_comes_back_in_two_days_and_begins_again() -> None:
    assert mastery(("a", 0), ("b", 1), ("c", 3), ("d", 12, False)).due == day(14)
    assert mastery(("a", 0), ("b", 1), ("c", 3), ("d", 12, False), ("e", 14)).due == day(21)


def test_last_scenario_stands_last_though_it_was_tried_before() -> None:
    assert mastery(("a", 0), ("b", 1), ("a", 2)).scenarios == ("b", "a")


def test_lesson_is_due_four_days_after_its_end_until_its_practice_passes() -> None:
    assert lesson_due(day(0), []) == day(4)
    assert lesson_due(day(0), [(day(5), False)]) == day(7)
    assert lesson_due(day(0), [(day(5), False), (day(7), True)]) is None


def test_step_of_a_review_tells_what_it_is_about_and_is_no_step_of_a_lesson() -> None:
    step = review_step(day(0), "base/sources")
    assert is_review(step)
    assert review_target(step) == "base/sources"
    assert review_target(review_step(day(0), "length")) == "length"
    assert not is_review("review/sources/exercice")


SOLUTION = "Rédige un avis aux habitants en 100 mots, d’après la note jointe seule, et écris « non précisé » sinon."


def test_most_of_the_solution_word_for_word_is_known_by_heart() -> None:
    assert repeats(SOLUTION, SOLUTION)
    assert repeats(f"Bonjour ! {SOLUTION.upper()} Merci d’avance.", SOLUTION)


@pytest.mark.parametrize(
    "draft", ["", "Rédige un avis.", "Écris pour les habitants une note de 100 mots tirée du document."]
)
def test_words_of_ones_own_are_not(draft: str) -> None:
    assert not repeats(draft, SOLUTION)
