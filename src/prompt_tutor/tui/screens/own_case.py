"""My own case: a prompt for a real task, read over on this computer, and kept in the notebook."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import TextArea

from prompt_tutor.errors import StorageError, TutorError, UsageError
from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.tui.footer import IN_PALETTE, KeyFooter
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import Editor
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from prompt_tutor.learning.own_case import CaseFeedback, CasePoint, Kind
    from prompt_tutor.storage.drafts import Drafts
    from prompt_tutor.storage.notebook import Notebook

WIDE: Final = 100
"""Cells from which the feedback stands beside the prompt."""

HELP: Final = N_(
    "Write the prompt of a real task. Put placeholders where names, addresses and numbers would stand: [NAME], "
    "[ADDRESS], [FILE NUMBER]. They are replaced outside this program, or not at all.\n\n"
    "F5 reads the prompt over, here on this computer, by the criteria that matter for this kind of work: ✓ present, "
    "○ to add, with what it is for. No model is asked and nothing is sent.\n\n"
    "F8 keeps the prompt in your notebook. From there it can be copied, or saved as a file, for the tool that your "
    "town allows.\n\n"
    "Ctrl+O opens the prompt in your own editor, named in EDITOR. What you write is kept as you write it. Esc takes "
    "you back."
)


class OwnCaseScreen(Screen[None]):
    """A prompt for work of this `kind`; `entry` is that of the notebook which is opened again, with its `text`."""

    CSS_PATH = "own_case.tcss"
    AUTO_FOCUS = "#editor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j", "read_over", N_("Read over")),
        Binding("f8", "keep", N_("Keep")),
        Binding("ctrl+o", "edit_outside", N_("Your own editor"), show=False, tooltip=IN_PALETTE),
        Binding("escape", "back", N_("Back")),
        Binding("f1", "help", N_("Help")),
        Binding("ctrl+pagedown", "scroll(5)", show=False),
        Binding("ctrl+pageup", "scroll(-5)", show=False),
    ]

    def __init__(
        self, kind: Kind, drafts: Drafts, notebook: Notebook, language: str, entry: int | None = None, text: str = ""
    ) -> None:
        super().__init__()
        self._kind = kind
        self._drafts = drafts
        self._notebook = notebook
        self._language = language
        self._entry = entry
        self._text = text
        self._place = f"case/{entry or kind.id}"

    def compose(self) -> ComposeResult:
        """Compose the prompt and the place of the feedback."""
        draft = self._draft()
        yield TitleBar(_("My own case: {kind}").format(kind=self._kind.title), self._kind.about)
        with Horizontal(id="case"):
            with Vertical(id="case-prompt"):
                yield Words(_("Placeholders instead of names: [NAME], [ADDRESS]… Nothing is sent."), classes="muted")
                yield Editor(draft, _("Write here what you ask of the model…"))
                yield DraftLine(lambda text: self._drafts.save(self._place, text), draft)
                yield Words("", id="case-kept")
            with VerticalScroll(id="case-feedback", can_focus=False):
                yield Words(self._beforehand(), id="case-says")
        yield KeyFooter()

    def _draft(self) -> str:
        try:
            kept = self._drafts.load(self._place)
        except StorageError as error:
            self.call_after_refresh(self._tell, error)
            return self._text
        return self._text if kept is None else kept

    def on_mount(self) -> None:
        """Leave the room of the line that says that the prompt is kept to the prompt."""
        self._say_kept("")

    def on_resize(self, event: events.Resize) -> None:
        """Put the feedback beside the prompt where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @on(TextArea.Changed)
    def _edited(self) -> None:
        editor = self.query_one(Editor)
        self.query_one(DraftLine).changed(editor.text)
        self._say_kept("")

    def _beforehand(self) -> Content:
        lines = [Content(_("F5 reads your prompt over. What matters for this kind of work:"))]
        lines += [Content(f"· {why}") for why in self._kind.criteria.values()]
        return Content("\n").join(lines)

    def action_read_over(self) -> None:
        """Say what the prompt holds and what it lacks."""
        self.query_one(DraftLine).keep_now()
        text = self.query_one(Editor).text
        if text.strip():
            self.run_worker(self._read_over(text), group="read", exclusive=True)
        else:
            self._say(Content(_("The prompt is empty: write what you would ask of the model, then press F5.")))

    async def _read_over(self, text: str) -> None:
        from prompt_tutor.learning.own_case import judge_case

        self._say(Content(_("Reading it over…")))
        feedback = await asyncio.to_thread(judge_case, text, self._kind, self._language)
        if self.is_attached:
            self._say(_feedback(feedback))

    def _say(self, content: Content) -> None:
        self.query_one("#case-says", Words).update(content)
        self.query_one("#case-feedback").scroll_home(animate=False)

    def action_edit_outside(self) -> None:
        """Open the prompt in the learner's own editor."""
        from prompt_tutor.tui.own_editor import edit_outside

        try:
            edit_outside(self.query_one(Editor))
        except UsageError as error:
            self._tell(error)

    def action_keep(self) -> None:
        """Keep the prompt in the notebook."""
        text = self.query_one(Editor).text
        if not text.strip():
            self._say(Content(_("The prompt is empty: write what you would ask of the model, then press F5.")))
            return
        try:
            if self._entry is None:
                self._entry = self._notebook.add(self._kind.id, text)
                self._drafts.save(self._place, "")  # the next case of this kind begins on a blank page
                self._place = f"case/{self._entry}"
            else:
                self._notebook.rewrite(self._entry, text)
            self._drafts.save(self._place, text)
        except StorageError as error:
            self._tell(error)
        else:
            self._say_kept(_("✓ Kept in your notebook. There it can be copied, or saved as a file."))

    def _say_kept(self, words: str) -> None:
        """Say below the prompt that it is kept; the reading stays in view."""
        line = self.query_one("#case-kept", Words)
        line.update(words)
        line.display = bool(words)

    def _tell(self, error: TutorError) -> None:
        self.notify(str(error), severity="error", timeout=15, markup=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll the feedback by `lines`."""
        self.query_one("#case-feedback").scroll_relative(y=lines, animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("My own case"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from; the draft is kept."""
        self.dismiss()


def _feedback(feedback: CaseFeedback) -> Content:
    of = len(feedback.points)
    count = ngettext(
        "{met} of the {count} criteria that matter here", "{met} of the {count} criteria that matter here", feedback.met
    ).format(met=feedback.met, count=of)
    missing = [point for point in feedback.points if not point.met]
    lines = [_personal(feedback), Content.assemble((count, "bold"))]
    lines += [_point(point) for point in (*missing, *(point for point in feedback.points if point.met))]
    return Content("\n").join(lines)


def _personal(feedback: CaseFeedback) -> Content:
    if not feedback.personal:
        return Content(_("✓ No personal data spotted; that does not prove that there are none."))
    quotes = ", ".join(_("“{passage}”").format(passage=visible(passage)) for passage in feedback.personal)
    words = _("Put placeholders for: {passages}").format(passages=quotes)
    return Content.assemble((f"! {words}", "bold $text-error"))


def _point(point: CasePoint) -> Content:
    sign, word = ("✓", _("present")) if point.met else ("○", _("to add"))
    return Content.assemble(
        (f"{sign} {point.title} ({word})", "bold $text-success" if point.met else "bold $text-warning"),
        f"  {visible(point.words)}",
    )
