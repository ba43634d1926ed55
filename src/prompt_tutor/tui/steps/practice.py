"""A practice step: what it is, and the way into the workbench."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.steps.step import Setting, StepView
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.index import Entry
    from prompt_tutor.content.lesson import PracticeStep


class PracticeView(StepView):
    """The door to an exercise. It is done when an attempt passes; one may go on without."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", N_("Start")),
        Binding("enter", "main", N_("Continue")),
    ]

    def __init__(self, step: PracticeStep, lesson: str, entry: Entry | None, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step
        self._lesson = lesson
        self._entry = entry

    def page(self) -> Iterator[Widget]:
        """Yield what the exercise is, and whether it was passed."""
        with_start = self._step.start is not None
        lines = [
            _("You will write a prompt for a case from a town hall, send it, and see what the model makes of it."),
            _("A first prompt is already there: improve it.") if with_start else "",
            _("Send it as often as you like: each attempt is kept, and nobody else sees them."),
        ]
        yield Vertical(
            Static(self._about(), classes="label", markup=False),
            Static(visible("\n\n".join(line for line in lines if line)), classes="practice-words", markup=False),
            Static(visible(self._state()), classes="practice-state", markup=False),
            classes="card",
        )

    def _about(self) -> str:
        if self._entry is None:
            return self._step.scenario
        title = visible(self._entry.title_in(self.setting.language))
        return f"{title} · {_('{count} min').format(count=self._entry.minutes)}"

    def _state(self) -> str:
        if self.setting.done:
            return _("✓ Goal reached. You may go on, or try another way.")
        return _("○ Goal not reached yet. You may go on and come back later.")

    def more_actions(self) -> Iterator[Widget]:
        """Yield the action that is not the main one now."""
        if self.setting.done:
            yield SideButton(_("Open the exercise again"), id="start")
        else:
            yield SideButton(_("Skip it for now"), id="skip")

    def main_words(self) -> str:
        """Return the words of the main action: start, or go on once it is done."""
        return super().main_words() if self.setting.done else _("Start the exercise")

    @property
    def counts_as_done(self) -> bool:
        """Whether an attempt has passed."""
        return self.setting.done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on with Enter once the exercise is done, to start it until then."""
        if action in ("main", "start"):
            return self.setting.done is (action == "main")
        return super().check_action(action, parameters)

    def action_start(self) -> None:
        """Open the workbench."""
        start = self._step.start
        self.post_message(
            OpenScenario(
                self._step.scenario,
                step=f"{self._lesson}/{self._step.id}",
                start=start.in_(self.setting.language) if start else "",
                count=self._step.count,
                pass_mark=self._step.pass_mark,
            )
        )

    def action_main(self) -> None:
        """Start the exercise, or go on once it is done."""
        if self.setting.done:
            self.forward()
        else:
            self.action_start()

    def other_pressed(self, name: str) -> None:
        """Start again, or go on without."""
        if name == "start":
            self.action_start()
        else:
            self.forward()
