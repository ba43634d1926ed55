"""Keys typed while Caps Lock is on."""

from collections.abc import Awaitable, Callable

from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]


async def test_caps_lock_changes_no_key(tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("home"))
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("R", "É", "X")
        await until(pilot, "ÉX")
