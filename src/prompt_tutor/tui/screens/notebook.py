"""The notebook: the prompts of one's own work, to open again, to copy, to save as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from prompt_tutor.errors import StorageError, TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.own_case import kind_of
from prompt_tutor.learning.saving import free_name, save_text
from prompt_tutor.paths import downloads_folder
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.own_case import OwnCaseScreen
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.storage.drafts import Drafts
    from prompt_tutor.storage.notebook import Entry, Notebook

HELP: Final = N_(
    "These are the prompts that you have kept for your own work, the latest first. Enter opens one again.\n\n"
    "C copies it, for the tool that your town allows. Where copying is not possible, S saves it as a file among your "
    "downloads.\n\n"
    "After the day is the kind of work, and what became of the prompt: taken as it was, reworked, or left aside."
)

USES: Final = {
    "kept": N_("taken as it was"),
    "reworked": N_("reworked"),
    "dropped": N_("left aside"),
}


class NotebookScreen(Screen[None]):
    """Lists what `notebook` holds."""

    CSS_PATH = "own_case.tcss"
    AUTO_FOCUS = "#notebook-rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("Copy")),
        Binding("s", "save", N_("Save as a file")),
        Binding("escape", "back", N_("Back")),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def __init__(self, notebook: Notebook, drafts: Drafts, language: str) -> None:
        super().__init__()
        self._notebook = notebook
        self._drafts = drafts
        self._language = language
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose the list and the line below it."""
        yield TitleBar(_("My notebook"))
        with Vertical(id="notebook"):
            yield ChoiceList(id="notebook-rows", markup=False)
            yield Words("", id="notebook-says")
        yield KeyFooter()

    def on_screen_resume(self) -> None:
        """Show what is in it now."""
        try:
            self._entries = self._notebook.entries()
        except StorageError as error:
            self._say(str(error))
            return
        rows = self.query_one(ChoiceList)
        place = rows.highlighted or 0
        rows.set_options([Option(self._words(entry), id=str(entry.id)) for entry in self._entries])
        if self._entries:
            rows.highlighted = min(place, len(self._entries) - 1)

    def _words(self, entry: Entry) -> Content:
        about = [entry.day.isoformat(), kind_of(entry.kind, self._language).title]
        if entry.use in USES:
            about.append(_(USES[entry.use]))
        title = visible(entry.title)
        width = max(self.app.size.width - 6, 20)
        return Content.assemble(
            (title if len(title) <= width else title[: width - 1] + "…", "bold"), (f"\n  {' · '.join(about)}", "dim")
        )

    def _current(self) -> Entry | None:
        option = self.query_one(ChoiceList).highlighted_option
        return next((entry for entry in self._entries if option and str(entry.id) == option.id), None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the prompt again."""
        entry = next(entry for entry in self._entries if str(entry.id) == event.option_id)
        kind = kind_of(entry.kind, self._language)
        self.app.push_screen(OwnCaseScreen(kind, self._drafts, self._notebook, self._language, entry.id, entry.text))

    def action_copy(self) -> None:
        """Copy the prompt of the row."""
        entry = self._current()
        if entry:
            self.app.copy_to_clipboard(entry.text)
            self._say(_("Copied. If nothing can be pasted elsewhere, S saves the prompt as a file."))

    def action_save(self) -> None:
        """Save the prompt of the row as a file."""
        entry = self._current()
        if entry is None:
            return
        file = free_name(downloads_folder() / f"prompt-{entry.day.isoformat()}-{entry.kind}.txt")
        try:
            save_text(file, entry.text)
        except TutorError as error:
            self._say(" ".join((error.message, _("C copies the prompt."))))
        else:
            self._say(_("Saved: {file}").format(file=file))

    def _say(self, words: str) -> None:
        self.query_one("#notebook-says", Words).update(words)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("My notebook"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
