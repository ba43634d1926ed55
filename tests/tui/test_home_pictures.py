"""Home and what opens from it: pictures in French at both sizes, plain text in English and where it is narrow."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.settings import Settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]
SameText = Callable[..., None]
Begin = Callable[[Pilot[Any]], Awaitable[None]]

MODEL = {"fr": "Modèle d’entraînement", "en": "Practice model"}

STATES: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "home": ((), MODEL),
    "search": (("r", *"relire"), {"fr": "relire", "en": "relire"}),
    "path": (("p",), {"fr": "Quel parcours", "en": "Which path"}),
    "charter": (("down", "down", "enter"), {"fr": "dpo@", "en": "dpo@"}),
}


@pytest.fixture(params=[(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return tuple(request.param)


@pytest.fixture
def begin(until: Until) -> Callable[..., Begin]:
    """Press the keys of a state of Home once it stands."""

    def make(state: str, language: str) -> Begin:
        keys, words = STATES[state]

        async def run_before(pilot: Pilot[Any]) -> None:
            await until(pilot, MODEL[language])
            await pilot.press(*keys)
            await until(pilot, words[language])
            await pilot.pause()
            await pilot.pause()

        return run_before

    return make


@pytest.fixture
def home(town: Workspace, tutor: Tutor) -> Callable[..., TutorApp]:
    """Make the app on Home, with paths and a charter, for a learner who follows the path of the staff."""

    def make(language: str) -> TutorApp:
        app = tutor(language, door=Door("home"), settings=Settings(path="agents"))
        app.workspace = town
        return app

    return make


@pytest.mark.parametrize("state", STATES)
def test_picture(
    snap_compare: Snap, home: Callable[..., TutorApp], begin: Callable[..., Begin], size: tuple[int, int], state: str
) -> None:
    assert snap_compare(home("fr"), terminal_size=size, run_before=begin(state, "fr"))


@pytest.mark.parametrize(("language", "width", "height"), [("en", 80, 24), ("fr", 60, 20)])
@pytest.mark.parametrize("state", STATES)
async def test_text(
    same_text: SameText,
    home: Callable[..., TutorApp],
    begin: Callable[..., Begin],
    language: str,
    width: int,
    height: int,
    state: str,
) -> None:
    app = home(language)
    async with app.run_test(size=(width, height)) as pilot:
        await begin(state, language)(pilot)
        same_text(app, f"home-{state}-{language}-{width}x{height}")
