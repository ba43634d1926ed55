"""The list of Home, when it is reached before it holds anything."""

from collections.abc import Callable
from typing import Any

from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.home_list import Rows

Tutor = Callable[..., TutorApp]
AtHome = Callable[..., Any]


async def test_list_that_is_reached_before_it_is_filled_begins_at_its_first_row(tutor: Tutor, at_home: AtHome) -> None:
    app = tutor(door=Door("home"))
    async with at_home(app) as pilot:
        home = app.screen
        assert isinstance(home, HomeScreen)
        rows = home.query_one(Rows)
        rows.clear_options()
        await pilot.press("down")
        assert app.focused is rows
        home.catch_up()
        await pilot.press("down")
        assert rows.highlighted_option is not None
        assert rows.highlighted_option.id == "lesson:essai/demander"
