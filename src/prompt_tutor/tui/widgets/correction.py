"""The answer of the turn before, to be corrected before the conversation goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import TextArea

from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import Editor
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class CorrectionView(Vertical):
    """An editor that holds an answer; what the learner makes of it is carried on, and kept like a draft."""

    def compose(self) -> ComposeResult:
        """Compose what to do, the editor and its line."""
        yield Words(_("Correct what is wrong before going on"), classes="pane-title")
        yield Words(
            _("This is the answer of the turn before. The model reads it as you leave it here."), classes="muted"
        )
        yield Editor("", id="correction-editor")
        yield DraftLine(lambda _text: None, "", id="correction-line")

    @property
    def text(self) -> str:
        """The answer as it stands corrected."""
        return self.query_one(Editor).text

    def turn_to(self, keep: Callable[[str], None], text: str) -> None:
        """Hold `text` from now on; what it becomes is kept by `keep`."""
        self.query_one(DraftLine).turn_to(keep, text)
        self.query_one(Editor).load_text(text)

    def keep_now(self) -> None:
        """Write what is not on disk yet."""
        self.query_one(DraftLine).keep_now()

    @on(TextArea.Changed)
    def _edited(self, event: TextArea.Changed) -> None:
        event.stop()
        self.query_one(DraftLine).changed(self.text)
