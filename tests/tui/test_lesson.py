"""The lesson player: back and forth at the learner's pace, nothing by itself, and the place is kept."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.lesson import LessonScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]


def at(step: str) -> Door:
    return Door("lesson", "essai/demander", step)


async def test_tutor_opens_on_the_step_where_the_learner_left_off_with_home_one_escape_away(
    begun: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        text = await until(pilot, "Lisez les deux réponses")
        assert "Étape 2 sur 5 ●◉○○○" in text
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)


async def test_going_on_marks_what_was_read_and_keeps_the_place(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=at("lire")).run_test() as pilot:
        await until(pilot, "Trois précisions")
        await pilot.press("enter")
        await until(pilot, "Lisez les deux réponses")
    assert workspace.progress.states("essai/demander") == {"lire": "done", "comparer": "seen"}
    assert workspace.progress.left_at() == ("essai/demander", "comparer")


async def test_nothing_is_lost_when_the_learner_leaves_at_once(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=at("lire")).run_test() as pilot:
        await until(pilot, "Trois précisions")
        await pilot.press("right", "right", "right", "q")
    assert workspace.progress.left_at() == ("essai/demander", "exercice")


async def test_leaving_while_the_lesson_is_being_read_is_no_fault(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("lire"))
    async with app.run_test() as pilot:
        await until(pilot, "Demander clairement")
        await pilot.press("q")
    assert app.return_code == 0


@pytest.mark.parametrize("keys", [("left", "right"), ("p", "n")])
async def test_back_and_forth_by_key(begun: Workspace, tutor: Tutor, until: Until, keys: tuple[str, str]) -> None:
    async with tutor().run_test() as pilot:
        await until(pilot, "Lisez les deux réponses")
        await pilot.press(keys[0])
        await until(pilot, "Étape 1 sur 5")
        await pilot.press(keys[1])
        await until(pilot, "Étape 2 sur 5")


async def test_first_step_has_nothing_before_it(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("lire"))
    async with app.run_test() as pilot:
        await until(pilot, "Trois précisions")
        await pilot.press("left")
        assert "Étape 1 sur 5" in await until(pilot, "Trois précisions")
        assert app.screen.query_one("#back").disabled


async def test_difference_is_told_on_demand(tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("comparer")).run_test() as pilot:
        text = await until(pilot, "Lisez les deux réponses")
        assert "Prompt A" in text
        assert "Prompt B" in text
        assert "Le second donne" not in text
        await until(pilot, "Entrée Voir la différence")
        await pilot.press("enter")
        await until(pilot, "Le second donne la date")
        await until(pilot, "Entrée Continuer")
        await pilot.press("enter")
        await until(pilot, "Étape 3 sur 5")


async def test_option_tells_why_and_one_can_try_again(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("predire")).run_test() as pilot:
        text = await until(pilot, "Il refuse de répondre.")
        assert "il répond." not in text
        await until(pilot, "Entrée Choisir   ← Précédent   → Suivant   Échap Accueil   F1 Aide")
        await pilot.press("enter")
        text = await until(pilot, "✗ Pas celle-ci : Il demande combien de lignes vous voulez.")
        assert "Il ne demande presque jamais" in text
        assert "Pas tout à fait" in text
        assert "il le choisit." not in text
        await pilot.press("down", "enter")
        text = await until(pilot, "✓ Oui : Il choisit pour vous")
        assert "Un prompt incomplet n’est pas un refus." in text
        await pilot.press("enter")
        await until(pilot, "Étape 4 sur 5")
    assert workspace.progress.states("essai/demander")["predire"] == "done"


async def test_question_left_without_an_answer_is_not_done(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("predire")).run_test() as pilot:
        await until(pilot, "Il refuse de répondre.")
        await pilot.press("right")
        await until(pilot, "Étape 4 sur 5")
    assert workspace.progress.states("essai/demander")["predire"] == "seen"


async def test_arrows_lead_through_the_options_to_the_main_action_and_back(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("predire"))
    async with app.run_test() as pilot:
        await until(pilot, "Il refuse de répondre.")
        await pilot.press("up", "down", "down", "down")
        assert app.focused is app.screen.query_one("#main")
        await pilot.press("up")
        assert app.focused is app.screen.query(".choice").last()


async def test_practice_opens_the_workbench_with_its_start_text(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("exercice"))
    async with app.run_test(size=(120, 40)) as pilot:
        text = await until(pilot, "Objectif à atteindre")
        assert "La fermeture de l’accueil · 5 min" in text
        await until(pilot, "Entrée Commencer")
        await pilot.press("enter")
        await until(pilot, "Annonce la fermeture.")
        await pilot.press("escape")
        await until(pilot, "Objectif à atteindre")


async def test_practice_that_was_passed_in_the_workbench_is_done(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=at("exercice"))
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Objectif à atteindre")
        await pilot.press("enter")
        await until(pilot, "Annonce la fermeture.")
        app.screen.query_one(Editor).text = "Annonce la fermeture de vendredi en 3 lignes."
        await pilot.press("f5")
        await until(pilot, "L’accueil sera fermé vendredi 12 juin.")
        await pilot.press("escape")
        await until(pilot, "✓ Objectif atteint")
        await until(pilot, "Entrée Continuer")
        await pilot.press("escape")
        await until(pilot, "1 étape sur 5")
    assert workspace.progress.states("essai/demander")["exercice"] == "done"


async def test_one_may_go_on_without_the_exercise(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("exercice")).run_test() as pilot:
        await until(pilot, "Passer pour l’instant")
        await pilot.click("#skip")
        await until(pilot, "À essayer au travail")
    assert workspace.progress.states("essai/demander")["exercice"] == "seen"


async def test_end_of_a_lesson_leads_home_and_on_to_the_next_lesson(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    for step in ("lire", "comparer", "predire", "exercice"):
        workspace.progress.mark("essai/demander", step, "done")
    async with tutor(door=at("retenir")).run_test() as pilot:
        text = await until(pilot, "À essayer au travail")
        assert "Terminer la leçon" in text
        await pilot.press("enter")
        text = await until(pilot, "Commencer : Relire avant de publier")
        assert "✓  Demander clairement" in text
    assert workspace.progress.left_at() == ("essai/relire", "lire")


async def test_lesson_that_broke_since_leads_home_with_a_message(
    begun: Workspace, pack: Path, tutor: Tutor, until: Until
) -> None:
    (pack / "lessons" / "01-demander.toml").write_text("format = 1\nid =\n", encoding="utf-8")
    app = tutor()
    async with app.run_test(size=(100, 30)) as pilot:
        text = await until(pilot, "01-demander.toml:2")
        assert "Corrigez cette ligne" in text
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_footer_says_what_the_button_says(tutor: Tutor, until: Until) -> None:
    for step, words in (("retenir", "Terminer la leçon"), ("lire", "Continuer"), ("comparer", "Voir la différence")):
        async with tutor(door=at(step)).run_test(size=(80, 24)) as pilot:
            footer = (await until(pilot, f"Entrée {words}")).splitlines()[-1]
            assert footer.strip().startswith(f"Entrée {words}  ")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("step", ["lire", "comparer", "predire", "exercice", "retenir"])
async def test_five_keys_fit_the_footer_at_80_columns(tutor: Tutor, until: Until, language: str, step: str) -> None:
    async with tutor(language, door=at(step)).run_test(size=(80, 24)) as pilot:
        footer = (await until(pilot, {"fr": "Entrée", "en": "Enter"}[language])).splitlines()[-1]
    assert len(re.findall(r"\S(?=  |$)", footer.strip())) == 5


async def test_key_f1_explains_the_player(begun: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor().run_test() as pilot:
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("f1")
        await until(pilot, "rien n’avance tout seul")
        await pilot.press("f1")
        await until(pilot, "Lisez les deux réponses")


async def test_long_page_says_that_it_goes_on_and_scrolls(tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("lire")).run_test(size=(80, 16)) as pilot:
        assert "le guide" not in await until(pilot, "↓ la suite plus bas")
        await pilot.press("pagedown", "end")
        assert "↓ la suite" not in await until(pilot, "le guide")


@pytest.mark.parametrize(("language", "words"), [("fr", "↓ la suite"), ("en", "↓ more")])
async def test_that_a_page_goes_on_is_said_whole_at_60_columns(
    tutor: Tutor, until: Until, language: str, words: str
) -> None:
    for step in ("lire", "comparer", "predire"):
        async with tutor(language, door=at(step)).run_test(size=(60, 14)) as pilot:
            assert f"{words}…" not in (text := await until(pilot, words))
            assert not re.search("↓[^›]*…", text)


async def test_links_are_shown_with_their_address_and_open_nothing(
    tutor: Tutor, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tutor(door=at("lire"))
    opened: list[str] = []
    monkeypatch.setattr(app, "open_url", lambda url, new_tab=True: opened.append(url))
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, "le guide (https://example.org/guide)")
        link = app.screen.query("Prose MarkdownParagraph").last()
        await pilot.click(link, offset=(24, 0))
        await pilot.pause()
    assert opened == []


async def test_controls_and_html_in_a_lesson_are_shown_and_not_obeyed(pack: Path, tutor: Tutor, until: Until) -> None:
    file = pack / "lessons" / "02-relire.toml"
    text = file.read_text("utf-8").replace("peut être fausse.", "<b>gras</b> [bold]x[/bold] \\u001b[31m")
    file.write_text(text, encoding="utf-8")
    async with tutor(door=Door("lesson", "relire", "lire")).run_test() as pilot:
        await until(pilot, "<b>gras</b> [bold]x[/bold] ␛[31m")


async def test_other_language_reopens_at_the_same_step(begun: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor()
    async with app.run_test() as pilot:
        await until(pilot, "Lisez les deux réponses")
        await pilot.press("ctrl+p")
        await until(pilot, "Que voulez-vous faire")
        await pilot.press(*"english")
        await until(pilot, "Afficher le tuteur dans l’autre langue")
        await pilot.press("enter")
    assert app.return_value == Reopen("en", at("comparer"))


async def test_storage_that_fails_is_told_and_the_lesson_goes_on(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=at("lire"))
    async with app.run_test() as pilot:
        await until(pilot, "Trois précisions")
        workspace.database.connection.execute("DROP TABLE position")
        await pilot.press("right")
        await until(pilot, "Lisez les deux réponses")
        await pilot.pause()
        assert isinstance(app.screen, LessonScreen)
        assert [notice.severity for notice in app._notifications] == ["warning"]
