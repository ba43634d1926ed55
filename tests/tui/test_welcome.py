"""The first five minutes, as a new learner meets them."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.settings import read_settings
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.navigation import SwitchLanguage
from prompt_tutor.tui.opening import Door, find_door
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.welcome import WelcomeScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]
SameText = Callable[..., None]

WELCOME = Door("welcome")


def test_only_who_has_done_nothing_and_was_not_welcomed_is(workspace: Workspace) -> None:
    assert find_door(workspace, None, welcomed=False) == WELCOME
    assert find_door(workspace, None, welcomed=True) == Door("home")
    assert find_door(workspace, "relire", welcomed=False) == Door("lesson", "relire")


def test_who_has_begun_a_lesson_is_not_welcomed(begun: Workspace) -> None:
    assert find_door(begun, None, welcomed=False).kind == "lesson"


def test_who_has_tried_a_scenario_is_not_welcomed(workspace: Workspace) -> None:
    workspace.attempts.add(
        scenario="essai/horaires",
        digest="d",
        snapshot="{}",
        language="fr",
        step="",
        drafts=("x",),
        prompts=("x",),
        version="1",
        grade={"prompt": {"passed": False, "criteria": []}},
    )
    assert find_door(workspace, None, welcomed=False) == Door("home")


async def test_prompt_is_sent_the_date_is_added_and_home_follows(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor(door=WELCOME)
    async with app.run_test() as pilot:
        text = await until(pilot, "écris un mail pour reporter la réunion")
        assert "Votre hiérarchie ne voit rien." in text
        await pilot.press("f5")
        text = await until(pilot, "Personne n’avait donné cette date")
        assert "Réponse simulée" in text
        assert "lundi 18 mai" in text
        await pilot.press("f5")
        await until(pilot, "La date est toujours inventée")
        await pilot.press(*" au jeudi 21 mai", "f5")
        text = await until(pilot, "✓ C’est tout le métier")
        assert "reportée au jeudi 21 mai" in text
        assert "Échap" not in text.splitlines()[-1]
        await pilot.press("enter")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)
    assert read_settings(tmp_path / "settings.toml").welcomed


async def test_click_on_the_button_sends_too(tutor: Tutor, until: Until) -> None:
    async with tutor(door=WELCOME).run_test() as pilot:
        await until(pilot, "Envoyer (F5)")
        await pilot.click("#send")
        await until(pilot, "Personne n’avait donné cette date")


async def test_empty_prompt_says_what_to_do(tutor: Tutor, until: Until) -> None:
    app = tutor(door=WELCOME)
    async with app.run_test() as pilot:
        await until(pilot, "Envoyer (F5)")
        app.screen.query_one(Editor).text = " "
        await pilot.press("f5")
        await until(pilot, "Le prompt est vide.")


async def test_escape_skips_it_for_good(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor(door=WELCOME)
    async with app.run_test() as pilot:
        text = await until(pilot, "Envoyer (F5)")
        assert "Échap Passer" in text
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
    assert read_settings(tmp_path / "settings.toml").welcomed


async def test_f1_explains_it(tutor: Tutor, until: Until) -> None:
    async with tutor(door=WELCOME).run_test() as pilot:
        await until(pilot, "Envoyer (F5)")
        await pilot.press("f1")
        await until(pilot, "Un prompt est ce que l’on écrit au modèle.")
        await pilot.press("escape")
        await until(pilot, "Envoyer (F5)")


async def test_f1_after_success_says_how_to_go_on(tutor: Tutor, until: Until) -> None:
    async with tutor(door=WELCOME).run_test() as pilot:
        await until(pilot, "Envoyer (F5)")
        await pilot.press(*" au jeudi 21 mai", "f5")
        await until(pilot, "✓ C’est tout le métier")
        await pilot.press("f1")
        text = await until(pilot, "Entrée continue")
        assert "déjà écrit" not in text
        await pilot.press("escape", "enter")
        await until(pilot, "S’exercer librement")


async def test_palette_shows_it_again_and_its_end_leads_back(tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("home"))
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("ctrl+p")
        await pilot.pause(0.1)
        await pilot.press(*"revoir les premiers pas")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await until(pilot, "Envoyer (F5)")
        assert isinstance(app.screen, WelcomeScreen)
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)


async def test_change_of_language_keeps_the_place(tutor: Tutor, until: Until) -> None:
    app = tutor(door=WELCOME)
    async with app.run_test() as pilot:
        await until(pilot, "Envoyer (F5)")
        app.post_message(SwitchLanguage())
        await pilot.pause(0.1)
    assert app.return_value == Reopen("en", WELCOME)


def stage(until: Until, sent: str, made_up: str) -> Callable[[Any], Awaitable[None]]:
    async def run_before(pilot: Any) -> None:
        await until(pilot, "F5")
        await pilot.pause(0.1)
        if sent:
            await pilot.press("f5")
            await until(pilot, made_up)
        await pilot.pause()

    return run_before


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("sent", ["", "sent"], ids=["first", "sent"])
def test_picture(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], sent: str) -> None:
    app = tutor(door=WELCOME)
    assert snap_compare(app, terminal_size=size, run_before=stage(until, sent, "Personne n’avait"))


@pytest.mark.parametrize(("language", "width", "height"), [("en", 80, 24), ("fr", 60, 20)])
@pytest.mark.parametrize("sent", ["", "sent"], ids=["first", "sent"])
async def test_text(
    same_text: SameText, tutor: Tutor, until: Until, language: str, width: int, height: int, sent: str
) -> None:
    app = tutor(language, door=WELCOME)
    async with app.run_test(size=(width, height)) as pilot:
        await stage(until, sent, {"fr": "Personne n’avait", "en": "Nobody had"}[language])(pilot)
        same_text(app, f"welcome-{sent or 'first'}-{language}-{width}x{height}")
