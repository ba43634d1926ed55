"""An exercise as a screen follows it: the attempts so far, and the answer that is coming."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.errors import TutorError
from prompt_tutor.learning.advice import advise
from prompt_tutor.learning.conversation import Conversation, conversation_of, may_go_on
from prompt_tutor.learning.declining import goal_reached, refusal_due
from prompt_tutor.learning.disputes import dispute
from prompt_tutor.learning.gate import held_back
from prompt_tutor.learning.hints import solution_earned
from prompt_tutor.learning.judging import judge_attempt
from prompt_tutor.tui.choosing import short_words
from prompt_tutor.tui.collector import collector_at_rest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.grading.decline import DeclineGrade
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.learning.gate import Consent, Passage
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo

    Hold = Callable[[Attempt, tuple[Passage, ...], ModelInfo], Awaitable[Consent | None]]
    """What is asked about the passages that keep a prompt from being sent; returns the consent to send them."""


class Practice:
    """Sends prompts of `exercise` to the model that `make_model` makes, all that takes time in threads.

    Where `make_judge` makes a judge, it then answers the scenario's questions.

    Every method but `stop` raises TutorError where something cannot be read, kept or answered.
    """

    def __init__(
        self, exercise: Exercise, make_model: Callable[[], Model], make_judge: Callable[[], Model | None]
    ) -> None:
        self.exercise = exercise
        self.attempts: tuple[Attempt, ...] = ()
        self._make_model = make_model
        self._make_judge = make_judge
        self.conversation = Conversation()
        self.refusal_due = False
        self._loaded = False
        self._answering: asyncio.Task[Attempt] | None = None

    @property
    def last(self) -> Attempt | None:
        """The last attempt at this turn of this conversation."""
        return next(reversed(self.conversation.own(self.attempts)), None)

    @property
    def pair(self) -> tuple[Attempt, Attempt] | None:
        """The last attempt at this turn and the one before it, whatever came before them; None where there is none."""
        last = self.last
        same = [each for each in self.attempts if last and each.turn == last.turn and each.id < last.id]
        return (same[-1], last) if last and same else None

    @property
    def solution(self) -> str:
        """One possible prompt for this turn, "" where the scenario has none."""
        return self.exercise.scenario.solution_drafts(self.exercise.language)[self.conversation.turn]

    @property
    def solution_earned(self) -> bool:
        """Whether that prompt may be shown without being asked for."""
        return bool(self.solution) and solution_earned(self.attempts, self.conversation.turn)

    @property
    def recording(self) -> ModelInfo | None:
        """What answered the last attempt, where it is a recording."""
        answer = self.last.answer if self.last else None
        return answer.model if answer and answer.model.recorded else None

    @property
    def may_go_on(self) -> bool:
        """Whether the next turn can be written."""
        return may_go_on(self.last, self.exercise.scenario)

    def next_turn(self) -> None:
        """Go on to the next turn, after the last attempt at this one."""
        if self.may_go_on:
            self.conversation = self.conversation.forward(self.attempts)

    def previous_turn(self) -> None:
        """Go back to the turn before, as it was left."""
        self.conversation = self.conversation.back()

    async def who_answers(self) -> str:
        """Return in a few words which model answers the next prompt, and where."""
        try:
            # In a thread: a server of this computer is asked where its model runs.
            return short_words((await asyncio.to_thread(self._make_model)).info)
        except TutorError as error:
            return error.message

    async def load(self) -> None:
        """Read the attempts of earlier days, once; the last with its advice."""
        if self._loaded:
            return
        self.attempts = await asyncio.to_thread(self.exercise.history)
        self.refusal_due = await asyncio.to_thread(refusal_due, self.exercise)
        self._loaded = True
        self.conversation = conversation_of(self.attempts)
        if self.attempts:
            *before, last = self.attempts
            grades = [attempt.grade for attempt in before if attempt.turn == last.turn]
            advice = advise(last.grade, last.prompts, self.exercise.scenario, grades, i18n.language())
            self.attempts = (*before, replace(last, advice=advice))

    async def submit(self, draft: str, carried: str | None = None) -> Attempt:
        """Grade and keep `draft`, after the answer before it: `carried`, where the learner corrected it."""
        await self.load()
        attempt = await asyncio.to_thread(self.exercise.submit, draft, self.conversation.after, carried)
        self.attempts = (*self.attempts, attempt)
        return attempt

    async def dispute(self, criterion: str, words: str) -> Attempt:
        """Return the last attempt without the verdict on `criterion`, which `words` of it dispute; keep that."""
        last = self.last
        if last is None:
            raise ValueError("no attempt to dispute")
        disputed = await asyncio.to_thread(dispute, self.exercise, last, criterion, words)
        self.attempts = tuple(disputed if each.id == last.id else each for each in self.attempts)
        return disputed

    async def decline(self, text: str) -> DeclineGrade:
        """Grade and keep `text`, why something is not to be done with AI."""
        grade = await asyncio.to_thread(self.exercise.decline, text)
        self.refusal_due = await asyncio.to_thread(refusal_due, self.exercise)
        return grade

    async def goal_reached(self) -> bool:
        """Whether everything that the step asks for is done."""
        return await asyncio.to_thread(goal_reached, self.exercise)

    async def ask(
        self,
        attempt: Attempt,
        on_model: Callable[[ModelInfo], None],
        on_chunk: Callable[[Chunk], None],
        on_held: Hold,
    ) -> Attempt:
        """Return `attempt`, the last one, with its answer: with what came of it, where it is stopped.

        `on_model` is told who answers, `on_chunk` each chunk as it comes. Where passages keep the prompt on this
        machine, `on_held` is asked first; without its consent nothing is sent, and the answer says so.
        """
        self._answering = asyncio.create_task(self._ask(attempt, on_model, on_chunk, on_held))
        try:
            answered = await self._answering
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():  # whoever waits for the answer is stopped, not the answer alone
                raise
            history = await asyncio.to_thread(self.exercise.history)
            kept = next((item.answer for item in history if item.id == attempt.id), None)
            answered = replace(attempt, answer=kept)
        finally:
            self._answering = None
        self.attempts = (*self.attempts[:-1], answered)
        return answered

    async def _ask(
        self,
        attempt: Attempt,
        on_model: Callable[[ModelInfo], None],
        on_chunk: Callable[[Chunk], None],
        on_held: Hold,
    ) -> Attempt:
        model = await asyncio.to_thread(self._make_model)
        passages = await asyncio.to_thread(held_back, attempt, model.info)
        consent = await on_held(attempt, passages, model.info) if passages else None
        with collector_at_rest():
            return await self.exercise.ask(attempt, model, on_chunk, on_model, consent)

    async def judge(self, attempt: Attempt, on_judge: Callable[[], Awaitable[None]]) -> Attempt:
        """Return `attempt`, the last one, with what the judge says of it; as it is without a judge.

        `on_judge` is called before the judge is asked. What is stopped is not judged.
        """
        judge = await asyncio.to_thread(self._make_judge)
        if judge is None:
            return attempt
        await on_judge()
        self._answering = asyncio.create_task(judge_attempt(self.exercise, attempt, judge))
        try:
            judged = await self._answering
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            return attempt
        finally:
            self._answering = None
        self.attempts = (*self.attempts[:-1], judged)
        return judged

    def stop(self) -> None:
        """Stop the answer that is coming, or the judge; what came is kept."""
        if self._answering is not None:
            self._answering.cancel()
