"""After success: marking in the answer what is to be checked before it is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from prompt_tutor.grading.words import sentences
from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.steps.rows import Passage, Row
from prompt_tutor.tui.steps.spotting import checked_row, flaws_in, found_words, unchecked_row
from prompt_tutor.tui.steps.step import Page
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.content.practice_answer import Residual

_RULE: Final = re.compile(r"[|:\-\s]+")
"""The line of a table in Markdown that holds no words."""


class ResidualsScreen(Dialog[bool]):
    """Each sentence of `answer`, in `language`, is a row to mark; ends with whether they were checked."""

    HELP_TITLE = N_("What is to be checked before this is published?")
    HELP_WORDS = N_(
        "Even the answer to a good prompt leaves something to check. Mark the sentences that you would check "
        "before publishing them.\n\n"
        "↑ and ↓ go from sentence to sentence; Enter, Space or a click marks one, or takes its mark away.\n\n"
        "F5 (or Ctrl+J) shows what was to be checked and with what, what was missed, and what was marked though "
        "it is right. You may then change your marks and look again.\n\n"
        "Esc goes back to the feedback."
    )
    CSS_PATH: ClassVar = ["dialog.tcss", "residuals.tcss"]
    AUTO_FOCUS = "Row"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j", "check", N_("See what was to check")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("escape", "close", N_("Back to the feedback")),
        HELP_KEY,
    ]

    def __init__(self, answer: str, residuals: Sequence[Residual], language: str) -> None:
        super().__init__()
        self._language = language
        parts = [answer[start:end] for start, end in sentences(answer, language)]
        self._sentences = [part for part in parts if not _RULE.fullmatch(part)]
        self._flaws = [flaws_in(part, residuals, language) for part in self._sentences]
        self._marked: set[int] = set()
        self._checked = False
        self._was_checked = False

    def compose(self) -> ComposeResult:
        """Compose the question, the sentences and the buttons."""
        with Vertical(classes="dialog", id="residuals"):
            yield Words(_("What is to be checked before this is published?"), classes="dialog-title")
            yield Words("", id="residuals-words", classes="muted")
            with Page(id="residuals-page"):
                for number in range(len(self._sentences)):
                    yield Passage(number)
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(_("See what was to check (F5)"), id="check")
                yield SideButton(_("Back to the feedback"), id="close")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the sentences."""
        self._show()

    def on_row_changed(self, message: Row.Changed) -> None:
        """Mark the sentence, or take its mark away; what was checked is checked anew."""
        message.stop()
        self._marked ^= {message.row.number}
        self._checked = False
        self._show()

    def action_check(self) -> None:
        """Tell what was found, what was missed, and what needs no checking."""
        self._checked = self._was_checked = True
        self._show()
        flawed = [row for row in self.query(Row) if self._flaws[row.number]]
        for row in flawed[:1]:
            self.call_after_refresh(row.scroll_visible, animate=False)

    def action_move(self, by: int) -> None:
        """Go to the sentence before or after."""
        rows = list(self.query(Row))
        place = next((number for number, row in enumerate(rows) if row.has_focus), 0)
        rows[min(max(place + by, 0), len(rows) - 1)].focus()

    def action_close(self) -> None:
        """Go back to the feedback."""
        self.dismiss(self._was_checked)

    def _show(self) -> None:
        self.query_one("#residuals-words", Words).update(visible(self._words()))
        for row in self.query(Row):
            sentence, marked = self._sentences[row.number].replace("**", ""), row.number in self._marked
            if self._checked:
                row.say(checked_row(sentence, self._flaws[row.number], self._language, marked=marked))
            else:
                row.say(unchecked_row(sentence, marked=marked))

    def _words(self) -> str:
        if self._checked:
            return found_words({number for number, flaws in enumerate(self._flaws) if flaws}, self._marked)
        return ngettext(
            "Enter marks the sentence that you doubt. {count} marked.",
            "Enter marks the sentences that you doubt. {count} marked.",
            len(self._marked),
        ).format(count=len(self._marked))
