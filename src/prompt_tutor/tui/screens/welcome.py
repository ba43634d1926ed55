"""The first five minutes: a colleague's prompt is sent, its answer makes a date up, and the true one puts it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.title_bar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from prompt_tutor.learning.first_steps import FirstSteps

A_FRAME: Final = 0.03
"""Seconds after which the first frame is painted: the editor comes then."""

HELP: Final = N_(
    "A prompt is what you write to the model. This one is already written: F5 sends it, or a click on the button.\n\n"
    "The answer is simulated, on this computer. It shows what a prompt brings, and what it leaves to be made up.\n\n"
    "Esc skips these first steps. They do not come back by themselves; Ctrl+P, then “First steps”, shows them again."
)
HELP_DONE: Final = N_(
    "The prompt now says what was left to be made up, and the answer keeps to it. Enter goes on, or a click on the "
    "button.\n\n"
    "The answer is simulated, on this computer.\n\n"
    "These first steps do not come back by themselves; Ctrl+P, then “First steps”, shows them again."
)


class WelcomeScreen(Screen[None]):
    """Leads through `steps`; at the end, or where one skips it, `leave` is called."""

    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", N_("Continue")),
        Binding("f5,ctrl+j", "send", N_("Send")),
        Binding("escape", "leave_early", N_("Skip")),
        Binding("f1", "help", N_("Help")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
    ]

    def __init__(self, steps: FirstSteps, leave: Callable[[], None]) -> None:
        super().__init__()
        self._steps = steps
        self._leave = leave
        self._sent = 0
        self._done = False

    def compose(self) -> ComposeResult:
        """Compose the promises and what the colleague wants; the editor comes once they are painted."""
        yield TitleBar(_("First steps"), _("less than three minutes"))
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static("\n".join(f"• {promise}" for promise in self._steps.promises), id="promises", markup=False)
            yield Static(self._steps.brief, id="welcome-brief", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Bring the editor once the first frame is painted."""
        self.set_timer(A_FRAME, self._fill)

    async def _fill(self) -> None:
        from prompt_tutor.tui.widgets.editor import Editor

        if not self.is_attached:
            return
        editor = Editor(self._steps.prompt)
        await self.query_one("#welcome").mount(
            editor,
            MainButton(_("Send (F5)"), id="send"),
            Static("", id="welcome-says", markup=False),
            Static("", id="welcome-answer", markup=False),
        )
        self.query_one("#welcome-answer").display = False
        editor.move_cursor(editor.document.end)
        editor.focus()

    def action_send(self) -> None:
        """Send the prompt, and show what comes back and what to see in it."""
        from prompt_tutor.tui.widgets.editor import Editor

        for editor in self.query(Editor):
            self._send(editor.text)

    def _send(self, prompt: str) -> None:
        if not prompt.strip():
            self._say(_("The prompt is empty. Write what you ask of the model, then send it."), "")
            return
        self._sent += 1
        answer = self._steps.answer(prompt)
        for read in ("#promises", "#welcome-brief"):  # what came of it needs the room
            self.query_one(read).display = False
        shown = Content(answer.text)
        if answer.invented:
            start = answer.text.index(answer.invented)
            shown = shown.stylize("bold underline $text-error", start, start + len(answer.invented))
        label = _("Simulated answer")
        shown = Content.assemble((f"{label}\n", "dim"), shown)
        if not answer.invented:
            self._say(f"✓ {self._steps.done}", shown)
            self._finish()
        else:
            self._say(f"▲ {self._steps.missing if self._sent == 1 else self._steps.again}", shown)

    def _say(self, words: str, answer: Content | str) -> None:
        self.query_one("#welcome-says", Static).update(words)
        shown = self.query_one("#welcome-answer", Static)
        shown.update(answer)
        shown.display = bool(answer)

    def _finish(self) -> None:
        self._done = True
        button = self.query_one("#send", MainButton)
        button.relabel(_("Continue ›"))
        button.focus()
        self.refresh_bindings()

    def on_main_button_pressed(self) -> None:
        """Do what the button says."""
        if self._done:
            self.action_leave()
        else:
            self.action_send()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer to go on once it is done, to skip until then."""
        if action == "leave":
            return self._done
        return not self._done if action in ("leave_early", "send") else True

    def action_leave(self) -> None:
        """Go on to Home."""
        self._leave()

    def action_leave_early(self) -> None:
        """Skip the rest."""
        self._leave()

    def action_scroll(self, lines: int) -> None:
        """Scroll the page by `lines`."""
        self.query_one("#welcome").scroll_relative(y=lines, animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("First steps"), _(HELP_DONE if self._done else HELP)))
