"""The learner's own keys: named in the settings file, checked, in force on every screen, told by F1."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from prompt_tutor import i18n
from prompt_tutor.settings import Settings, write_settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.own_keys import NAMES, checked, own_keys
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.models import ModelsScreen
from prompt_tutor.tui.screens.settings import SettingsScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]

BENCH = Door("scenario", scenario=OpenScenario("horaires"))
DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["keys.fr.md", "keys.en.md"])
def test_the_documentation_lists_every_name_with_its_usual_key(page: str) -> None:
    text = (DOCS / page).read_text("utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \| ([^|]+?)(?:,[^|]*)? \|", text, re.MULTILINE))
    usual = {name: named.keys[0] for name, named in NAMES.items()}
    assert {name: key.lower().replace("maj", "shift") for name, key in rows.items()} == usual


@pytest.mark.parametrize("page", ["keys.fr.md", "keys.en.md"])
def test_the_example_of_the_documentation_is_understood(page: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text((DOCS / page).read_text("utf-8").partition("```toml\n")[2].partition("```")[0], "utf-8")
    assert own_keys(file) == ({"send": ("f5", "ctrl+s"), "compare": ("alt+c",)}, ())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"sned": "f5"}, "“sned” is no name"),
        ({"send": 5}, "between quotation marks"),
        ({"send": "ctrl+enormous"}, "is no key"),
        ({"send": ""}, "is no key"),
        ({"send": "a"}, "needed for writing"),
        ({"send": "enter"}, "needed for writing"),
        ({"send": "ctrl+z"}, "needed for writing"),
        ({"send": "f4"}, "already that of “next-pane”"),
    ],
)
def test_what_cannot_be_used_is_said_and_the_usual_key_stays(table: dict[str, object], words: str) -> None:
    i18n.use("en")
    found, problems = checked(table)
    assert not found
    assert len(problems) == 1
    assert words in problems[0]
    assert "The usual key stays." in problems[0]


def test_two_names_may_swap_their_keys_and_of_three_on_one_key_one_keeps_it() -> None:
    assert checked({"next-pane": "f3", "previous-pane": "f4"}) == (
        {"next-pane": ("f3",), "previous-pane": ("f4",)},
        (),
    )
    found, problems = checked({"send": "ctrl+s", "compare": "ctrl+s", "model": "ctrl+s"})
    assert list(found.values()) == [("ctrl+s",)]
    assert len(problems) == 2


def test_changing_a_setting_keeps_the_keys_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "tutor-dark"\n\n[keys]\nsend = "ctrl+s"\n', "utf-8")
    write_settings(file, Settings(theme="tutor-light"))
    assert own_keys(file) == ({"send": ("ctrl+s",)}, ())


async def test_keys_are_in_force_told_in_the_footer_and_by_f1(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    keys = 'send = "ctrl+s"\nmodel = "f10"\nnext-pane = "f3"\nprevious-pane = "f4"\nsettings = "alt+r"\n'
    (tmp_path / "settings.toml").write_text("[keys]\n" + keys, "utf-8")
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await until(pilot, "Ctrl+S Envoyer")
        assert "F5" not in shown
        await pilot.press("f3", "f3")
        workbench = app.screen
        assert isinstance(workbench, WorkbenchScreen)
        assert workbench.pane == "prompt"
        await pilot.press("f4")
        assert workbench.pane == "documents"
        await pilot.press("f3", *"fermeture vendredi", "f5")
        await pilot.pause()
        assert not workbench.practice.attempts
        await pilot.press("ctrl+s")
        await until(pilot, "L’accueil sera fermé vendredi")
        await pilot.press("f6")
        assert app.screen is workbench
        await pilot.press("f10")
        assert isinstance(app.screen, ModelsScreen)
        await pilot.press("escape", "alt+r")
        assert isinstance(app.screen, SettingsScreen)
        await pilot.press("escape", "f1", "end", *["pagedown"] * 6)
        assert isinstance(app.screen, HelpScreen)
        await until(pilot, "Envoyer : Ctrl+S au lieu de F5, Ctrl+J")


async def test_problems_are_said_once_when_the_tutor_opens(tutor: Tutor, until: Until, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('[keys]\nsend = "enormous"\n', "utf-8")
    app = tutor(door=Door("home"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "« enormous » n’est pas une touche")
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)
