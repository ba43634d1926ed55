"""What kind of work the learner brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.learning.own_case import Kind

NOTEBOOK: Final = "*"
"""The row of the notebook; no kind has such an id."""


class KindChoice(Dialog[str | None]):
    """Asks for one of `found`; ends with its id, NOTEBOOK, or None. `kept` is how many prompts the notebook holds."""

    HELP_TITLE = N_("My own case")
    HELP_WORDS = N_(
        "Bring a real task of yours. The kind of work says which criteria your prompt is read over by; the "
        "prompt stays on this computer.\n\n"
        "↑ and ↓ go from one kind to the next, Enter chooses. Once you have kept a prompt, your notebook stands "
        "at the end of the list.\n\n"
        "Esc goes back."
    )
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("Close")), HELP_KEY]

    def __init__(self, found: tuple[Kind, ...], kept: int) -> None:
        super().__init__()
        self._kinds = found
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Compose the kinds, and the notebook where something is in it."""
        rows = [Option(Content.assemble((kind.title, "bold"), f" · {kind.about}"), id=kind.id) for kind in self._kinds]
        if self._kept:
            count = ngettext("{count} prompt", "{count} prompts", self._kept).format(count=self._kept)
            rows.append(Option(Content.assemble((_("My notebook"), "bold"), f" · {count}"), id=NOTEBOOK))
        with Vertical(classes="dialog"):
            yield Words(_("What would you like to have done?"), classes="dialog-title")
            yield Words(_("A real task of yours: the kind of work says which criteria matter."))
            yield ChoiceList(*rows, id="kinds", markup=False)
        yield KeyFooter()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with what was chosen."""
        self.dismiss(event.option_id)
