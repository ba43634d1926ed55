"""Not with AI: saying why, above the workbench; which reasons were found, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import TextArea

from prompt_tutor import i18n
from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import Editor
from prompt_tutor.tui.widgets.findings import MET, UNMET
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from prompt_tutor.content.scenario import Decline
    from prompt_tutor.grading.decline import DeclineGrade


class DecliningScreen(Dialog[bool]):
    """Asks why not with AI; ends with whether declining was right and a reason held.

    Args:
        decline: what the scenario says of declining.
        grade: grades what was written and keeps it; raises TutorError.
        draft: what was written before.
        keep: keeps what is being written.
    """

    HELP_TITLE = N_("Not with AI")
    HELP_WORDS = N_(
        "Some work should not be given to an AI, or not with a certain document. Write what should not be done "
        "with AI here, and why.\n\n"
        "F5 (or Ctrl+J) has your reasons read on this computer; no model is asked. Below them you then see "
        "which reasons hold, what one may add, and what to do instead. Page Up and Page Down move that text.\n\n"
        "You may change your reasons and send them again as often as you like. They are saved as you type. Esc "
        "goes back to the prompt."
    )
    CSS_PATH: ClassVar = ["dialog.tcss", "declining.tcss"]
    AUTO_FOCUS = "#reasons-editor"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j", "send", N_("Send")),
        Binding("escape", "close", N_("Back to the prompt")),
        Binding("pagedown", "scroll(8)", N_("Read on"), priority=True),
        Binding("pageup", "scroll(-8)", show=False, priority=True),
        HELP_KEY,
    ]

    def __init__(
        self,
        decline: Decline,
        grade: Callable[[str], Awaitable[DeclineGrade]],
        draft: str,
        keep: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._decline = decline
        self._grade = grade
        self._draft = draft
        self._keep = keep
        self._passed = False

    def compose(self) -> ComposeResult:
        """Compose the question, the editor, what comes of it, and the buttons."""
        with Vertical(classes="dialog", id="declining"):
            yield Words(_("Not with AI"), classes="dialog-title")
            yield Words(_("What should not be done with AI here, or which document should stay out of it, and why?"))
            yield Editor(self._draft, _("Write your reasons here…"), id="reasons-editor")
            yield DraftLine(self._keep, self._draft, id="reasons-line")
            yield VerticalScroll(id="reasons", can_focus=False)
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(_("Send (F5)"), id="send")
                yield SideButton(_("Back to the prompt"), id="close")
        yield KeyFooter()

    @on(TextArea.Changed)
    def _edited(self) -> None:
        self.query_one(DraftLine).changed(self.query_one(Editor).text)

    def action_send(self) -> None:
        """Have the reasons read."""
        self.query_one(DraftLine).keep_now()
        self.run_worker(self._send(), group="decline", exclusive=True, exit_on_error=False)

    async def _send(self) -> None:
        try:
            grade = await self._grade(self.query_one(Editor).text)
        except TutorError as error:
            await self._show([Words(f"! {error.message} {error.remedy}", classes="dialog-fault")])
            return
        self._passed = self._passed or grade.passed
        await self._show(self._result(grade))

    async def _show(self, widgets: list[Widget] | Iterator[Widget]) -> None:
        if not self.is_attached:
            return
        place = self.query_one("#reasons", VerticalScroll)
        async with self.batch():
            await place.remove_children()
            await place.mount_all(widgets)
        place.scroll_home(animate=False)

    def _result(self, grade: DeclineGrade) -> Iterator[Widget]:
        shown = i18n.language()
        if not grade.expected:
            yield Words(f"{UNMET} " + _("Here AI may be used: nothing in this scenario speaks against it."))
        elif grade.passed:
            yield Words(f"{MET} " + _("Declining is right here, and the reason holds."), classes="-met")
        else:
            yield Words(f"{UNMET} " + _("Declining is right here; the reason is still to be given."), classes="-unmet")
            yield Words(
                _("Say what the documents hold that should not leave the town hall, and what could come of it.")
            )
            return
        for reason, verdict in zip(self._decline.reasons, grade.reasons, strict=True):
            if grade.expected or verdict.met:
                lead = f"{MET} " + _("You said it:") if verdict.met else "+ " + _("One may add:")
                why = visible(reason.why.in_(shown).strip())
                yield Words(Content.assemble((f"{lead} {visible(reason.title.in_(shown))}", "bold"), "\n", why))
        instead = _("What to do instead: {alternative}").format(alternative=self._decline.alternative.in_(shown))
        yield Words(visible(instead), classes="instead")

    def action_close(self) -> None:
        """Go back to the workbench."""
        self.dismiss(self._passed)

    def action_scroll(self, lines: int) -> None:
        """Scroll what came of it."""
        self.query_one("#reasons").scroll_relative(y=lines, animate=False)
