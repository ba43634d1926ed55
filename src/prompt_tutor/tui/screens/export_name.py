"""Asking for the file that something is saved to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.saving import save_text
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ExportName(Dialog[Path | None]):
    """Offers `file` as a name and writes `text` there once it is confirmed; ends with the file, None without one."""

    HELP_TITLE = N_("Save to a file")
    HELP_WORDS = N_(
        "The line holds the name of the file and its folder. Change it if you like: a name alone goes into the "
        "folder that is proposed.\n\n"
        "Enter saves. A file that is there already is never overwritten: give another name. Esc saves nothing."
    )
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", N_("Save")),
        Binding("escape", "dismiss(None)", N_("Close")),
        HELP_KEY,
    ]

    def __init__(self, file: Path, text: str) -> None:
        super().__init__()
        self._file = file
        self._text = text

    def compose(self) -> ComposeResult:
        """Compose the line with the name, and what went wrong below."""
        with Vertical(classes="dialog"):
            yield Words(_("Save to a file"), classes="dialog-title")
            yield Words(_("The name of the file; Enter saves it there."))
            yield Input(str(self._file), id="export-name", select_on_focus=False)
            yield Words("", id="export-fault", classes="dialog-fault")
        yield KeyFooter()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Write the file, and end with it; say what is wrong where that fails."""
        name = self.query_one("#export-name", Input).value.strip()
        fault = self.query_one("#export-fault", Words)
        if not name:
            fault.update("! " + _("Give the file a name."))
            return
        try:
            file = Path(name).expanduser()
            file = file if file.is_absolute() else self._file.parent / file
            save_text(file, self._text)
        except (TutorError, RuntimeError, ValueError) as error:  # no home folder; a name that holds a null
            words = f"{error.message} {error.remedy}" if isinstance(error, TutorError) else _("Give another name.")
            fault.update(f"! {words}")
        else:
            self.dismiss(file)
