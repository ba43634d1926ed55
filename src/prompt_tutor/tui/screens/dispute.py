"""“I wrote it here”: showing the words of one's prompt that meet a criterion, as one says."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import TextArea

from prompt_tutor.grading.words import sentences
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.editor import Editor, location
from prompt_tutor.tui.widgets.findings import quotes
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class DisputeScreen(Dialog[str | None]):
    """Ends with the words that were shown, "" where the dispute is taken back, None where nothing changes.

    Args:
        title: of the criterion.
        draft: what the learner wrote, in which the words stand.
        language: the draft's.
        words: those that were shown before, "" where there are none.
    """

    HELP_TITLE = N_("I wrote it here")
    HELP_WORDS = N_(
        "The feedback says that a criterion is not met, and you did write it: show the words.\n\n"
        "The arrows move the cursor; Shift and the arrows, or the mouse, select words. Where nothing is "
        "selected, the sentence at the cursor counts. The line below your prompt says what you show.\n\n"
        "F5, Ctrl+J or Enter keeps it: the verdict then counts neither for you nor against you. To take it "
        "back later, come here again and choose “No longer dispute it”. Your trainer sees it only if you hand over "
        "your attempts.\n\n"
        "Esc goes back to the feedback and changes nothing."
    )
    CSS_PATH: ClassVar = ["dialog.tcss", "dispute.tcss"]
    AUTO_FOCUS = "#dispute-editor"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-medium"), (34, "-tall")]  # noqa: RUF012 - as Textual declares it
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j,enter", "send", N_("I wrote it here")),
        Binding("escape", "close", N_("Back to the feedback")),
        HELP_KEY,
    ]

    def __init__(self, title: str, draft: str, language: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._draft = draft
        self._language = language
        self._before = words

    def compose(self) -> ComposeResult:
        """Compose the question, the prompt to select in, what is selected, and the buttons."""
        with Vertical(classes="dialog", id="dispute"):
            title = _("“{title}”: where did you write it?").format(title=self._title)
            yield Words(visible(title), classes="dialog-title")
            yield Words(
                _(
                    "Select the words with the mouse, or with Shift and the arrows. Where nothing is selected, the "
                    "sentence at the cursor counts."
                )
            )
            editor = Editor(self._draft, id="dispute-editor")
            editor.read_only = True
            yield editor
            yield Words("", id="dispute-words")
            yield Words(
                _(
                    "The verdict will then count neither for you nor against you. Your trainer sees it only if you "
                    "hand over your attempts."
                ),
                classes="muted",
            )
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(_("I wrote it here (F5)"), id="send")
                if self._before:
                    yield SideButton(_("No longer dispute it"), id="take-back")
                yield SideButton(_("Back to the feedback"), id="close")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Select what was shown before."""
        editor, start = self.query_one(Editor), self._draft.find(self._before)
        if self._before and start >= 0:
            editor.move_cursor(location(self._draft, start))
            editor.move_cursor(location(self._draft, start + len(self._before)), select=True)
        self._say()

    @on(TextArea.SelectionChanged)
    def _say(self) -> None:
        words = self._words()
        shown = quotes(words, [(0, len(words))]) if words else _("nothing yet")
        self.query_one("#dispute-words", Words).update(visible(_("You show: {words}").format(words=shown)))

    def _words(self) -> str:
        """Return what is selected, else the sentence at the cursor."""
        editor = self.query_one(Editor)
        selected = editor.selected_text.strip()
        if selected:
            return selected
        row, column = editor.cursor_location
        place = sum(len(line) + 1 for line in self._draft.split("\n")[:row]) + column
        spans = sentences(self._draft, self._language)
        start, end = next(((start, end) for start, end in spans if place <= end), (0, 0))
        return self._draft[start:end].strip()

    def action_send(self) -> None:
        """End with the words that are shown."""
        words = self._words()
        if words:
            self.dismiss(words)

    def action_take_back(self) -> None:
        """End with no words: the verdict is disputed no more."""
        self.dismiss("")

    def action_close(self) -> None:
        """Go back to the feedback; nothing changes."""
        self.dismiss(None)
