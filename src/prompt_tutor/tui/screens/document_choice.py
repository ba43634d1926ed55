"""Which document to insert, where a scenario has several."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Document


class DocumentChoice(Dialog[str | None]):
    """Asks which of `documents` is meant; ends with its id, or None."""

    HELP_TITLE = N_("Which document should stand in the prompt?")
    HELP_WORDS = N_(
        "The document is put where the cursor stands in your prompt, as a name between braces. The whole "
        "document is sent in its place.\n\n"
        "↑ and ↓ go from document to document, Enter inserts one. Esc inserts nothing."
    )
    CSS_PATH = "workbench.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("Close")), HELP_KEY]

    def __init__(self, documents: Sequence[Document], language: str) -> None:
        super().__init__()
        self._documents = documents
        self._language = language

    def compose(self) -> ComposeResult:
        """Compose the list."""
        with Vertical(id="choice"):
            yield Words(_("Which document should stand in the prompt?"), classes="pane-title")
            yield OptionList(
                *[
                    Option(Content(visible(document.title.in_(self._language))), id=document.id)
                    for document in self._documents
                ]
            )
            yield Words(_("Enter inserts it. Esc closes."), classes="muted")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the document that was chosen."""
        self.dismiss(event.option_id)
