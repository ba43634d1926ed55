"""Several prompts in one conversation: going on to the next turn, correcting an answer on the way, going back."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Tabs

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import _
from prompt_tutor.tui.screens.sending import SendingScreen
from prompt_tutor.tui.widgets.answer_view import AnswerView
from prompt_tutor.tui.widgets.brief import BriefView
from prompt_tutor.tui.widgets.conversation_view import ConversationView
from prompt_tutor.tui.widgets.correction import CorrectionView
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import PromptEditor
from prompt_tutor.tui.widgets.feedback_view import FeedbackView
from prompt_tutor.tui.widgets.findings import turn_words
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.storage.drafts import Drafts
    from prompt_tutor.tui.practice import Practice


class ConversingScreen(SendingScreen):
    """Leads through the turns of `scenario`; what is written for each is kept in `drafts`, under a name in `place`."""

    def __init__(self, practice: Practice, scenario: Scenario, drafts: Drafts, place: str) -> None:
        super().__init__(practice, scenario)
        self._drafts = drafts
        self._place = place

    @property
    def _corrects(self) -> bool:
        """Whether the answer before this turn is to be corrected."""
        turn = self.practice.conversation.turn
        return bool(turn) and self._scenario.turns[turn].carry == "edit"

    def carried(self) -> str | None:
        """Return the answer before this turn as the learner corrected it; None where it goes on as it came."""
        return self.query_one(CorrectionView).text if self._corrects else None

    def action_send(self) -> None:
        """Send the prompt, with the answer before it as it stands corrected."""
        if self._corrects:
            self.query_one(CorrectionView).keep_now()
        super().action_send()

    def action_next_turn(self) -> None:
        """Go on to the next turn of the conversation."""
        if self.practice.may_go_on and not self._sending:
            self.practice.next_turn()
            self.run_worker(self._turn_over(), group="turn", exclusive=True, exit_on_error=False)

    def action_previous_turn(self) -> None:
        """Go back to the turn before, to send another prompt there."""
        if self.practice.conversation.before and not self._sending:
            self.practice.previous_turn()
            self.run_worker(self._turn_over(), group="turn", exclusive=True, exit_on_error=False)

    async def _turn_over(self) -> None:
        await self.enter_turn()
        if self.is_attached:
            self.turn_up("documents" if self._corrects and self._scenario.documents else "situation")
            self.show_pane("correction" if self._corrects else "prompt")

    async def recall(self) -> None:
        """Show the last attempt of earlier days at its turn, unless another is being made already."""
        try:
            await self.practice.load()
        except TutorError as error:
            self.tell(error)
            return
        if self.is_attached and not self._sending:
            if self._scenario.turns:
                await self.enter_turn()
            elif self.practice.last:
                await self.show_attempt(self.practice.last)

    async def enter_turn(self) -> None:
        """Show what the turn asks for, its draft, the conversation so far, and what was sent at it."""
        conversation = self.practice.conversation
        draft = await self._load(self._draft_place())
        carried = await self._carried_before()
        if not self.is_attached:
            return
        self.query_one("#draft-line", DraftLine).turn_to(self._keeping(self._draft_place()), draft)
        self.query_one(PromptEditor).turn_to(draft)
        self._say_turn()
        if self._corrects and conversation.after:
            self.query_one(CorrectionView).turn_to(self._keeping(self._correction_place()), carried or "")
        last = self.practice.last
        await self.query_one(ConversationView).show(conversation.before, None)
        self._rest(carried)
        if last:
            self.query_one(FeedbackView).restart()
            await self.show_attempt(last)
        else:
            await self.query_one(FeedbackView).rest()
            self.query_one("#bar-note", Words).update(turn_words(conversation.turn, len(self._scenario.turns)))
        self.refresh_bindings()

    async def show_attempt(self, attempt: Attempt) -> None:
        """Show the feedback on `attempt`, and in the conversation the answer before it as it was carried on."""
        await super().show_attempt(attempt)
        if self.practice.conversation.before and self.is_attached:
            await self.query_one(ConversationView).show(self.practice.conversation.before, attempt.carried)

    def _say_turn(self) -> None:
        turn, tabs = self.practice.conversation.turn, self.query_one(Tabs)
        self.query_one(BriefView).show_turn(turn)
        request = self._scenario.turns[turn].request.in_(self.practice.exercise.language)
        words = _("{turn}: {request}").format(turn=turn_words(turn, len(self._scenario.turns)), request=request)
        self.query_one("#prompt-request", Words).update(words)
        if self.query("#tab-correction"):
            if self._corrects:
                tabs.show("tab-correction")
            else:
                tabs.hide("tab-correction")
        self.turn_up("correction" if self._corrects and not self.practice.last else "answer")

    def _rest(self, carried: str | None) -> None:
        """Show, in place of an answer, the one that stands there before this turn is sent."""
        if self.practice.last and self.practice.last.answer:
            return
        given, turn = self._scenario.turns[0].given, self.practice.conversation.turn
        view = self.query_one(AnswerView)
        if turn:
            view.rest(_("The answer of the turn before"), carried or "")
        elif given:
            view.rest(_("On the screen before your first prompt"), given.in_(self.practice.exercise.language).strip())
        else:
            view.rest(_("The answer"), "")

    # --- What is kept -------------------------------------------------------------------------------------------------

    def _draft_place(self) -> str:
        turn = self.practice.conversation.turn
        return f"{self._place}/{self._scenario.turn_ids[turn]}" if turn else self._place

    def _correction_place(self) -> str:
        """Return where the corrected answer is kept: each answer has a place of its own."""
        after = self.practice.conversation.after
        return f"{self._draft_place()}/:answer-{after.id if after else 0}"

    def _keeping(self, place: str) -> Callable[[str], None]:
        return partial(self._drafts.save, place)

    async def _load(self, place: str) -> str:
        try:
            return await asyncio.to_thread(self._drafts.load, place) or ""
        except TutorError as error:
            self.tell(error)
            return ""

    async def _carried_before(self) -> str | None:
        """Return the answer before this turn: as it was left in the editor, else as it was sent, else as it came."""
        after, last = self.practice.conversation.after, self.practice.last
        if after is None:
            return None
        kept = await self._load(self._correction_place()) if self._corrects else ""
        return kept or (last.carried if last else _answer_of(after))


def _answer_of(attempt: Attempt) -> str:
    return attempt.answer.text if attempt.answer else ""
