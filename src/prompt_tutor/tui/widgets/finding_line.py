"""One finding as a line that unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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
    from textual.events import Click

    from prompt_tutor.tui.widgets.findings import Detail, Finding


_WANTED: Final = {"finding-more": "hint", "finding-dispute": "dispute"}
"""What is wanted where one of these is clicked: actions of the feedback."""


class FindingLine(Vertical):
    """Sign, word and title on a line; the details below it while it is chosen."""

    class Clicked(Message):
        """The line was clicked."""

        def __init__(self, line: FindingLine) -> None:
            super().__init__()
            self.line = line

    class Wanted(Message):
        """One of the ways on was clicked: `action` of the feedback is wanted on the line."""

        def __init__(self, line: FindingLine, action: str) -> None:
            super().__init__()
            self.line = line
            self.action = action

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
            yield Words("", classes="finding-detail finding-more")
            yield Words("", classes="finding-detail finding-dispute")

    def show_ways(self, hints: Sequence[str], count: int, more: str, dispute: str) -> None:
        """Show the `hints` that are open, of `count`, how the next one opens, and how to dispute the verdict."""
        lines = [
            Content.assemble(
                (visible(_("Hint {number} of {count}: ").format(number=number, count=count)), "bold"), visible(hint)
            )
            for number, hint in enumerate(hints, 1)
        ]
        for name, content in (("hints", Content("\n").join(lines)), ("more", more), ("dispute", dispute)):
            words = self.query_one(f".finding-{name}", Words)
            words.update(content if isinstance(content, Content) else visible(content))
            words.display = bool(content)

    def on_click(self, event: Click) -> None:
        """Say that this line was clicked, or what was wanted of it."""
        event.stop()
        wanted = next((action for name, action in _WANTED.items() if event.widget and event.widget.has_class(name)), "")
        self.post_message(self.Wanted(self, wanted) if wanted else self.Clicked(self))


def _detail(detail: Detail) -> Content:
    text = visible(detail.text)
    body = text if detail.kind == "plain" else (text, STYLES[detail.kind])
    if not detail.label:
        return Content.assemble(body)
    return Content.assemble((visible(_("{label}: ").format(label=detail.label)), "bold"), body)
