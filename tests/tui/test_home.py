"""Home: go on where one left off, choose a lesson, practise freely."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from prompt_tutor.content.library import open_library
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.settings import Settings, read_settings
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
AtHome = Callable[..., Any]

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


async def test_main_action_is_named_whole_where_a_line_is_too_short(
    begun: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=HOME).run_test(size=(50, 24)) as pilot:
        text = await until(pilot, "Reprendre : Demander clairement")
        words = " ".join(text.split())
        assert "Reprendre : Demander clairement · Deux prompts, une différence" in words


async def test_learner_is_greeted_when_the_tutor_opens_and_not_again_after_a_lesson(
    begun: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=HOME).run_test() as pilot:
        await until(pilot, "Heureux de vous revoir")
        await pilot.press("enter")
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("escape")
        text = await until(pilot, "Choisissez la suite.")
        assert "Heureux" not in text


async def test_learner_who_opens_in_a_lesson_is_not_greeted_at_its_end(
    begun: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor().run_test() as pilot:
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("escape")
        text = await until(pilot, "S’exercer librement")
        assert "Heureux" not in text


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
        scenario="essai/horaires",
        digest="d",
        snapshot="{}",
        language="fr",
        step="",
        drafts=("x",),
        prompts=("x",),
        version="1",
        grade={"prompt": {"passed": passed, "criteria": []}},
    )
    async with tutor(door=HOME).run_test() as pilot:
        await until(pilot, words)


async def test_arrows_lead_from_the_main_action_into_the_list_and_back(tutor: Tutor, at_home: AtHome) -> None:
    app = tutor()
    async with at_home(app) as pilot:
        await pilot.press("down", "down", "down")
        rows = app.screen.query_one(OptionList)
        assert app.focused is rows
        assert rows.highlighted_option is not None
        assert rows.highlighted_option.id == "lesson:essai/relire"
        await pilot.press("up", "up", "up")
        assert isinstance(app.focused, MainButton)


async def test_scenario_opens_in_the_workbench_and_escape_leads_home(
    tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor()
    async with at_home(app) as pilot:
        await pilot.press("down", "end", "enter")
        await until(pilot, "affichette pour la porte")
        assert isinstance(app.screen, WorkbenchScreen)
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")


async def test_lesson_that_cannot_be_read_is_told_with_place_and_remedy_and_home_stays(
    pack: Path, tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    file = pack / "lessons" / "02-relire.toml"
    file.write_text(file.read_text("utf-8").replace('kind = "read"', 'kind = "lecture"'), encoding="utf-8")
    app = tutor()
    async with at_home(app, size=(100, 30)) as pilot:
        await pilot.press("down", "down", "down", "enter")
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


async def test_key_f1_explains_home_and_escape_closes_it(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    app = tutor()
    async with at_home(app) as pilot:
        await pilot.press("f1")
        await until(pilot, "Le bouton du haut vous ramène")
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_key_q_leaves(tutor: Tutor, at_home: AtHome) -> None:
    app = tutor()
    async with at_home(app) as pilot:
        await pilot.press("q")
    assert app.return_value is None
    assert app.return_code == 0


async def test_rows_fit_a_narrow_screen_after_a_resize(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    app = tutor()
    async with at_home(app, size=(120, 30)) as pilot:
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


def attempt(workspace: Workspace, *, passed: bool, scenario: str = "essai/horaires") -> None:
    workspace.attempts.add(
        scenario=scenario,
        digest="d",
        snapshot="{}",
        language="fr",
        step="",
        drafts=("x",),
        prompts=("x",),
        version="1",
        grade={"prompt": {"passed": passed, "criteria": []}},
    )


async def test_path_is_chosen_with_p_remembered_and_its_lessons_alone_are_shown(
    town: Workspace, tutor: Tutor, until: Until, tmp_path: Path
) -> None:
    app = tutor(door=HOME)
    app.workspace = town
    async with app.run_test() as pilot:
        text = await until(pilot, "Toutes les leçons · 25 min")
        assert "Demander clairement" in text
        await pilot.press("p")
        text = await until(pilot, "Agents · 1 leçon · 10 min")
        assert "Toutes les leçons · 2 leçons" not in text  # a path of that many lessons is there already
        await pilot.press("up", "enter")
        await until(pilot, "≡  Agents · 10 min")
        lines = [line.strip() for line in (await until(pilot, "S’exercer librement")).splitlines()]
        assert not any(line.startswith("○  Demander clairement") for line in lines)
        assert any("Commencer : Relire avant de publier" in line for line in lines)
    assert read_settings(tmp_path / "settings.toml").path == "essai/agents"


async def test_path_that_was_chosen_is_followed_at_the_next_opening(
    town: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME, settings=Settings(path="agents"))
    app.workspace = town
    async with app.run_test() as pilot:
        await until(pilot, "≡  Agents")


async def test_escape_leaves_the_path_as_it_is(town: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=HOME, settings=Settings(path="agents"))
    app.workspace = town
    async with app.run_test() as pilot:
        await until(pilot, "≡  Agents")
        await pilot.press("p")
        await until(pilot, "Quel parcours")
        await pilot.press("escape")
        await until(pilot, "≡  Agents")


async def test_search_finds_as_one_types_also_what_the_path_leaves_out(
    town: Workspace, tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor(door=HOME, settings=Settings(path="agents"))
    app.workspace = town
    async with at_home(app) as pilot:
        await pilot.press("r", *"demand")
        text = await until(pilot, "○  Demander clairement")
        assert "○  Relire avant de publier" not in text
        await pilot.press(*"er clair", "enter")
        await until(pilot, "Ce qui change une réponse")


async def test_search_knows_no_accents_says_when_there_is_nothing_and_escape_ends_it(
    tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("slash", *"ACCUÉIL")
        text = await until(pilot, "La fermeture de l’accueil")
        assert "Leçons" not in text
        await pilot.press(*"zz")
        await until(pilot, "Rien de ce nom.")
        await pilot.press("escape")
        await until(pilot, "Leçons")
        await pilot.press("q")
    assert app.return_code == 0


async def test_arrow_leads_from_the_search_into_what_it_found(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("r", *"accueil", "down", "enter")
        await until(pilot, "affichette pour la porte")


async def test_charter_of_the_town_is_shown_with_its_tools_and_its_contact(
    town: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)
    app.workspace = town
    async with app.run_test() as pilot:
        await until(pilot, "La charte de la commune sur l’IA")
        await pilot.press("down", "down", "enter")
        text = await until(pilot, "dpo@clairvigne.example")
        assert "Aucun nom d’habitant ne sort de la mairie." in text
        assert "L’assistant du centre de gestion" in text
        await pilot.press("f1")
        await until(pilot, "Voici les règles")
        await pilot.press("escape", "escape")
        await until(pilot, "S’exercer librement")


async def test_broken_charter_is_told_on_its_screen(pack: Path, town: Workspace, tutor: Tutor, until: Until) -> None:
    (pack / "pack.toml").write_text("format = 1\nid =\n", encoding="utf-8")
    app = tutor(door=HOME)
    app.workspace = town
    async with app.run_test() as pilot:
        await until(pilot, "La charte de la commune sur l’IA")
        await pilot.press("down", "down", "enter")
        await until(pilot, ".toml:2:5")


async def test_lesson_whose_exercise_passed_at_once_can_be_counted_as_done(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    attempt(workspace, passed=True)
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "Vous connaissez déjà : passer « Demander clairement » ?")
        await pilot.press("down", "down", "enter")
        await until(pilot, "Compter « Demander clairement » comme terminée ?")
        await pilot.press("right", "enter")
        text = await until(pilot, "✓  Demander clairement")
        assert "Vous connaissez déjà" not in text
        assert "Relire avant de publier" in text.partition("Leçons")[0]
    assert set(workspace.progress.states("essai/demander").values()) == {"done"}


async def test_lesson_that_the_learner_would_rather_do_is_not_offered_again(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    attempt(workspace, passed=True)
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "Vous connaissez déjà")
        await pilot.press("down", "down", "enter")
        await until(pilot, "comme terminée ?")
        await pilot.press("enter")
        text = await until(pilot, "S’exercer librement")
        assert "Vous connaissez déjà" not in text
    assert workspace.progress.states("essai/demander") == {}


async def test_success_after_a_first_try_that_missed_is_no_reason_to_skip(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    attempt(workspace, passed=False)
    attempt(workspace, passed=True)
    async with tutor(door=HOME).run_test() as pilot:
        text = await until(pilot, "objectif atteint")
        assert "Vous connaissez déjà" not in text


async def test_footer_holds_five_keys_at_most_where_it_is_narrow(town: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=HOME)
    app.workspace = town
    async with app.run_test(size=(80, 24)) as pilot:
        footer = (await until(pilot, "Q Quitter")).splitlines()[-1]
        assert footer.split("   ")[0].strip() == "Entrée Ouvrir"
        assert all(key in footer for key in ("R Chercher", "L English", "F1 Aide"))
        assert "Parcours" not in footer
