"""The end of a lesson: what to keep, and one thing to try at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.widgets import Static

from prompt_tutor.i18n import _
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Setting, StepView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Recap


class RecapView(StepView):
    """What to keep of the lesson."""

    def __init__(self, step: Recap, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step

    def page(self) -> Iterator[Widget]:
        """Yield what to keep, and what to try at work."""
        language = self.setting.language
        yield Prose("\n".join(f"- {' '.join(keep.in_(language).split(chr(10)))}" for keep in self._step.keep))
        yield Vertical(
            Static(_("To try at work"), classes="label", markup=False),
            Prose(self._step.try_at_work.in_(language)),
            classes="card",
        )
