"""A question: choose, then see why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Setting, StepView
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Quiz


class Choices(OptionList):
    """The options of a question; below the last one, ↓ goes on to the actions."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Choose"))]

    def action_cursor_down(self) -> None:
        """Go down an option, or out of the list at its end."""
        if self.highlighted == self.option_count - 1:
            self.screen.query_one("#main").focus()
        else:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Go up an option; the first one stays."""
        if self.highlighted:
            super().action_cursor_up()


class QuizView(StepView):
    """A question. Each option that is chosen tells why; once the right one is found, all of them do."""

    def __init__(self, step: Quiz, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step
        self._opened: set[int] = set()

    def page(self) -> Iterator[Widget]:
        """Yield the question, its options and what there is to do."""
        yield Prose(self._step.question.in_(self.setting.language))
        yield Choices(*self._options(), markup=False)
        yield Static(self._words(), classes="quiz-words muted", markup=False)

    @property
    def counts_as_done(self) -> bool:
        """Whether an option was chosen."""
        return bool(self._opened)

    @property
    def _found(self) -> bool:
        return any(self._step.options[index].right for index in self._opened)

    def focus_first(self) -> None:
        """Begin at the options."""
        self.query_one(Choices).focus(scroll_visible=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tell why the chosen option is right or not."""
        event.stop()
        self._opened.add(event.option_index)
        choices = self.query_one(Choices)
        choices.set_options(self._options())
        choices.highlighted = event.option_index
        self.query_one(".quiz-words", Static).update(self._words())
        self.post_message(self.Done())
        if self._found:
            self.query_one("#main").focus(scroll_visible=False)

    def _options(self) -> list[Option]:
        language = self.setting.language
        shown = range(len(self._step.options)) if self._found else self._opened
        return [
            Option(
                _told(option.text.in_(language), option.why.in_(language), right=option.right)
                if index in shown
                else Content(f"○ {_one_line(option.text.in_(language))}\n")
            )
            for index, option in enumerate(self._step.options)
        ]

    def _words(self) -> str:
        if self._found:
            return _("That is the one. Here is why, for each of them.")
        if self._opened:
            return _("Not quite: see why, then choose another one.")
        return _("Choose the one that you would bet on; nobody counts.")


def _told(text: str, why: str, *, right: bool) -> Content:
    sign = _("✓ Right:") if right else _("✗ Not this one:")
    style = "bold $text-success" if right else "bold $text-warning"
    return Content.assemble((f"{sign} ", style), f"{_one_line(text)}\n", (f"{_one_line(why)}\n", "italic"))


def _one_line(text: str) -> str:
    return " ".join(visible(text).split(" ")).strip()
