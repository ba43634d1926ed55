"""The conversation so far: what stood on the screen first, then each turn's prompt and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content

from prompt_tutor.i18n import _
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.answer_block import AnswerBlock
from prompt_tutor.tui.widgets.findings import turn_words
from prompt_tutor.tui.widgets.marked_text import marked
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.tui.main_button import MainButton
    from prompt_tutor.tui.widgets.marked_text import Mark


class ConversationView(VerticalScroll, can_focus=True):
    """Shows a conversation in `scenario`, whose prompts are in `language`."""

    def __init__(self, scenario: Scenario, language: str, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._scenario = scenario
        self._language = language
        self._drafts: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Compose what stands here before anything was sent."""
        yield from self._widgets((), None)

    async def show(self, before: Sequence[Attempt], carried: str | None) -> None:
        """Show the turns `before` the one being written; `carried` is the last answer as it was corrected, if it was.

        The answers before that stand as they were carried on.
        """
        self._drafts = tuple(attempt.draft for attempt in before)
        async with self.batch():
            await self.remove_children()
            await self.mount_all(self._widgets(before, carried))
        self.call_after_refresh(self.scroll_end, animate=False)

    def mark(self, turn: int, marks: Sequence[Mark]) -> None:
        """Mark passages of the prompt of the turn at the index `turn`; no others stay marked."""
        for number, draft in enumerate(self._drafts):
            words = self.query_one(f"#turn-prompt-{number}", Words)
            words.update(marked(draft, marks if number == turn else ()))
            if marks and number == turn:
                self.call_after_refresh(words.scroll_visible, animate=False)

    def _widgets(self, before: Sequence[Attempt], carried: str | None) -> Iterator[Widget]:
        turns = self._scenario.turns
        given = turns[0].given if turns else None
        if given:
            yield Words(_("On the screen before your first prompt"), classes="turn-title")
            yield AnswerBlock(given.in_(self._language).strip(), classes="turn-answer")
        later = [*(attempt.carried for attempt in before[1:]), carried][: len(before)]
        for number, (attempt, taken) in enumerate(zip(before, later, strict=True)):
            yield Words(turn_words(number, len(turns)), classes="turn-title")
            yield Words(_("Your prompt"), classes="turn-part")
            yield Words(Content(visible(attempt.draft)), id=f"turn-prompt-{number}", classes="turn-prompt")
            answer = attempt.answer.text if attempt.answer else ""
            corrected = taken is not None and taken != answer
            yield Words(_("The answer, corrected by you") if corrected else _("The answer"), classes="turn-part")
            yield AnswerBlock(taken if taken is not None else answer, classes="turn-answer")
        if turns:
            yield Words(turn_words(len(before), len(turns)), classes="turn-title")
            yield Words(turns[len(before)].request.in_(self._language), classes="turn-answer")
        if before:
            yield SideButton(_("Redo the turn before"), id="redo-turn")

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Go back a turn."""
        message.stop()
        self.screen.call_later(self.screen.run_action, "previous_turn")
