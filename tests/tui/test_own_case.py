"""My own case and the notebook, from Home and back."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.storage.notebook import Notebook
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.notebook import NotebookScreen
from prompt_tutor.tui.screens.own_case import OwnCaseScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
AtHome = Callable[..., Any]
Snap = Callable[..., bool]
SameText = Callable[..., None]

HOME = Door("home")
PROMPT = "Rédige une réponse courte à [NOM], riveraine, sur un ton cordial."


@pytest.fixture
def notebook(workspace: Workspace) -> Notebook:
    """The learner's notebook."""
    return Notebook(workspace.database)


async def test_kind_is_chosen_the_prompt_is_read_over_and_kept(
    workspace: Workspace, notebook: Notebook, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "Mon cas : un prompt pour votre propre travail")
        await pilot.press("c")
        text = await until(pilot, "Que voulez-vous faire faire ?")
        assert "Mon carnet" not in text
        await pilot.press("enter")
        text = await until(pilot, "F5 relit votre prompt")
        assert "On ne répond pas à un riverain comme à un avocat." in text
        app.screen.query_one(Editor).text = PROMPT
        await pilot.press("f5")
        text = await until(pilot, "critères sur les 7")
        assert "« courte » est une intention" in text
        assert "✓ Aucune donnée personnelle repérée" in text
        await pilot.press("f8")
        text = await until(pilot, "✓ Gardé dans votre carnet")
        assert "« courte » est une intention" in text
        await pilot.press("space")
        while "✓ Gardé" in text:
            text = await until(pilot, "critères sur les 7")
        await pilot.press("backspace", "f8")
        await until(pilot, "✓ Gardé dans votre carnet")
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)
    (entry,) = notebook.entries()
    assert (entry.kind, entry.text) == ("answer", PROMPT)
    assert workspace.attempts.best() == {}


