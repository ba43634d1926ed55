"""The brief: who the learner is, what happens, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.findings import turn_words
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Brief, Turn


class BriefView(VerticalScroll, can_focus=True):
    """Shows `brief` in `language`, and of a conversation what the turn that one is at asks for.

    `onward` says at its foot, whatever is in view, how to go on from here.
    """

    def __init__(
        self,
        brief: Brief,
        turns: Sequence[Turn],
        language: str,
        onward: str,
        *,
        id: str,  # noqa: A002 - Textual's word
        classes: str,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._brief = brief
        self._turns = turns
        self._language = language
        self._onward = onward

    def compose(self) -> ComposeResult:
        """Compose the three parts, each under its heading."""
        for heading, text in (
            (_("Who you are"), self._brief.persona),
            (_("What happens"), self._brief.situation),
            (_("What is asked of you"), self._brief.request),
        ):
            yield Words(heading, classes="heading")
            yield Words(text.in_(self._language), classes="reading-text")
        if self._turns:
            yield Words("", id="turn-title", classes="heading")
            yield Words("", id="turn-request", classes="reading-text")
        yield Words(self._onward, id="onward")

    def on_mount(self) -> None:
        """Begin at the first turn."""
        self.show_turn(0)

    def show_turn(self, turn: int) -> None:
        """Show what the turn at the index `turn` asks for; from the second on, it is brought into view."""
        if not self._turns:
            return
        self.query_one("#turn-title", Words).update(turn_words(turn, len(self._turns)))
        request = self.query_one("#turn-request", Words)
        request.update(self._turns[turn].request.in_(self._language))
        if turn:
            self.call_after_refresh(request.scroll_visible, animate=False)
