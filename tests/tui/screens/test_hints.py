"""The ladder of hints, opened one rung at a time, and one possible solution beside the attempts."""

from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.tui.screens.comparison import ComparisonScreen
from prompt_tutor.tui.screens.confirmation import Confirmation

WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def hinted(hands: Any) -> Scenario:
    """The scenario on the pool, with two hints on the dates."""
    data = hands.scenario_data()
    data["criteria"][0]["hints"] = [
        {"fr": "Quand ?", "en": "When?"},
        {"fr": "Du combien au combien ?", "en": "From when to when?"},
    ]
    return Scenario.model_validate(data)


def hints(app: Any, hands: Any) -> str:
    """The hints on the chosen criterion, with plain spaces."""
    words: str = hands.words(app.screen, ".-chosen .finding-hints, .-chosen .finding-more")
    return words.replace("\u00a0", " ").strip()


def shown(app: Any) -> set[str]:
    """Which sides of the comparison are in view."""
    return {name for name in ("before", "after", "solution") if app.screen.query(f".side.-{name}").first().display}


async def choose_dates(pilot: Any, hands: Any) -> None:
    """Choose the criterion of the dates, the first in the feedback of a weak prompt."""
    pilot.app.screen.query_one("#feedback").focus()
    await pilot.pause()
    if not pilot.app.screen.query(".finding.-chosen"):
        await pilot.press("down")
    await hands.settle(pilot)


async def test_the_first_hint_is_free_and_the_next_needs_another_prompt(
    bench: Any, hands: Any, hinted: Scenario
) -> None:
    app = bench(on=hinted)
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await choose_dates(pilot, hands)
        assert hints(app, hands) == "Espace : ouvrir un indice."
        await pilot.press("space")
        assert hints(app, hands).startswith("Indice 1 sur 2 : Quand ?")
        await pilot.press("space")
        assert "Du combien" not in hints(app, hands)
        assert "après un essai qui change quelque chose" in hints(app, hands)
        await hands.send(pilot, hands.weak["fr"].upper())  # the same words change nothing
        await choose_dates(pilot, hands)
        await pilot.press("space")
        assert "Du combien" not in hints(app, hands)
        await hands.send(pilot, hands.weak["fr"] + " Merci.")
        await choose_dates(pilot, hands)
        await pilot.press("space")
        assert "Indice 2 sur 2 : Du combien au combien ?" in hints(app, hands)
        assert "Espace" not in hints(app, hands)


async def test_what_is_met_has_no_hints(bench: Any, hands: Any, hinted: Scenario) -> None:
    app = bench(on=hinted)
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "Annonce la fermeture de la piscine du 3 au 14 mars.")
        await choose_dates(pilot, hands)
        await pilot.press("space")
        assert hints(app, hands) == ""


async def test_the_solution_stands_beside_the_attempts_after_success(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await hands.send(pilot, hands.strong["fr"])
        await pilot.press("f8")
        await hands.settle(pilot)
        assert shown(app) == {"before", "after", "solution"}
        assert hands.strong["fr"] in hands.words(app.screen, ".prompt.-solution").replace("\u00a0", " ")


async def test_success_at_once_opens_the_solution_beside_the_only_attempt(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"])
        await pilot.press("f8")
        await hands.settle(pilot)
        assert isinstance(app.screen, ComparisonScreen)
        assert not app.screen.query(".side.-before")
        assert app.screen.query(".side.-solution").first().display


async def test_three_attempts_that_differ_open_the_solution_and_the_same_words_do_not(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        for end in ("", "", " Vite."):
            await hands.send(pilot, hands.weak["fr"] + end)
        assert not app.screen.practice.solution_earned
        await hands.send(pilot, hands.weak["fr"] + " Merci.")
        assert app.screen.practice.solution_earned


async def test_the_solution_is_asked_for_twice_before_it_is_earned(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await hands.send(pilot, hands.weak["fr"] + " Vite.")
        await pilot.press("f8")
        await hands.settle(pilot)
        assert shown(app) == {"before", "after"}
        await pilot.press("s")
        await hands.settle(pilot)
        assert isinstance(app.screen, Confirmation)
        await pilot.press("enter")
        await hands.settle(pilot)
        assert shown(app) == {"before", "after"}
        await pilot.press("s", "right", "enter")
        await hands.settle(pilot)
        assert shown(app) == {"before", "after", "solution"}


async def test_where_three_sides_do_not_fit_f4_turns_to_the_solution_and_back(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await hands.send(pilot, hands.strong["fr"])
        await pilot.press("f8")
        await hands.settle(pilot)
        assert shown(app) == {"before", "after"}
        await pilot.press("f4")
        assert shown(app) == {"after", "solution"}
        await pilot.press("f4")
        assert shown(app) == {"before", "after"}


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, hinted: Scenario, size: tuple[int, int]) -> None:
    async def open_hint(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await choose_dates(pilot, hands)
        await pilot.press("space")
        await hands.settle(pilot)

    assert snap_compare(bench(on=hinted), terminal_size=size, run_before=open_hint)