async def test_personal_data_are_named_to_be_replaced(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("c")
        await until(pilot, "Que voulez-vous")
        await pilot.press("enter")
        await until(pilot, "F5 relit")
        app.screen.query_one(Editor).text = "Réponds à marie.durand@example.org en 5 lignes."
        await pilot.press("f5")
        await until(pilot, "! À remplacer par un repère : « marie.durand@example.org »")


async def test_empty_prompt_says_what_to_do_and_is_not_kept(
    notebook: Notebook, tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("c")
        await until(pilot, "Que voulez-vous")
        await pilot.press("enter")
        await until(pilot, "F5 relit")
        await pilot.press("f5")
        await until(pilot, "Le prompt est vide")
        await pilot.press("f8")
        await pilot.press("f1")
        await until(pilot, "Écrivez le prompt d’une vraie tâche.")
        await pilot.press("escape")
    assert notebook.entries() == ()


async def test_draft_waits_for_the_learner_and_a_kept_one_leaves_a_blank_page(
    notebook: Notebook, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)

    async def open_case(pilot: Any) -> Editor:
        await until(pilot, "S’exercer librement")
        await pilot.press("c")
        await until(pilot, "Que voulez-vous")
        await pilot.press("enter")
        await until(pilot, "F5 Relire")
        return app.screen.query_one(Editor)

    async with app.run_test() as pilot:
        (await open_case(pilot)).text = PROMPT
        await pilot.press("escape")
        editor = await open_case(pilot)
        assert editor.text == PROMPT
        await pilot.press("f8")
        await until(pilot, "✓ Gardé")
        editor.text = f"{PROMPT} En 5 lignes."
        await pilot.press("f8", "escape")
        assert (await open_case(pilot)).text == ""
    (entry,) = notebook.entries()
    assert entry.text == f"{PROMPT} En 5 lignes."


async def test_notebook_lists_opens_copies_and_saves(
    notebook: Notebook, tutor: Tutor, until: Until, at_home: AtHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompt_tutor.paths.user_downloads_path", lambda: tmp_path)
    number = notebook.add("answer", PROMPT)
    notebook.say_use(number, "reworked")
    day = notebook.entries()[0].day.isoformat()
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("c")
        await until(pilot, "Mon carnet · 1 prompt")
        await pilot.press("end", "enter")
        text = await until(pilot, f"{day} · Répondre · retouché")
        assert isinstance(app.screen, NotebookScreen)
        assert "Rédige une réponse courte" in text
        await pilot.press("c")
        await until(pilot, "Copié.")
        assert app.clipboard == PROMPT
        await pilot.press("s", "s")
        await until(pilot, "Enregistré")
        await pilot.press("f1")
        await until(pilot, "Voici les prompts")
        await pilot.press("escape", "enter")
        await until(pilot, "F5 Relire")
        assert isinstance(app.screen, OwnCaseScreen)
        assert app.screen.query_one(Editor).text == PROMPT
        await pilot.press("escape", "escape")
        await until(pilot, "S’exercer librement")
    names = [f"prompt-{day}-answer-2.txt", f"prompt-{day}-answer.txt"]
    assert saved(tmp_path) == dict.fromkeys(names, f"{PROMPT}\n")


async def test_prompt_that_cannot_be_saved_can_still_be_copied(
    notebook: Notebook, tutor: Tutor, until: Until, at_home: AtHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.write_text("a file where a folder is wanted", "utf-8")
    monkeypatch.setattr("prompt_tutor.paths.user_downloads_path", lambda: tmp_path / "none")
    monkeypatch.setattr(Path, "home", lambda: home)
    notebook.add("answer", PROMPT)
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("c")
        await until(pilot, "Mon carnet · 1 prompt")
        await pilot.press("end", "enter")
        await until(pilot, "· Répondre")
        await pilot.press("s")
        text = await until(pilot, "Le fichier ne peut pas être écrit")
        assert "C copie le prompt." in text


async def test_home_asks_at_the_next_opening_whether_it_served_and_not_again(
    notebook: Notebook, tutor: Tutor, until: Until
) -> None:
    notebook.add("answer", PROMPT)
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "Votre prompt a-t-il servi ? « Rédige une réponse")
        await pilot.press("down", "down", "enter")
        await until(pilot, "Oui, la réponse a été retouchée")
        await pilot.press("down", "enter")
        await until(pilot, "Pourquoi ?")
        await pilot.press(*"trop long", "enter")
        text = await until(pilot, "S’exercer librement")
        assert "a-t-il servi" not in text
    (entry,) = notebook.entries()
    assert (entry.use, entry.reason) == ("reworked", "trop long")


async def test_question_can_be_skipped_and_does_not_come_back(notebook: Notebook, tutor: Tutor, until: Until) -> None:
    notebook.add("answer", PROMPT)
    async with tutor(door=HOME).run_test() as pilot:
        await until(pilot, "Votre prompt a-t-il servi ?")
        await pilot.press("down", "down", "enter")
        await until(pilot, "Non, il a été laissé de côté")
        await pilot.press("escape")
        text = await until(pilot, "S’exercer librement")
        assert "a-t-il servi" not in text
    assert notebook.entries()[0].use == "unsaid"


async def test_prompt_kept_just_now_is_not_asked_about(
    notebook: Notebook, tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        notebook.add("answer", PROMPT)
        await pilot.press("f1")
        await pilot.pause(0.1)
        await pilot.press("escape")
        text = await until(pilot, "S’exercer librement")
        assert "a-t-il servi" not in text


def saved(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in folder.glob("prompt-*")}


STATES = {
    "case": (("c",), "Répondre", "Answer"),
    "writing": (("c", "enter"), "F5 Relire", "F5 Read over"),
    "read": (("c", "enter", *"Écris une note courte", "f5"), "sur les 7", "of the 7"),
    "notebook": (("c", "end", "enter"), "C Copier", "C Copy"),
    "use": (("down", "down", "enter"), "laissé de côté", "left aside"),
}


def shown(until: Until, state: str, language: str) -> Callable[[Any], Awaitable[None]]:
    keys, *words = STATES[state]

    async def run_before(pilot: Any) -> None:
        await until(pilot, {"fr": "Modèle d’entraînement", "en": "Practice model"}[language])
        for key in keys:
            await pilot.press(key)
        await until(pilot, dict(zip(("fr", "en"), words, strict=True))[language])
        for editor in pilot.app.screen.query(Editor):
            if editor.text:
                await until(pilot, {"fr": "brouillon enregistré", "en": "draft saved"}[language])
        await pilot.pause(0.1)

    return run_before


@pytest.fixture
def dated(workspace: Workspace, notebook: Notebook) -> None:
    """A prompt kept on a day that does not change."""
    notebook.add("answer", PROMPT)
    with workspace.database.transaction() as connection:
        connection.execute("UPDATE notebook SET created = '2026-03-06T12:00:00.000Z'")


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("state", STATES)
def test_picture(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], state: str) -> None:
    app = tutor(door=HOME)
    assert snap_compare(app, terminal_size=size, run_before=shown(until, state, "fr"))


@pytest.mark.usefixtures("dated")
@pytest.mark.parametrize(("language", "width", "height"), [("en", 80, 24), ("fr", 60, 20)])
@pytest.mark.parametrize("state", STATES)
async def test_text(
    same_text: SameText, tutor: Tutor, until: Until, language: str, width: int, height: int, state: str
) -> None:
    app = tutor(language, door=HOME)
    async with app.run_test(size=(width, height)) as pilot:
        await shown(until, state, language)(pilot)
        same_text(app, f"case-{state}-{language}-{width}x{height}")
