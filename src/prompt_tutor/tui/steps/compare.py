"""Two prompts that differ in one thing, with both answers; the difference is told on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Setting, StepView
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Compare, Side


class CompareView(StepView):
    """Two prompts side by side. The main action tells the difference first, then goes on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "tell", N_("See the difference")),
        Binding("enter", "main", N_("Continue")),
    ]

    def __init__(self, step: Compare, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step
        self._told = setting.done

    def page(self) -> Iterator[Widget]:
        """Yield the question, both sides and, below, the difference."""
        language = self.setting.language
        yield Prose(self._step.question.in_(language))
        yield Horizontal(
            _side(_("Prompt A"), self._step.before, language),
            _side(_("Prompt B"), self._step.after, language),
            classes="sides",
        )
        difference = Vertical(
            Static(_("The difference"), classes="label", markup=False),
            Prose(self._step.difference.in_(language)),
            classes="told",
        )
        difference.display = self._told
        yield difference

    def main_words(self) -> str:
        """Return the words of the main action."""
        return super().main_words() if self._told else _("See the difference")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to tell the difference as long as it is not told."""
        if action == "tell":
            return not self._told
        if action == "main":
            return self._told
        return super().check_action(action, parameters)

    def action_tell(self) -> None:
        """Tell the difference."""
        self._told = True
        told = self.query_one(".told", Vertical)
        told.display = True
        button = self.query_one("#main", MainButton)
        button.relabel(self.main_words())
        self.refresh_bindings()
        self.call_after_refresh(told.scroll_visible, animate=False)

    def action_main(self) -> None:
        """Tell the difference, or go on once it is told."""
        if self._told:
            self.forward()
        else:
            self.action_tell()


def _side(name: str, side: Side, language: str) -> Vertical:
    return Vertical(
        Static(name, classes="label", markup=False),
        Static(visible(side.prompt.in_(language)).strip(), classes="prompt", markup=False),
        Static(_("Answer"), classes="label quiet", markup=False),
        Static(visible(side.answer.in_(language)).strip(), classes="answer", markup=False),
        classes="side",
    )
