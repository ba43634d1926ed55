"""The settings screen: each line changes a setting by key or click, at once and for the next opening."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prompt_tutor.settings import Settings, read_settings
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.models import ModelsScreen
from prompt_tutor.tui.screens.path_choice import PathChoice
from prompt_tutor.tui.screens.settings import SettingsScreen
from prompt_tutor.tui.widgets.choice_list import ChoiceList

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]

HOME = Door("home")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A data folder whose name is the same on every machine."""
    monkeypatch.setenv("PROMPT_TUTOR_DATA", "/home/agent/prompt-tutor")


async def opened(pilot: Pilot[Any], until: Until) -> str:
    await until(pilot, "Modèle d’entraînement")
    await pilot.press("ctrl+g")
    return await until(pilot, "Fichier des réglages")


async def choose(pilot: Pilot[Any], row: str) -> None:
    """Press Enter on the line of the setting `row`."""
    rows = pilot.app.screen.query_one(ChoiceList)
    rows.highlighted = rows.get_option_index(row)
    await pilot.press("enter")
    await pilot.pause()


async def test_every_setting_stands_there_with_where_the_work_is(tutor: Tutor, until: Until) -> None:
    async with tutor(door=HOME).run_test(size=(80, 24)) as pilot:
        shown = await opened(pilot, until)
        for words in ("Français", "Thème sombre", "comme le demande le système", "modèle d’entraînement"):
            assert words in shown
        assert "actif : aucun prompt ne quitte cet ordinateur" in shown
        assert "/home/agent/prompt-tutor" in shown


async def test_theme_and_motion_change_at_once_and_are_kept(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        for theme in ("tutor-light", "tutor-contrast", "tutor-dark", "tutor-light"):
            await choose(pilot, "theme")
            assert app.theme == theme
        await choose(pilot, "motion")
        await until(pilot, "aucune")
    kept = read_settings(tmp_path / "settings.toml")
    assert (kept.theme, kept.reduced_motion) == ("tutor-light", True)


async def test_reduced_motion_holds_where_the_system_asks_for_none(
    tutor: Tutor, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompt_tutor.tui.motion.reduced_motion", lambda: False)
    app = tutor(door=HOME, settings=Settings(reduced_motion=True))
    app.animation_level = "full"
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        assert app.animation_level == "none"  # type: ignore[comparison-overlap]
        await choose(pilot, "motion")
        await pilot.app.workers.wait_for_complete()
        assert app.animation_level == "full"


async def test_offline_mode_ends_only_after_a_confirmation(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await choose(pilot, "offline")
        await until(pilot, "Quitter le mode hors ligne ?")
        await pilot.press("enter")
        assert app.settings.offline
        await choose(pilot, "offline")
        await pilot.press("right", "enter")
        await until(pilot, "inactif")
        assert not read_settings(tmp_path / "settings.toml").offline
        await choose(pilot, "offline")
        assert read_settings(tmp_path / "settings.toml").offline


async def test_model_and_path_open_their_own_screens(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await choose(pilot, "model")
        assert isinstance(app.screen, ModelsScreen)
        await pilot.press("escape")
        await choose(pilot, "path")
        assert isinstance(app.screen, PathChoice)
        await pilot.press("escape")
        assert isinstance(app.screen, SettingsScreen)


async def test_the_language_opens_the_tutor_again(tutor: Tutor, until: Until) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await choose(pilot, "language")
    assert app.return_value == Reopen("en", HOME)


async def test_a_click_changes_a_setting_and_keys_explain_and_leave(tutor: Tutor, until: Until) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await pilot.click("#settings-rows", offset=(5, 1))
        await pilot.pause()
        assert app.theme == "tutor-light"
        await pilot.press("f1")
        await until(pilot, "Chaque ligne est un réglage")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_how_it_looks(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int]) -> None:
    app = tutor(door=HOME)
    app.settings_path = Path("/home/agent/prompt-tutor/settings.toml")

    async def run_before(pilot: Pilot[Any]) -> None:
        await opened(pilot, until)
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)


async def test_the_words_tell_it_all_without_colours_where_it_is_narrow(
    tutor: Tutor, until: Until, same_text: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = tutor(door=HOME)
    app.settings_path = Path("/home/agent/prompt-tutor/settings.toml")
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot, until)
        same_text(app, "settings-fr-60x20")
