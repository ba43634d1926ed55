"""Rows and columns of a table, put into the prompt by themselves."""

from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.tui.screens.extract import ExtractScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

WIDE, NARROW = (120, 40), (80, 24)


async def choose(pilot: Any, hands: Any) -> None:
    """Open the choice of rows and columns of the table of pools."""
    await hands.settle(pilot)
    pilot.app.screen.show_pane("documents")
    await hands.settle(pilot)
    await pilot.press("x")
    await hands.settle(pilot)
    assert isinstance(pilot.app.screen, ExtractScreen)


def draft(app: Any) -> str:
    """What stands in the editor."""
    text: str = app.screen.query_one("#editor").text
    return text


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_marked_rows_and_columns_are_put_below_their_names(bench: Any, hands: Any, size: tuple[int, int]) -> None:
    app = bench()
    async with app.run_test(size=size) as pilot:
        await choose(pilot, hands)
        await pilot.press("down", "space", "tab", "space", "f5")  # without the length, without the first pool
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)
        assert draft(app) == "bassin;ouvert\nBellerive;oui\n"
        assert app.screen.pane == "prompt"


async def test_all_or_none_are_marked_by_one_key(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, hands)
        await pilot.press("a", "space", "f5")
        await hands.settle(pilot)
        assert draft(app) == "bassin\nPort-Neuf\nBellerive\n"


async def test_nothing_marked_inserts_nothing_and_says_so(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, hands)
        await pilot.press("a", "f5")
        await pilot.pause()
        assert isinstance(app.screen, ExtractScreen)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert draft(app) == ""


async def test_the_button_below_a_table_opens_the_choice_by_the_mouse(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        app.screen.show_pane("documents")
        await hands.settle(pilot)
        await pilot.click("#extract-bassins")
        await hands.settle(pilot)
        assert isinstance(app.screen, ExtractScreen)


async def test_a_sensitive_table_offers_no_extract(bench: Any, hands: Any) -> None:
    data = hands.scenario_data()
    data["documents"][0]["sensitive"] = True
    app = bench(on=Scenario.model_validate(data))
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        app.screen.show_pane("documents")
        await hands.settle(pilot)
        assert not app.screen.query("#extract-bassins")
        await pilot.press("x")
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int]) -> None:
    async def mark(pilot: Any) -> None:
        await choose(pilot, hands)
        await pilot.press("down", "space")
        await hands.settle(pilot)

    assert snap_compare(bench(), terminal_size=size, run_before=mark)
