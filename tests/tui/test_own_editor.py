"""Writing in one's own editor: from the workbench and from My own case, and back."""

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Use = Callable[[str], None]

BENCH = Door("scenario", scenario=OpenScenario("horaires"))


@pytest.fixture
def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """Name as the editor a program that does some code with the file `it`, on a terminal that can make way for it."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", property(lambda _driver: True))
    monkeypatch.delenv("VISUAL", raising=False)
    script = tmp_path / "editor.py"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')

    def write(code: str) -> None:
        script.write_text(f"import pathlib, sys\nit = pathlib.Path(sys.argv[1])\n{code}\n", "utf-8")

    return write


def shout(file: str = "it") -> str:
    """Code that puts the whole file in capitals and notes below it what is on disk."""
    return f"{file}.write_text({file}.read_text('utf-8').upper() + '\\nEN BREF.\\n', 'utf-8')"


async def bench(app: TutorApp, pilot: Any, until: Until, text: str) -> Editor:
    """Wait for the workbench and return its editor, with `text` written in it."""
    await until(pilot, "F5")
    await pilot.press("f4", "f4")
    editor = app.screen.query_one(Editor)
    editor.insert(text)
    await pilot.pause()
    return editor


async def test_ctrl_o_opens_the_prompt_outside_and_one_ctrl_z_undoes_what_came_back(
    tutor: Tutor, until: Until, use: Use, workspace: Workspace
) -> None:
    use(shout())
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        editor = await bench(app, pilot, until, "annonce\nla fermeture")
        await pilot.press("ctrl+o")
        await until(pilot, "EN BREF.")
        assert editor.text == "ANNONCE\nLA FERMETURE\nEN BREF."
        await pilot.press("!")
        await pilot.press("ctrl+z")
        await pilot.press("ctrl+z")
        assert editor.text == "annonce\nla fermeture"
        await pilot.press("ctrl+y")
        await until(pilot, "brouillon enregistré")
        assert workspace.drafts.load("scenario/essai/horaires/fr") == "ANNONCE\nLA FERMETURE\nEN BREF."


async def test_the_draft_is_on_disk_before_the_editor_opens(
    tutor: Tutor, until: Until, use: Use, workspace: Workspace, tmp_path: Path
) -> None:
    database = next((tmp_path / "data").glob("*.sqlite*"))
    ask = "SELECT text FROM drafts WHERE place = 'scenario/essai/horaires/fr'"
    read = f"sqlite3.connect({str(database)!r}).execute({ask!r}).fetchone()"
    use(f"import sqlite3\nit.write_text('<%s>' % {read})")
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        editor = await bench(app, pilot, until, "juste tapé")
        await pilot.press("ctrl+o")
        await until(pilot, "<juste tapé>")
        assert editor.text == "<juste tapé>"


async def test_from_another_pane_ctrl_o_turns_to_the_prompt(tutor: Tutor, until: Until, use: Use) -> None:
    use(shout())
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        await bench(app, pilot, until, "annonce")
        await pilot.press("f3")
        await pilot.press("ctrl+o")
        await until(pilot, "EN BREF.")
        assert isinstance(app.focused, Editor)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("sys.exit(2)", "(2)"),
        ("pass", "Rien n’a été changé"),
    ],
)
async def test_what_changes_nothing_is_said_and_the_prompt_stays(
    tutor: Tutor, until: Until, use: Use, code: str, words: str
) -> None:
    use(code)
    app = tutor(door=BENCH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        editor = await bench(app, pilot, until, "annonce")
        await pilot.press("ctrl+o")
        await until(pilot, words)
        assert editor.text == "annonce"


async def test_without_an_editor_or_a_terminal_of_its_own_it_says_what_to_do(
    tutor: Tutor, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "")
    monkeypatch.setattr(sys, "platform", "linux")
    app = tutor(door=BENCH)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await bench(app, pilot, until, "annonce")
        await pilot.press("ctrl+o")
        await until(pilot, "EDITOR=nano")
        monkeypatch.setenv("EDITOR", "nano")
        await pilot.press("ctrl+o")
        await until(pilot, "dans un terminal")


async def test_while_an_answer_comes_the_editor_waits(tutor: Tutor, until: Until, use: Use) -> None:
    use(shout())
    app = tutor(door=BENCH)
    app.make_model = lambda: PracticeModel(1)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await bench(app, pilot, until, "Annonce la fermeture de vendredi.")
        await pilot.press("f5")
        await until(pilot, "Échap Arrêter")
        await pilot.press("ctrl+o")
        await until(pilot, "La réponse arrive encore")
        assert "EN BREF." not in app.screen.query_one(Editor).text
        await pilot.press("escape")


async def test_my_own_case_may_be_written_outside_too(tutor: Tutor, until: Until, use: Use) -> None:
    use(shout())
    app = tutor(door=Door("home"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Mon cas")
        await pilot.press("c")
        await until(pilot, "Que voulez-vous")
        await pilot.press("enter")
        await until(pilot, "F5 relit")
        await pilot.press(*"bonjour", "ctrl+o")
        await until(pilot, "EN BREF.")
        assert app.screen.query_one(Editor).text == "BONJOUR\nEN BREF."
