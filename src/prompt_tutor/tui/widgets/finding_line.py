"""One finding as a line that unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from prompt_tutor.i18n import _
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.findings import ALMOST, MET
from prompt_tutor.tui.widgets.marked_text import STYLES
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.tui.widgets.findings import Detail, Finding


class FindingLine(Vertical):
    """Sign, word and title on a line; the details below it while it is chosen."""

    class Clicked(Message):
        """The line was clicked."""

        def __init__(self, line: FindingLine) -> None:
            super().__init__()
            self.line = line

    def __init__(self, finding: Finding) -> None:
        super().__init__(classes="finding")
        self.finding = finding

    def compose(self) -> ComposeResult:
        """Compose the line and its details."""
        state = "-met" if self.finding.sign == MET else "-almost" if self.finding.sign == ALMOST else "-unmet"
        with Horizontal(classes="finding-line"):
            yield Words(f"{self.finding.sign} {self.finding.word}", classes=f"finding-word {state}")
            yield Words(self.finding.title, classes="finding-title")
        with Vertical(classes="finding-details"):
            for detail in self.finding.details:
                yield Words(_detail(detail), classes="finding-detail")
            yield Words("", classes="finding-detail finding-hints")

    def show_hints(self, hints: Sequence[str], count: int, more: str) -> None:
        """Show the `hints` that are open, of `count`, and in `more` how the next one opens."""
        lines = [
            Content.assemble(
                (visible(_("Hint {number} of {count}: ").format(number=number, count=count)), "bold"), visible(hint)
            )
            for number, hint in enumerate(hints, 1)
        ]
        words = self.query_one(".finding-hints", Words)
        words.update(Content("\n").join([*lines, *([Content.styled(visible(more), "$text-muted")] if more else [])]))
        words.display = bool(lines or more)

    def on_click(self) -> None:
        """Say that this line was clicked."""
        self.post_message(self.Clicked(self))


def _detail(detail: Detail) -> Content:
    text = visible(detail.text)
    body = text if detail.kind == "plain" else (text, STYLES[detail.kind])
    if not detail.label:
        return Content.assemble(body)
    return Content.assemble((visible(_("{label}: ").format(label=detail.label)), "bold"), body)
