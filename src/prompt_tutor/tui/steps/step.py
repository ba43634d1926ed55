"""What every kind of step shares: a page, and below it the way back and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.main_button import MainButton, SideButton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a step stands: its language and its neighbours.

    Attributes:
        language: of the lesson's texts.
        first: whether no step comes before it.
        last: whether no step comes after it.
        done: whether it was done before.
    """

    language: str
    first: bool
    last: bool
    done: bool


class Page(VerticalScroll, can_focus=False, inherit_bindings=False):
    """What scrolls; the screen holds the keys for it, so that ← and → stay free for the steps."""


class More(Static):
    """Says that the page goes on below, in as many words as there is room for between the buttons."""

    def render(self) -> Content:
        """Return the longest words that fit."""
        *fitting, least = (Content(words) for words in (_("↓ more below"), _("↓ more"), "↓"))
        return next((words for words in fitting if words.cell_length <= self.content_size.width), least)


class StepView(Vertical):
    """A step on the screen. Subclasses compose its `page`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "main", N_("Continue"))]

    @dataclass
    class Forward(Message):
        """The learner goes on; `done` says whether the step counts as done."""

        done: bool

    class Backward(Message):
        """The learner goes back to the step before."""

    class Done(Message):
        """The step was done; the learner stays on it."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(classes="step")
        self.setting = setting

    def compose(self) -> ComposeResult:
        """Compose the page and the actions below it."""
        with Page(classes="step-page"):
            yield from self.page()
        with Horizontal(classes="step-actions"):
            yield SideButton(_("‹ Back"), id="back", disabled=self.setting.first)
            yield More(classes="more")
            yield from self.more_actions()
            yield MainButton(self.main_words(), id="main")

    def on_mount(self) -> None:
        """Say when the page goes on below."""
        page = self.query_one(Page)
        self.watch(page, "scroll_y", self._tell_more)
        self.watch(page, "virtual_size", self.on_resize)

    def on_resize(self) -> None:
        """Say when the page goes on below, once it has its new size."""
        self.call_after_refresh(self._tell_more)

    def _tell_more(self) -> None:
        page = self.query_one(Page)
        self.query_one(More).set_class(page.scroll_y < page.max_scroll_y, "-shown")

    def page(self) -> Iterator[Widget]:
        """Yield what the step shows."""
        yield from ()

    def more_actions(self) -> Iterator[Widget]:
        """Yield the buttons between the way back and the main action."""
        yield from ()

    def main_words(self) -> str:
        """Return the words of the main action."""
        return _("Finish the lesson") if self.setting.last else _("Continue ›")

    def key_words(self, action: str) -> str:
        """Return what Enter does where it presses the main button: what the button says."""
        return self.main_words().removesuffix(" ›") if action == "main" else ""

    @property
    def counts_as_done(self) -> bool:
        """Whether the step is done when the learner goes on: reading is, an exercise not yet."""
        return True

    def focus_first(self) -> None:
        """Put the focus where the learner begins."""
        for button in self.query("#main"):
            button.focus(scroll_visible=False)

    def forward(self) -> None:
        """Go on to the next step."""
        self.post_message(self.Forward(self.counts_as_done))

    def action_main(self) -> None:
        """Do the step's main action."""
        self.forward()

    def on_main_button_pressed(self, event: MainButton.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "back":
            self.post_message(self.Backward())
        elif event.button.id == "main":
            self.action_main()
        else:
            self.other_pressed(event.button.id or "")

    def other_pressed(self, name: str) -> None:
        """Do what a button among `more_actions` says."""
