"""Every screen of the tutor is explained by F1."""

import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.screen import Screen

import prompt_tutor.tui
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.confirmation import Confirmation
from prompt_tutor.tui.screens.dispute import DisputeScreen
from prompt_tutor.tui.screens.document_choice import DocumentChoice
from prompt_tutor.tui.screens.export_name import ExportName
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.kind_choice import KindChoice
from prompt_tutor.tui.screens.model_key import KeyEntry, ProviderChoice
from prompt_tutor.tui.screens.path_choice import PathChoice
from prompt_tutor.tui.screens.residuals import ResidualsScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]


def screens() -> Iterator[type[Screen[Any]]]:
    """Yield each kind of screen of the tutor that can stand on the terminal."""
    for module in pkgutil.walk_packages(prompt_tutor.tui.__path__, "prompt_tutor.tui."):
        for found in vars(import_module(module.name)).values():
            if isinstance(found, type) and issubclass(found, Screen) and found.__module__ == module.name:
                yield found


def test_key_f1_explains_every_screen() -> None:
    for screen in screens():
        if issubclass(screen, HelpScreen) or screen.__subclasses__():
            continue
        keys = Binding.make_bindings(
            binding for kind in screen.mro() for binding in vars(kind).get("BINDINGS", ()) if issubclass(kind, Screen)
        )
        assert "f1" in {binding.key for binding in keys if binding.action == "help"}, screen
        assert callable(getattr(screen, "action_help", None)), screen


@pytest.mark.parametrize(
    "kind", ["path", "kind", "document", "file", "question", "provider", "key", "dispute", "residuals"]
)
async def test_key_f1_explains_a_dialog_and_leaves_it_open(
    workspace: Workspace, tutor: Tutor, until: Until, tmp_path: Path, kind: str
) -> None:
    async def keep(_key: str) -> None: ...

    dialogs: dict[str, tuple[Callable[[], Screen[Any]], str]] = {
        "path": (lambda: PathChoice(workspace.library, None, "fr"), "Un parcours est une suite de leçons"),
        "kind": (lambda: KindChoice((), 0), "Apportez une vraie tâche"),
        "document": (lambda: DocumentChoice((), "fr"), "nom entre accolades"),
        "file": (lambda: ExportName(tmp_path / "a.md", "a"), "Un fichier qui existe déjà"),
        "question": (lambda: Confirmation("Oui ?", "", yes="Oui", no="Non"), "bouton de couleur vive"),
        "provider": (lambda: ProviderChoice(()), "Choisissez à qui appartient la clé"),
        "dispute": (lambda: DisputeScreen("Longueur", "En dix lignes.", "fr", ""), "Si rien n’est sélectionné"),
        "residuals": (lambda: ResidualsScreen("Un. Deux.", (), "fr"), "Même la réponse à un bon prompt"),
        "key": (lambda: KeyEntry("mistral", keep), "La clé est gardée dans le trousseau"),
    }
    make, words = dialogs[kind]
    app = tutor(door=Door("home"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Bienvenue")
        dialog = make()
        await app.push_screen(dialog)
        await pilot.press("f1")
        await until(pilot, words)
        await pilot.press("f1")
        await pilot.pause()
        assert app.screen is dialog
