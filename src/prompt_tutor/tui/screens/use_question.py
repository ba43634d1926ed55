"""Did the prompt serve? Asked once, at a later opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.storage.notebook import Entry, Use


class UseQuestion(Dialog["tuple[Use, str]"]):
    """Asks what became of `entry`; ends with that and why, "unsaid" where the learner does not want to say."""

    HELP_TITLE = N_("Did your prompt serve?")
    HELP_WORDS = N_(
        "You kept this prompt in your notebook on an earlier day. Whether it served is kept beside it, on this "
        "computer; it counts in no score.\n\n"
        "↑ and ↓ go from line to line, Enter chooses. You may then say why, in a few words or not at all.\n\n"
        "Esc skips the question."
    )
    CSS_PATH = "dialog.tcss"
    AUTO_FOCUS = "#use"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "skip", N_("Skip")), HELP_KEY]

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry = entry
        self._use: Use | None = None

    def compose(self) -> ComposeResult:
        """Compose the prompt's first line and what may have become of it."""
        with Vertical(classes="dialog"):
            yield Words(_("Did your prompt serve?"), classes="dialog-title")
            yield Words(_("“{passage}”").format(passage=self._entry.title[:200]))
            yield ChoiceList(
                Option(Content(visible(_("Yes, the answer was taken as it was"))), id="kept"),
                Option(Content(visible(_("Yes, the answer was reworked"))), id="reworked"),
                Option(Content(visible(_("No, it was left aside"))), id="dropped"),
                id="use",
                markup=False,
            )
        yield KeyFooter()

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Ask why, in a line that may stay empty."""
        name = event.option_id
        if name not in ("kept", "reworked", "dropped"):
            return
        self._use = name  # type: ignore[assignment]  # the three ids above
        dialog = self.query_one(".dialog")
        await self.query_one(ChoiceList).remove()
        field = Input(placeholder=_("Why? In a few words, or nothing: Enter ends it"), id="why")
        await dialog.mount(field)
        field.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with what was said."""
        self._end(event.value.strip())

    def action_skip(self) -> None:
        """End; what was chosen counts, without a reason."""
        self._end("")

    def _end(self, reason: str) -> None:
        self.dismiss((self._use or "unsaid", reason))
