"""The documents of the case: tables as tables, texts as texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.measure import Measurement
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import IN_PALETTE
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.messages import ExtractChosen
from prompt_tutor.tui.widgets.document_table import document_table, table_rows
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Document
    from prompt_tutor.tui.main_button import MainButton

_SQUEEZED: Final = 62
"""Cells below which a table of many columns cannot be read."""


class DocumentsView(VerticalScroll, can_focus=True):
    """Shows `documents` in `language`, one below the other, each with the name it has in a prompt."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "extract", N_("Insert rows and columns"), show=False, tooltip=IN_PALETTE)
    ]

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
        self._tables = {each.id: rows for each in documents for rows in [_rows(each, language)] if rows}
        """The rows of each document that is a table, by its id."""
        self._open = tuple(each for each in documents if each.id in self._tables and not each.sensitive)
        """The tables that may be sent."""

    def compose(self) -> ComposeResult:
        """Compose each document under its title."""
        for document in self._documents:
            rows = self._tables.get(document.id)
            yield Words(document.title.in_(self._language), classes="heading")
            yield Words(
                _("In your prompt: {name}").format(name="{{" + document.id + "}}"),
                classes="muted",
            )
            if rows is None:
                yield Words(document.text.in_(self._language), classes="document")
                continue
            yield self._table(rows)
            if document in self._open:
                yield SideButton(_("Insert rows and columns (X)"), id=f"extract-{document.id}")

    def _table(self, rows: list[list[str]]) -> Words:
        """Return the table of `rows`: narrower than what it wants, or than `_SQUEEZED`, it is scrolled instead."""
        table, console = document_table(*rows), self.app.console
        words = Words(table, classes="document")
        words.styles.min_width = min(Measurement.get(console, console.options, table).maximum, _SQUEEZED)
        return words

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Choose rows and columns of the table above the button."""
        message.stop()
        self._choose((message.button.id or "").removeprefix("extract-"))

    def action_extract(self) -> None:
        """Choose rows and columns of the table; ask first of which, where there are several."""
        from prompt_tutor.tui.screens.document_choice import DocumentChoice

        if len(self._open) > 1:
            self.app.push_screen(DocumentChoice(self._open, self._language), self._choose)
        else:
            self._choose(next((each.id for each in self._open), None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer an extract where there is a table."""
        return bool(self._open) if action == "extract" else super().check_action(action, parameters)

    def _choose(self, document: str | None) -> None:
        from prompt_tutor.tui.screens.extract import ExtractScreen

        if document:
            title = next(each.title.in_(self._language) for each in self._documents if each.id == document)
            self.app.push_screen(ExtractScreen(title, self._tables[document]), self._chosen)

    def _chosen(self, text: str | None) -> None:
        if text and self.is_attached:
            self.post_message(ExtractChosen(text))


def _rows(document: Document, language: str) -> list[list[str]] | None:
    """Return the rows of a document that is a table."""
    return table_rows(document.text.in_(language)) if document.name.casefold().endswith((".csv", ".tsv")) else None
