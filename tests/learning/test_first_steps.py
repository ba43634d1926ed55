"""The first five minutes: what the answer depends on."""

import pytest

from prompt_tutor.learning.first_steps import read_first_steps


@pytest.mark.parametrize("language", ["fr", "en"])
def test_colleagues_prompt_lacks_the_date_and_the_answer_makes_one_up(language: str) -> None:
    steps = read_first_steps(language)
    answer = steps.answer(steps.prompt)
    assert answer.invented
    assert answer.invented in answer.text
    assert not any(date in answer.text for date in steps.given)


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("fr", "au jeudi 21 mai"),
        ("fr", "le  21 MAI"),
        ("fr", "au 21/05"),
        ("en", "to Thursday 21 May"),
        ("en", "(May 21)"),
    ],
)
def test_date_in_the_prompt_stands_in_the_answer(language: str, date: str) -> None:
    steps = read_first_steps(language)
    answer = steps.answer(f"{steps.prompt} {date}")
    assert answer.invented == ""
    assert steps.given[0] in answer.text.casefold()


@pytest.mark.parametrize("more", ["", " au 22 mai", " à la date prévue", " au mois de mai 2021"])
def test_any_other_date_or_none_leaves_it_made_up(more: str) -> None:
    steps = read_first_steps("fr")
    assert steps.answer(steps.prompt + more).invented
