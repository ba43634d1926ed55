"""The command palette and the help in the chosen language: nothing of Textual's own English is left."""

import gettext
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from tests.tui.conftest import screen_text
from textual.app import App
from textual.binding import Binding
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Input, OptionList, TextArea

from prompt_tutor import i18n
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]

TEXTUAL = ("Search for commands", "No matches", "Maximize", "Minimize", "Screenshot", "Show keys", "Theme", "Keys")
DOORS = {
    "home": (Door("home"), "Modèle d’entraînement"),
    "lesson": (Door("lesson", "essai/demander"), "https://example.org"),
    "workbench": (Door("scenario", scenario=OpenScenario("horaires")), "Qui vous êtes"),
}
KEYS = {
    "models": ("f6", "Choisir un modèle"),
    "settings": ("ctrl+g", "Fichier des réglages"),
    "history": ("ctrl+t", "Rien n’a encore été envoyé ici"),
}


BENCH = ("workbench", "history")


def english() -> set[str]:
    """Every English word of ours that French says otherwise, and every label of Textual's own keys."""
    catalogue = gettext.translation("prompt_tutor", Path(i18n.__file__).parent / "locale", ["fr"])
    ours = {text for text, said in catalogue._catalog.items() if isinstance(text, str) and said != text}  # type: ignore[attr-defined]
    bindings = [
        Binding.make_bindings(kind.BINDINGS) for kind in (App, Screen, CommandPalette, Input, OptionList, TextArea)
    ]
    theirs = {binding.description for each in bindings for binding in each}
    return (ours | theirs | set(TEXTUAL)) - {"", "English"}


@pytest.mark.parametrize(
    ("door", "over"),
    [
        ("home", ""),
        ("lesson", ""),
        ("workbench", ""),
        ("home", "models"),
        ("home", "settings"),
        ("workbench", "history"),
    ],
)
async def test_the_palette_speaks_french_on_every_screen(tutor: Tutor, until: Until, door: str, over: str) -> None:
    opened, words = DOORS[door]
    app = tutor("fr", door=opened)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, words)
        if over:
            key, there = KEYS[over]
            await pilot.press(key)
            await until(pilot, there)
        commands = list(app.get_system_commands(app.screen))
        said = {text for command in commands for text in (command.title, command.help)}
        assert len(commands) > 5
        assert not said & english()
        await pilot.press("ctrl+p")
        shown = await until(pilot, "Que voulez-vous faire")
        assert not [word for word in TEXTUAL if word in shown]
        await pilot.press(*"zzzzqq")
        shown = await until(pilot, "Rien de ce nom")
        assert not [word for word in TEXTUAL if word in shown]


@pytest.mark.parametrize("door", DOORS)
async def test_footer_and_help_speak_french(tutor: Tutor, until: Until, door: str) -> None:
    opened, words = DOORS[door]
    app = tutor("fr", door=opened)
    async with app.run_test(size=(120, 40)) as pilot:
        footer = (await until(pilot, words)).splitlines()[-1]
        assert "F1 Aide" in footer
        assert not [
            word for word in ("Help", "Quit", "Back", "Send", "Next", "Commands") if re.search(rf"\b{word}\b", footer)
        ]
        await pilot.press("f1")
        await pilot.pause()
        shown = screen_text(app)
        assert "Échap : fermer" in shown
        assert not [word for word in ("Close", "close", "Esc ", " the ") if word in shown]
