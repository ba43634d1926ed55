"""Sending from the workbench: the prompt is graded, held back or answered, and judged; what goes wrong is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.worker import Worker, WorkerState

from prompt_tutor.errors import TutorError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.tui.messages import Disputed, Failed, Passed
from prompt_tutor.tui.screens.panes import PanedScreen
from prompt_tutor.tui.widgets.answer_view import AnswerView
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import Editor, PromptEditor
from prompt_tutor.tui.widgets.feedback_parts import Offers
from prompt_tutor.tui.widgets.feedback_view import FeedbackView
from prompt_tutor.tui.widgets.findings import standing
from prompt_tutor.tui.widgets.notice import Notice
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.gate import Consent, Passage
    from prompt_tutor.llm.model import ModelInfo
    from prompt_tutor.tui.practice import Practice


class SendingScreen(PanedScreen):
    """Sends what stands in the editor by `practice`, on `scenario`, and shows what comes of it."""

    def __init__(self, practice: Practice, scenario: Scenario) -> None:
        super().__init__()
        self.practice = practice
        self._scenario = scenario
        self._sending = False

    def action_send(self) -> None:
        """Send the prompt: it is graded at once, then answered."""
        if self._sending:
            self.notify(_("The answer is still coming: Esc stops it."), markup=False)
            return
        self._sending = True
        self.query_one("#draft-line", DraftLine).keep_now()
        self.run_worker(self._send(self.query_one(PromptEditor).text), group="send", exit_on_error=False)

    def action_edit_outside(self) -> None:
        """Open the prompt, or the answer that is being corrected, in the learner's own editor."""
        from prompt_tutor.tui.own_editor import edit_outside

        if self._sending:  # nothing of the tutor runs meanwhile: the answer would be lost
            self.notify(_("The answer is still coming: Esc stops it."), markup=False)
            return
        self.query_one(Notice).clear()
        editor = self.focused
        if not isinstance(editor, Editor):
            editor = self.query_one(PromptEditor)
            self.show_pane("prompt")
        try:
            edit_outside(editor)
        except UsageError as error:
            self.tell(error)

    def carried(self) -> str | None:
        """Return the answer before this prompt as the learner carries it on; None where it goes on as it came."""
        return None

    def charter(self) -> Callable[[Screen[Any]], None] | None:
        """Return what shows the town's charter above a screen; None where there is none."""
        return None

    def _standing(self, attempt: Attempt) -> str:
        return standing(attempt.grade, attempt.turn, len(self._scenario.turn_ids))

    async def _send(self, draft: str) -> None:
        self.query_one(Notice).clear()
        try:
            attempt = await self.practice.submit(draft, self.carried())
            if attempt.grade.passed and await self.practice.goal_reached():
                self.post_message(Passed(self.practice.exercise.step))
            await self._answer(attempt)
        except TutorError as error:
            self.tell(error)
        finally:
            self._sending = False
            if self.is_attached:
                self.refresh_bindings()

    async def _answer(self, attempt: Attempt) -> None:
        view = self.query_one(AnswerView)
        self.query_one(FeedbackView).restart()
        await self.show_attempt(attempt)
        view.begin(self._standing(attempt))
        self.turn_up("answer")
        self.show_pane("feedback" if self.has_class("-wide") else "answer")
        answered = None
        try:
            answered = await self.practice.ask(attempt, view.say_who, view.add, self._hold)
        finally:
            if (answered is None or answered.answer is None) and self.is_attached:
                view.fail()
        if self.is_attached:
            await self.show_attempt(answered)
            answer = answered.answer
            fault = answer and (answer.fault or answer.unkept)
            if fault:
                self.query_one(Notice).show(fault.message, fault.remedy)
            if self._scenario.judge.items:
                await self._judge(answered)

    async def _hold(self, attempt: Attempt, passages: tuple[Passage, ...], model: ModelInfo) -> Consent | None:
        """Ask the learner what becomes of `passages`, which stop the prompt; return the consent to send them."""
        from prompt_tutor.tui.screens.privacy_gate import PrivacyGate

        titles = {document.id: document.title.in_(attempt.language) for document in self._scenario.documents}
        decision = await self.app.push_screen_wait(PrivacyGate(attempt, passages, model, titles, self.charter()))
        if decision.consent is None:
            self.show_pane("prompt")
            self.query_one(PromptEditor).replace_passages(attempt.draft, decision.replacements)
        else:
            self.query_one(AnswerView).begin(self._standing(attempt))  # the waiting begins now
        return decision.consent

    async def _judge(self, attempt: Attempt) -> None:
        view = self.query_one(FeedbackView)
        offers = self._offers()
        judged = await self.practice.judge(attempt, lambda: view.show(attempt, offers, judging=True))
        if self.is_attached:
            await self.show_attempt(judged)
            if judged.judgement and judged.judgement.unkept:
                self.tell(judged.judgement.unkept)

    async def show_attempt(self, attempt: Attempt) -> None:
        """Show the feedback on `attempt`, and its answer where it has one."""
        await self.query_one(FeedbackView).show(attempt, self._offers())
        note = _("attempt {number}").format(number=attempt.number)
        self.query_one("#bar-note", Words).update(f"{note} · {self._standing(attempt)}")
        self.refresh_bindings()
        if attempt.answer is not None:
            onward = self.practice.may_go_on
            self.query_one(AnswerView).show(attempt.answer, self._standing(attempt), onward=onward)

    def _offers(self) -> Offers:
        """Return what the feedback offers beside its findings."""
        practice = self.practice
        return Offers(
            practice.pair is not None,
            practice.may_go_on,
            practice.refusal_due,
            practice.solution_earned,
            tuple(each for each in practice.attempts if practice.last and each.turn == practice.last.turn),
        )

    def on_disputed(self, message: Disputed) -> None:
        """Keep what the learner disputes, and show the feedback without it."""
        message.stop()
        self.run_worker(self._dispute(message.criterion, message.words), group="dispute", exit_on_error=False)

    async def _dispute(self, criterion: str, words: str) -> None:
        try:
            attempt = await self.practice.dispute(criterion, words)
            if attempt.grade.passed and await self.practice.goal_reached():
                self.post_message(Passed(self.practice.exercise.step))
        except TutorError as error:
            self.tell(error)
            return
        if self.is_attached:
            await self.show_attempt(attempt)

    def action_stop(self) -> None:
        """Stop the answer that is coming; what came is kept."""
        self.practice.stop()

    def tell(self, error: TutorError) -> None:
        """Say what is wrong and what to do."""
        if self.is_attached:
            self.query_one(Notice).show(error.message, error.remedy)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say that something failed in the background: the screen goes on."""
        if event.state is WorkerState.ERROR and self.is_attached:
            error = event.worker.error
            self.query_one(Notice).show(
                _("Something unexpected went wrong ({error}).").format(error=type(error).__name__),
                _("Your text is kept. Send it again; if it happens again, open prompt-tutor again."),
            )
            if error is not None:
                self.post_message(Failed(error))
