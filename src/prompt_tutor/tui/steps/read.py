"""A page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Setting, StepView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Read


class ReadView(StepView):
    """A page to read; going on counts as having read it."""

    def __init__(self, step: Read, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step

    def page(self) -> Iterator[Widget]:
        """Yield the text."""
        yield Prose(self._step.text.in_(self.setting.language))
