"""The scores of the attempts over time, as a small chart of characters: a column each, with number, sign and word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

from prompt_tutor.i18n import _, ngettext
from prompt_tutor.tui.widgets.findings import MET, UNMET

if TYPE_CHECKING:
    from collections.abc import Sequence

_BLOCKS: Final = "▁▂▃▄▅▆▇█"
_COLUMN: Final = 4
"""Cells of a column: "100" and a space."""


class ScoreChart(Static):
    """Shows `scores`, each from 0 to 100 with whether the goal was reached; the last ones where there is no room."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own
        super().__init__(id=id, markup=False)
        self._scores: Sequence[tuple[int, bool]] = ()

    def show(self, scores: Sequence[tuple[int, bool]]) -> None:
        """Show other scores."""
        self._scores = scores
        self.refresh(layout=True)

    def render(self) -> Content:
        """Return the columns, their scores and signs below, and the best of all in words."""
        if not self._scores:
            return Content("")
        shown = self._scores[-max(1, self.content_size.width // _COLUMN) :]
        bars = "".join(_BLOCKS[score * (len(_BLOCKS) - 1) // 100].center(_COLUMN) for score, _passed in shown)
        numbers = "".join(str(score).center(_COLUMN) for score, _passed in shown)
        signs = "".join((MET if passed else UNMET).center(_COLUMN) for _score, passed in shown)
        return Content.assemble((bars, "$primary"), "\n", numbers, "\n", signs, "\n", (self._words(), "$text-muted"))

    def _words(self) -> str:
        count = len(self._scores)
        reached = sum(passed for _score, passed in self._scores)
        words = [
            ngettext("{count} attempt", "{count} attempts", count).format(count=count),
            _("best score {score} of 100").format(score=max(score for score, _passed in self._scores)),
            ngettext("✓ goal reached {count} time", "✓ goal reached {count} times", reached).format(count=reached)
            if reached
            else _("○ goal not reached yet"),
        ]
        return " · ".join(words)
