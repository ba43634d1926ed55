"""The end of a lesson: what to keep, and one thing to try at work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import IN_PALETTE
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.navigation import OpenOwnCase
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Setting, StepView
from prompt_tutor.tui.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Recap


class RecapView(StepView):
    """What to keep of the lesson, and the door to My own case."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "own_case", N_("My own case"), show=False, tooltip=IN_PALETTE)
    ]

    def __init__(self, step: Recap, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step

    def page(self) -> Iterator[Widget]:
        """Yield what to keep, and what to try at work."""
        language = self.setting.language
        yield Prose("\n".join(f"- {one_line(keep.in_(language))}" for keep in self._step.keep))
        yield Vertical(
            Static(_("To try at work"), classes="label", markup=False),
            Prose(self._step.try_at_work.in_(language)),
            classes="card",
        )

    def more_actions(self) -> Iterator[Widget]:
        """Yield the way to try it at work."""
        yield SideButton(_("My own case (C)"), id="own-case")

    def other_pressed(self, name: str) -> None:  # noqa: ARG002 - there is one other button
        """Open My own case."""
        self.action_own_case()

    def action_own_case(self) -> None:
        """Open My own case: what is to be tried at work may be tried at once."""
        self.post_message(OpenOwnCase())
