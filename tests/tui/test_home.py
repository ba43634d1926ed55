"""Home: go on where one left off, choose a lesson, practise freely."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import OptionList

from prompt_tutor.content.library import open_library
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]

HOME = Door("home")


async def test_first_opening_shows_home_with_the_first_lesson_one_key_away(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        text = await until(pilot, "S’exercer librement")
        assert "Bienvenue." in text
        assert "Commencer : Demander clairement" in text
        assert isinstance(app.focused, MainButton)
        await pilot.press("enter")
        await until(pilot, "Ce qui change une réponse")
        assert isinstance(app.screen, LessonScreen)


async def test_main_action_names_the_lesson_and_step_where_the_learner_left_off(
    begun: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        text = await until(pilot, "S’exercer librement")
        assert "Reprendre : Demander clairement · Deux prompts, une différence" in text
        await pilot.press("enter")
        await until(pilot, "Lisez les deux réponses")


async def test_lessons_and_scenarios_carry_a_sign_and_a_word(begun: Workspace, tutor: Tutor, until: Until) -> None:
    begun.progress.mark("essai/relire", "lire", "done")
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        lines = (await until(pilot, "S’exercer librement")).splitlines()
        assert any("◐  Demander clairement" in line and "15 min  1 étape sur 5" in line for line in lines)
        assert any("✓  Relire avant de publier" in line and "10 min  terminée" in line for line in lines)
        assert any("○  La fermeture de l’accueil" in line and "débutant" in line for line in lines)


@pytest.mark.parametrize(("passed", "words"), [(True, "objectif atteint"), (False, "1 essai")])
async def test_scenario_that_was_tried_shows_its_best_result(
    workspace: Workspace, tutor: Tutor, until: Until, passed: bool, words: str
) -> None:
    workspace.attempts.add(
        scenario="horaires",
        digest="d",
        snapshot="{}",
        language="fr",
        step="",
        drafts=("x",),
        prompts=("x",),
        version="1",
        grade={"prompt": {"passed": passed}},
    )
    async with tutor(door=HOME).run_test() as pilot:
        await until(pilot, words)


async def test_arrows_lead_from_the_main_action_into_the_list_and_back(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("down", "down")
        rows = app.screen.query_one(OptionList)
        assert app.focused is rows
        assert rows.highlighted_option is not None
        assert rows.highlighted_option.id == "lesson:essai/relire"
        await pilot.press("up", "up")
        assert isinstance(app.focused, MainButton)


async def test_scenario_opens_in_the_workbench_and_escape_leads_home(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("down", "end", "enter")
        await until(pilot, "affichette pour la porte")
        assert isinstance(app.screen, WorkbenchScreen)
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")


async def test_lesson_that_cannot_be_read_is_told_with_place_and_remedy_and_home_stays(
    pack: Path, tutor: Tutor, until: Until
) -> None:
    file = pack / "lessons" / "02-relire.toml"
    file.write_text(file.read_text("utf-8").replace('kind = "read"', 'kind = "lecture"'), encoding="utf-8")
    app = tutor()
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("down", "down", "enter")
        text = await until(pilot, "02-relire.toml")
        assert "Endroit" in text
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_broken_toml_shows_in_the_list_and_the_rest_can_be_opened(
    pack: Path, workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    (pack / "lessons" / "03-cassee.toml").write_text("format = \n", encoding="utf-8")
    app = tutor()
    app.workspace = replace(workspace, library=open_library((pack,), pack.parent / "cache"))
    async with app.run_test() as pilot:
        lines = (await until(pilot, "S’exercer librement")).splitlines()
        assert any("!  cassee" in line and "illisible" in line for line in lines)
        await pilot.press("enter")
        await until(pilot, "Ce qui change une réponse")


async def test_home_is_up_to_date_when_the_learner_comes_back(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "Commencer : Demander clairement")
        await pilot.press("enter")
        await until(pilot, "Ce qui change une réponse")
        await pilot.press("enter")
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("escape")
        text = await until(pilot, "Reprendre : Demander clairement · Deux prompts")
        assert "1 étape sur 5" in text
        assert "Bienvenue." not in text


async def test_key_l_reopens_in_the_other_language(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        text = await until(pilot, "S’exercer librement")
        assert "L English" in text
        await pilot.press("l")
    assert app.return_value == Reopen("en", Door("home"))


async def test_key_f1_explains_home_and_escape_closes_it(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("f1")
        await until(pilot, "Le bouton du haut vous ramène")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_key_q_leaves(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.press("q")
    assert app.return_value is None
    assert app.return_code == 0


async def test_rows_fit_a_narrow_screen_after_a_resize(tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.resize_terminal(60, 20)
        text = await until(pilot, "…")
        assert "à découvrir" in text


async def test_model_in_use_is_named(tutor: Tutor, until: Until) -> None:
    async with tutor(language="en").run_test() as pilot:
        await until(pilot, "Practice model · nothing leaves this computer")


async def test_titles_are_text_and_not_markup(pack: Path, workspace: Workspace, tutor: Tutor, until: Until) -> None:
    file = pack / "lessons" / "02-relire.toml"
    text = file.read_text("utf-8").replace("Relire avant de publier", "[red]Rouge[/red] \\\\u001b[31m")
    file.write_text(text.replace("\\\\", "\\"), encoding="utf-8")
    app = tutor()
    app.workspace = replace(workspace, library=open_library((pack,), pack.parent / "cache"))
    async with app.run_test() as pilot:
        await until(pilot, "[red]Rouge[/red] ␛[31m")
