"""The documents of the case: tables as tables, texts as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.document_table import document_table
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Document


class DocumentsView(VerticalScroll, can_focus=True):
    """Shows `documents` in `language`, one below the other, each with the name it has in a prompt."""

    def __init__(
        self,
        documents: Sequence[Document],
        language: str,
        *,
        id: str,  # noqa: A002 - Textual's word
        classes: str,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._documents = documents
        self._language = language

    def compose(self) -> ComposeResult:
        """Compose each document under its title."""
        for document in self._documents:
            text = document.text.in_(self._language)
            table = document_table(text) if document.name.casefold().endswith((".csv", ".tsv")) else None
            yield Words(document.title.in_(self._language), classes="heading")
            yield Words(
                _("In your prompt: {name}").format(name="{{" + document.id + "}}"),
                classes="muted",
            )
            if table is None:
                yield Words(text, classes="document")
            else:
                yield Words(table, classes="document -table")
