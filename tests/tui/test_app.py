"""The app: themes, palette, keys of the whole program, and how it is opened."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.settings import Settings, read_settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.messages import Passed
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door, find_door
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.screens.notebook import NotebookScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]

TEXTUALS_OWN = ("Theme", "Quit", "Keys", "Screenshot", "Search for", "Maximize", "palette", "Change the current")


def test_door_of_a_new_learner_is_home(workspace: Workspace) -> None:
    assert find_door(workspace, None) == Door("home")


def test_door_of_a_lesson_or_a_scenario_is_found_by_its_id(workspace: Workspace) -> None:
    assert find_door(workspace, "relire") == Door("lesson", "relire")
    door = find_door(workspace, "horaires")
    assert door.scenario is not None
    assert (door.kind, door.lesson, door.scenario.name) == ("scenario", "", "horaires")


def test_door_that_does_not_exist_is_told_before_the_screen_opens(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match="relir"):
        find_door(workspace, "relir")


def test_lesson_that_comes_next_but_was_never_opened_is_entered_from_home(workspace: Workspace) -> None:
    workspace.progress.leave_at("essai/relire", "lire")
    assert find_door(workspace, None) == Door("home")


async def test_scenario_opens_above_home(tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("scenario", scenario=OpenScenario("horaires")))
    async with app.run_test() as pilot:
        await until(pilot, "affichette pour la porte")
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")


async def test_scenario_that_cannot_be_read_is_told_above_home(pack: Path, tutor: Tutor, until: Until) -> None:
    (pack / "scenarios" / "horaires" / "note.md").unlink()
    app = tutor(door=Door("scenario", scenario=OpenScenario("horaires")))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "note.md")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_workbench_of_a_step_is_reopened_above_its_lesson(begun: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("lesson", "essai/demander", "exercice"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Objectif à atteindre")
        await pilot.press("enter")
        await until(pilot, "Annonce la fermeture.")
        await pilot.press("ctrl+p")
        await until(pilot, "Que voulez-vous faire")
        await pilot.press(*"english")
        await until(pilot, "Afficher le tuteur dans l’autre langue")
        await pilot.press("enter")
    assert app.return_value is not None
    again = tutor(language="en", door=app.return_value.door)
    async with again.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Get the notice for the door drafted")
        assert isinstance(again.screen, WorkbenchScreen)
        await pilot.press("escape")
        await until(pilot, "Your turn: closing time")
        assert isinstance(again.screen, LessonScreen)


@pytest.mark.parametrize(("language", "quit_words"), [("fr", "Quitter"), ("en", "Quit")])
async def test_palette_speaks_the_users_language(tutor: Tutor, until: Until, language: str, quit_words: str) -> None:
    app = tutor(language=language)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, "prompt-tutor")
        await pilot.press("ctrl+p")
        text = await until(pilot, quit_words)
    if language == "fr":
        assert [words for words in TEXTUALS_OWN if re.search(rf"\b{words}\b", text)] == []
        assert "Thème clair" in text


async def test_palette_says_so_when_it_finds_nothing(tutor: Tutor, until: Until) -> None:
    async with tutor().run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("ctrl+p", *"zzz")
        await until(pilot, "Rien de ce nom")


async def test_palette_opens_any_lesson_even_from_the_workbench(tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("scenario", scenario=OpenScenario("horaires")))
    async with app.run_test() as pilot:
        await until(pilot, "affichette pour la porte")
        await pilot.press("ctrl+p", *"relire")
        await until(pilot, "Ouvrir la leçon")
        await pilot.press("enter")
        await until(pilot, "Une réponse bien écrite peut être fausse.")
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)


async def test_picture_of_the_screen_is_saved_and_shows_no_palette(
    tutor: Tutor, until: Until, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    app = tutor()
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("ctrl+p", *"image")
        await until(pilot, "Image de l’écran")
        await pilot.press("enter")
        await until(pilot, "Enregistré")
        pictures = await asyncio.to_thread(lambda: [file.read_text("utf-8") for file in tmp_path.glob("*.svg")])
    assert ["Commencer" in picture for picture in pictures] == [True]
    assert ["voulez-vous" in picture for picture in pictures] == [False]


async def test_theme_chosen_in_the_palette_is_kept(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        assert app.theme == "tutor-dark"
        await pilot.press("ctrl+p", *"contraste")
        await until(pilot, "Thème à fort contraste")
        await pilot.press("enter")
        await until(pilot, "S’exercer librement")
        assert app.theme == "tutor-contrast"
    assert read_settings(tmp_path / "settings.toml").theme == "tutor-contrast"
    assert tutor(settings=read_settings(tmp_path / "settings.toml")).theme == "tutor-contrast"


@pytest.mark.parametrize(
    ("chosen", "no_color", "shown"),
    [("ansi-dark", False, "ansi-dark"), ("ansi-dark", True, "tutor-dark"), ("no-such-theme", False, "tutor-dark")],
)
async def test_theme_that_cannot_be_shown_gives_way(
    tutor: Tutor, monkeypatch: pytest.MonkeyPatch, chosen: str, no_color: bool, shown: str
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    assert tutor(settings=Settings(theme=chosen)).theme == shown


async def test_notice_is_shown_above_the_first_screen(begun: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(notice="Le fichier était abîmé.")
    async with app.run_test() as pilot:
        await until(pilot, "Le fichier était abîmé.")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("enter")
        assert isinstance(app.screen, LessonScreen)


async def test_step_that_cannot_be_kept_as_done_is_told(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        workspace.database.connection.execute("DROP TABLE steps")
        app.post_message(Passed("essai/demander/exercice"))
        await pilot.pause(0.1)
        assert [notice.severity for notice in app._notifications] == ["warning"]


async def test_ctrl_c_says_how_to_leave(tutor: Tutor, until: Until) -> None:
    async with tutor().run_test(notifications=True) as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("ctrl+c")
        await until(pilot, "Pour quitter, appuyez sur Ctrl+Q.")


async def test_ctrl_q_leaves_from_anywhere(begun: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("f1")
        await until(pilot, "rien n’avance tout seul")
        await pilot.press("ctrl+q")
    assert app.return_code == 0


async def test_less_motion_where_the_system_asks_for_it(tutor: Tutor, until: Until) -> None:
    app = tutor()
    app.animation_level = "full"
    levels = [app.animation_level]
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.pause()
        levels.append(app.animation_level)
    assert levels == ["full", "none"]


async def test_settings_that_cannot_be_written_are_told_and_the_theme_is_shown(
    tutor: Tutor, until: Until, tmp_path: Path
) -> None:
    app = tutor()
    (tmp_path / "settings.toml").mkdir()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        app.choose_theme("tutor-light")
        await until(pilot, "Les réglages ne peuvent pas être enregistrés")
        assert app.theme == "tutor-light"


async def test_palette_opens_the_notebook_and_finds_words_as_they_are_written(tutor: Tutor, until: Until) -> None:
    app = tutor(door=Door("home"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("ctrl+p", *"carnet")
        await until(pilot, "Les prompts que vous y avez gardés")
        await pilot.press("enter")
        await until(pilot, "Mon carnet")
        assert isinstance(app.screen, NotebookScreen)
