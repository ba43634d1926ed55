"""What opens above any screen from a word there: My own case, the notebook, and the town's charter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen

from prompt_tutor.errors import StorageError
from prompt_tutor.storage.notebook import Notebook

if TYPE_CHECKING:
    from textual.screen import Screen

    from prompt_tutor.content.library import Library
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.tui.app import TutorApp


def open_own_case(screen: Screen[None], workspace: Workspace, language: str) -> None:
    """Ask above `screen` what kind of work it is, and open the page of that kind, or the notebook."""
    from prompt_tutor.learning.own_case import kind_of, kinds
    from prompt_tutor.tui.screens.kind_choice import NOTEBOOK, KindChoice
    from prompt_tutor.tui.screens.notebook import NotebookScreen
    from prompt_tutor.tui.screens.own_case import OwnCaseScreen

    notebook, drafts = Notebook(workspace.database), workspace.drafts
    try:
        kept = len(notebook.entries())
    except StorageError as error:
        screen.notify(str(error), severity="warning", timeout=15, markup=False)
        kept = 0

    def open_chosen(name: str | None) -> None:
        if name == NOTEBOOK:
            screen.app.push_screen(NotebookScreen(notebook, drafts, language))
        elif name:
            screen.app.push_screen(OwnCaseScreen(kind_of(name, language), drafts, notebook, language))

    screen.app.push_screen(KindChoice(kinds(language), kept), open_chosen)


def open_notebook(app: TutorApp) -> None:
    """Show the notebook above the screen of `app`, unless something there waits for an answer."""
    from prompt_tutor.tui.screens.notebook import NotebookScreen

    if not isinstance(app.screen, NotebookScreen | ModalScreen):
        app.push_screen(NotebookScreen(Notebook(app.workspace.database), app.workspace.drafts, app.language))


def open_charter(screen: Screen[Any], library: Library, language: str) -> None:
    """Show above `screen` the charters of the packs of `library`; nothing where none declares one."""
    from prompt_tutor.tui.screens.charter import CharterScreen

    if library.charters:
        screen.app.push_screen(CharterScreen(library, language))
