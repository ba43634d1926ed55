"""Writing without a screen: line by line, or in the learner's own editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.cli.output import say
from prompt_tutor.external_editor import edit
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.cli.keyboard import Keyboard

END = "."
"""The line that ends a text."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How the learner writes: typed on the `keyboard`, or in the editor where `in_editor`."""

    keyboard: Keyboard
    in_editor: bool

    def text(self, before: str, keep: Callable[[str], None] = lambda _text: None) -> str:
        """Return `before` as the learner goes on with it; `keep` is told of it as it grows, and before any interrupt.

        Raises UsageError where the editor cannot be used, or what is typed cannot be read.
        """
        if self.in_editor:
            written = edit(before)
            keep(written)
            return written
        return self._typed(before, keep)

    def _typed(self, before: str, keep: Callable[[str], None]) -> str:
        lines = before.split("\n") if before else []
        try:
            while (line := self.keyboard.line()) not in (None, END):
                lines.append(line or "")
                if self.keyboard.person:
                    keep("\n".join(lines))
        finally:
            if lines:
                keep("\n".join(lines))
        return "\n".join(lines)

    def corrected(self, answer: str) -> str:
        """Return `answer` as the learner corrects it: in the editor, or a line at a time, each by its number."""
        if self.in_editor:
            return edit(answer)
        lines = answer.split("\n")
        for number, line in enumerate(lines, 1):
            say(f"{number}. {line}")
        say(_("Type the number of a line to correct it, or a dot alone to go on."))
        while (typed := self.keyboard.line()) not in (None, END):
            number = int(typed) if typed and typed.strip().isdecimal() else 0
            if not 1 <= number <= len(lines):
                say(_("The lines go from 1 to {last}; a dot alone goes on.").format(last=len(lines)))
                continue
            say(_("Write line {number} anew:").format(number=number))
            lines[number - 1] = self.keyboard.line() or lines[number - 1]
            say(f"{number}. {lines[number - 1]}")
        return "\n".join(lines)
