"""Doors in the middle of the work: My own case from a recap, the town's charter at the privacy stop and on Home."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.model import Chunk, ModelInfo, Request
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.screens.own_case import OwnCaseScreen
from prompt_tutor.tui.screens.privacy_gate import PrivacyGate
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]

RULE = "Aucun nom d’habitant ne sort de la mairie."
RECAP = Door("lesson", "demander", "retenir")
BENCH = Door("scenario", scenario=OpenScenario("horaires"))
NAMED = "Annonce à Mme Lucie Harnois, au 06 39 98 11 22, que l’accueil ferme vendredi."


class Hosted:
    """A model that runs elsewhere; it is never to be asked here."""

    info = ModelInfo("mistral/grand", "live", simulated=False, hosted=True)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Answer."""
        yield Chunk(f"demandé : {len(request.messages)}")


async def pressed(pilot: Pilot[Any], how: str, button: str) -> None:
    """Press the key `how`, or the button where that is "click"."""
    if how == "click":
        await pilot.click(button)
    else:
        await pilot.press(how)


@pytest.mark.parametrize("how", ["c", "click"])
async def test_from_the_recap_one_tries_it_in_my_own_case_and_comes_back(tutor: Tutor, until: Until, how: str) -> None:
    app = tutor(door=RECAP)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Mon cas (C)")
        await pressed(pilot, how, "#own-case")
        await until(pilot, "Que voulez-vous faire faire ?")
        await pilot.press("enter")
        await until(pilot, "F5 relit votre prompt")
        assert isinstance(app.screen, OwnCaseScreen)
        await pilot.press("escape")
        await until(pilot, "À essayer au travail")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.step_id == "retenir"
        await pilot.press("right")
        await until(pilot, "S’exercer librement")


@pytest.mark.parametrize("how", ["h", "click"])
async def test_at_the_privacy_stop_the_charter_can_be_read_and_nothing_is_sent(
    town: Workspace, tutor: Tutor, until: Until, how: str
) -> None:
    app = await stopped(tutor, town)
    async with app.run_test(size=(80, 24)) as pilot:
        await send_named(app, pilot, until)
        await until(pilot, "Charte (H)")
        await pressed(pilot, how, "#charter")
        await until(pilot, RULE)
        await pilot.press("escape")
        await until(pilot, "Charte (H)")
        assert isinstance(app.screen, PrivacyGate)
        await pilot.click("#send")
        await until(pilot, "envoyer")
        await pilot.press("h")
        assert isinstance(app.screen, PrivacyGate)  # while the word is written, H is a letter
        await pilot.press("escape", "enter")
    answer = town.attempts.answer_of(1)
    assert answer is not None
    assert answer.status == "failed"


async def test_at_the_privacy_stop_without_a_charter_h_does_nothing(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    app = await stopped(tutor, workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await send_named(app, pilot, until)
        assert "Charte" not in await until(pilot, "Envoyer quand même")
        await pilot.press("h")
        await pilot.pause()
        assert isinstance(app.screen, PrivacyGate)
        await pilot.press("enter")


async def test_h_on_home_shows_the_charter(town: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("home"))
    app.workspace = town
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "La charte de la commune")
        await pilot.press("h")
        await until(pilot, RULE)


async def stopped(tutor: Tutor, workspace: Workspace) -> TutorApp:
    """Return the tutor on the workbench, with a model that runs elsewhere."""
    app = tutor(door=BENCH)
    app.workspace = workspace
    app.make_model = Hosted
    return app


async def send_named(app: TutorApp, pilot: Pilot[Any], until: Until) -> None:
    """Send a prompt with personal data, which is stopped."""
    await until(pilot, "F5")
    app.screen.query_one(Editor).text = NAMED
    await pilot.press("f5")
    await until(pilot, "Rien n’a été envoyé")
