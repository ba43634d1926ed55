"""A question: choose, then see why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.steps.kept import KeptView
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Option, Quiz
    from prompt_tutor.tui.steps.kept import KeptMarks
    from prompt_tutor.tui.steps.step import Setting


class Choice(Static, can_focus=True):
    """One option of a question."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", N_("Choose"))]

    @dataclass
    class Chosen(Message):
        """The learner bets on `choice`."""

        choice: Choice

    def __init__(self, option: Option, language: str) -> None:
        super().__init__("", classes="choice", markup=False)
        self.option = option
        self._text = one_line(option.text.in_(language))
        self._why = one_line(option.why.in_(language))
        self.update(Content(f"○ {self._text}"))

    def tell(self) -> None:
        """Show whether this is the one, and why."""
        sign = _("✓ Right:") if self.option.right else _("✗ Not this one:")
        style = "bold $text-success" if self.option.right else "bold $text-warning"
        self.update(Content.assemble((f"{visible(sign)} ", style), self._text, "\n", (self._why, "italic")))

    def action_choose(self) -> None:
        """Choose this option."""
        self.post_message(self.Chosen(self))

    def on_click(self) -> None:
        """Choose this option."""
        self.action_choose()


class QuizView(KeptView):
    """A question. Each option that is chosen tells why; once the right one is found, all of them do."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]

    def __init__(self, step: Quiz, kept: KeptMarks, setting: Setting) -> None:
        super().__init__(kept, setting)
        self._step = step
        self._chosen: list[int] = []

    def page(self) -> Iterator[Widget]:
        """Yield the question, what there is to do, and the options."""
        language = self.setting.language
        yield Prose(self._step.question.in_(language))
        yield Static(
            visible(_("Choose the one you would bet on; nobody keeps score.")), classes="quiz-words muted", markup=False
        )
        for option in self._step.options:
            yield Choice(option, language)

    @property
    def counts_as_done(self) -> bool:
        """Whether an option was chosen."""
        return bool(self._chosen)

    def focus_first(self) -> None:
        """Begin at the options."""
        for choice in self.query(Choice)[:1]:
            choice.focus(scroll_visible=False)

    def on_choice_chosen(self, message: Choice.Chosen) -> None:
        """Tell why the chosen option is right or not; once it is right, tell why of all."""
        number = list(self.query(Choice)).index(message.choice)
        if number not in self._chosen:
            self._chosen.append(number)
        self._tell(message.choice)
        self.keep(self._chosen)
        self.post_message(self.Done())

    def bring_back(self, marks: Any) -> None:
        """Tell again why of the options that were chosen, in that order."""
        self._chosen = marks
        choices = list(self.query(Choice))
        for number in self._chosen:
            self._tell(choices[number])

    def _tell(self, chosen: Choice) -> None:
        right = chosen.option.right
        for choice in self.query(Choice) if right else [chosen]:
            choice.tell()
        words = _("That is the one. Here is why, for each of them.")
        if not right:
            words = _("Not quite: see why, then choose another one.")
        self.query_one(".quiz-words", Static).update(visible(words))
        if right:
            self.query_one("#main").focus(scroll_visible=False)

    def action_move(self, by: int) -> None:
        """Go to the option before or after; after the last one, to the main action, and back from it."""
        places: list[Widget] = [*self.query(Choice), self.query_one("#main")]
        focused = self.screen.focused
        place = places.index(focused) if focused in places else len(places) - 1
        places[min(max(place + by, 0), len(places) - 1)].focus()
