"""A practice step: submit a prompt, have it answered, keep everything.

An attempt is on disk before its answer is asked for; an answer's text is kept as it comes.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.decline import grade_decline
from prompt_tutor.grading.grade import Exchange, grade_conversation
from prompt_tutor.grading.prompt import expand
from prompt_tutor.grading.sixteen import GRADER_VERSION
from prompt_tutor.i18n import _, language
from prompt_tutor.learning.advice import advise
from prompt_tutor.learning.attempt import (
    Answer,
    Attempt,
    Fault,
    answer_content,
    grade_content,
    model_content,
    read_grade,
)
from prompt_tutor.learning.coming import ComingAnswer
from prompt_tutor.learning.disputes import settled, still_disputed
from prompt_tutor.learning.gate import held_back, held_before
from prompt_tutor.learning.hints import substance
from prompt_tutor.learning.history import read_history, records_of
from prompt_tutor.llm.model import Message, ModelError, Request, Simulation
from prompt_tutor.llm.practice import compose
from prompt_tutor.llm.recorded import for_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.decline import DeclineGrade
    from prompt_tutor.grading.grade import AnswerGrade
    from prompt_tutor.learning.attempt import Status
    from prompt_tutor.learning.gate import Consent
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo
    from prompt_tutor.llm.practice import Composition, Passage
    from prompt_tutor.storage.attempts import Attempts
    from prompt_tutor.storage.records import AttemptRecord

LONGEST: Final = 1_000_000
"""Characters in a prompt, documents included: beyond, no model would read it and grading would take seconds."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One scenario being practised.

    Attributes:
        scenario: what is practised.
        language: the prompt's and the answer's.
        attempts: where everything is kept.
        step: `pack/lesson/step` where it is a step of a lesson, else "".
        count: the step's criteria for the score; all of the scenario's where it is empty.
        pass_mark: the step's own; the scenario's where it is None.
    """

    scenario: Scenario
    language: str
    attempts: Attempts
    step: str = ""
    count: tuple[str, ...] = ()
    pass_mark: int | None = None

    def submit(self, draft: str, after: Attempt | None = None, carried: str | None = None) -> Attempt:
        """Grade `draft` and keep it as an attempt, before any model is asked.

        In a conversation `after` is the attempt of the turn before, and `carried` its answer as the learner carries it
        on; without it, as it came. Raises UsageError where the draft is empty or too long, StorageError where it
        cannot be kept.
        """
        if not draft.strip():
            raise UsageError(_("The prompt is empty."), _("Write what you ask of the model, then send it."))
        prompt = expand(draft, self.scenario.documents_in(self.language))
        if len(prompt.text) > LONGEST:
            raise UsageError(
                _("The prompt has {count} characters; {most} is the most.").format(
                    count=len(prompt.text), most=LONGEST
                ),
                _("Keep only the part of the material that the task needs."),
            )
        before = after.exchanges if after else ()
        exchanges = (*before, Exchange(prompt, self._carried(after, carried)))
        grade = grade_conversation(exchanges, self.scenario, self.language, count=self.count, pass_mark=self.pass_mark)
        all_records = records_of(self)
        records = [record for record in all_records if len(record.prompts) == len(exchanges)]
        earlier = [read_grade(self.attempts.grade_of(record.id).content) for record in _distinct(records)]
        drafts = (*(after.drafts if after else ()), draft)
        last = next((record.id for record in reversed(all_records)), 0)
        now = settled(self, grade, still_disputed(self, last, grade, drafts), len(drafts))
        id_ = self.attempts.add(
            scenario=self.scenario.name,
            digest=self.scenario.digest,
            snapshot=self.scenario.model_dump_json(),
            language=self.language,
            step=self.step,
            drafts=drafts,
            prompts=[exchange.prompt.text for exchange in exchanges],
            carried=[exchange.carried for exchange in exchanges],
            version=GRADER_VERSION,
            grade=grade_content(grade),
            disputes=now.disputes,
            passed=now.passed,
        )
        advice = advise(now, [each.prompt for each in exchanges], self.scenario, earlier, language())
        attempt = Attempt(id_, len(records) + 1, draft, prompt, self.language, now, advice)
        return replace(
            attempt, carried=exchanges[-1].carried, earlier=before, earlier_drafts=after.drafts if after else ()
        )

    def _carried(self, after: Attempt | None, carried: str | None) -> str:
        if carried is not None:
            return carried
        if after is None:
            given = self.scenario.turns[0].given if self.scenario.turns else None
            return given.in_(self.language) if given else ""
        return after.answer.text if after.answer else ""

    def decline(self, text: str) -> DeclineGrade:
        """Grade `text`, what the learner writes to decline using AI here, and keep it.

        Raises UsageError where it is empty or the scenario offers no declining, StorageError where it cannot be kept.
        """
        if not text.strip():
            raise UsageError(_("No reason is given."), _("Write in a sentence why not."))
        grade = grade_decline(text, self.scenario, self.language)
        if grade is None:
            raise UsageError(
                _("The scenario “{scenario}” offers no declining.").format(scenario=self.scenario.id),
                _("Write the prompt that it asks for."),
            )
        self.attempts.add_refusal(
            scenario=self.scenario.name,
            digest=self.scenario.digest,
            snapshot=self.scenario.model_dump_json(),
            language=self.language,
            step=self.step,
            text=text,
            version=GRADER_VERSION,
            passed=grade.passed,
            grade={"expected": grade.expected, "reasons": [item.criterion for item in grade.reasons if item.met]},
        )
        return grade

    async def ask(
        self,
        attempt: Attempt,
        model: Model,
        on_chunk: Callable[[Chunk], None] = lambda _: None,
        on_model: Callable[[ModelInfo], None] = lambda _: None,
        consent: Consent | None = None,
    ) -> Attempt:
        """Have `model` answer `attempt`, and return the attempt with its answer.

        What the personal-data gate holds back is sent with a `consent` alone, which is kept with the answer.

        `on_model` is told who answers (of the recordings, which one), `on_chunk` each chunk as it comes. A model's
        fault is part of the answer, not an exception; what came before it is kept. Nor is a storage that fails once the
        model is being asked: the answer goes on, and says that it is `unkept`. Cancelling the task keeps what came and
        ends the model's work. Raises StorageError where not even the beginning can be kept; no model is asked then.
        """
        model = await asyncio.to_thread(for_request, model, self._request(attempt))
        on_model(model.info)
        date = datetime.now(UTC).isoformat(timespec="seconds")
        held = await asyncio.to_thread(held_back, attempt, model.info)
        consent = consent if held else None
        asked = model_content(model.info, date, consent)
        kept = await asyncio.to_thread(self.attempts.start_answer, attempt.id, asked)
        coming = ComingAnswer(self.attempts, kept)
        held_for_good = held_before(attempt, model.info)
        try:
            fault = (
                _held(held_for_good)
                if held_for_good or (held and not consent)
                else await self._stream(attempt, model, coming, on_chunk)
            )
        except BaseException:
            # Cancelled: there is no time to hand this to a thread. One small write, here and now.
            coming.end("cancelled", None)
            if coming.unkept:
                raise coming.unkept from None
            raise
        status: Status = "failed" if fault else "complete"
        measure = coming.end(status, fault)
        text, unkept = coming.text, coming.unkept
        passages = self._compose(attempt).passages if model.info.simulated else ()
        grade = None
        if text.strip():
            grade = await asyncio.to_thread(check_answer, text, self.scenario, self.language, turn=attempt.turn)
            unkept = unkept or await self._keep_grade(attempt, kept, grade, passages)
        answer = Answer(model.info, date, status, text, passages, grade, fault, measure, unkept, consent)
        return replace(attempt, answer=answer)

    async def _keep_grade(
        self, attempt: Attempt, kept: int, grade: AnswerGrade, passages: tuple[Passage, ...]
    ) -> StorageError | None:
        content = answer_content(grade, passages)
        try:
            await asyncio.to_thread(self.attempts.add_grade, attempt.id, kept, GRADER_VERSION, content)
        except StorageError as error:
            return error
        return None

    async def _stream(
        self, attempt: Attempt, model: Model, coming: ComingAnswer, on_chunk: Callable[[Chunk], None]
    ) -> Fault | None:
        try:
            async with contextlib.aclosing(model.stream(self._request(attempt))) as chunks:
                async for chunk in chunks:
                    coming.add(chunk)
                    on_chunk(chunk)
                    await coming.rest()
        except ModelError as error:
            return Fault(error.code, error.message, error.remedy)
        return None

    def _request(self, attempt: Attempt) -> Request:
        grade = attempt.grade
        simulation = Simulation(self.scenario, self.language, grade.met, grade.on_subject, attempt.turn)
        return Request(tuple(self._messages(attempt)), simulation)

    def _messages(self, attempt: Attempt) -> Iterator[Message]:
        """Yield the conversation: before an answer that was there from the beginning, what it was asked for."""
        for turn, exchange in enumerate(attempt.exchanges):
            if exchange.carried:
                if not turn:
                    yield Message("user", self.scenario.brief.request.in_(self.language))
                yield Message("assistant", exchange.carried)
            yield Message("user", exchange.prompt.text)

    def _compose(self, attempt: Attempt) -> Composition:
        grade = attempt.grade
        return compose(self.scenario, grade.met, self.language, on_subject=grade.on_subject, turn=attempt.turn)

    def history(self) -> tuple[Attempt, ...]:
        """Return the attempts on this scenario in this language, oldest first, as they were graded then.

        Of a review those of that review alone. One that was graded again (`regrading`) says what the newer grader
        found, too.
        """
        return read_history(self)


def _held(for_good: bool) -> Fault:
    if for_good:
        return Fault(
            "privacy",
            _("Nothing was sent: an earlier part of the conversation holds personal data."),
            _("Go on with a model on this machine, or begin the conversation again without them."),
        )
    return Fault(
        "privacy",
        _("Nothing was sent: the prompt holds personal data, and this model is not on this machine."),
        _("Take the personal data out; replacing the name is not enough."),
    )


def _distinct(records: Iterable[AttemptRecord]) -> list[AttemptRecord]:
    """Return the attempts that differ in substance: sending the same words again opens no hint."""
    return list({substance(record.drafts[-1]): record for record in records}.values())
