"""A practice step: submit a prompt, have it answered, keep everything.

An attempt is on disk before its answer is asked for; an answer's text is kept as it comes.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.grade import grade_prompt
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
    read_answer_grade,
    read_grade,
    read_model,
)
from prompt_tutor.learning.coming import ComingAnswer
from prompt_tutor.learning.gate import held_back, read_consent
from prompt_tutor.learning.judging import read_judgement
from prompt_tutor.learning.measure import read_measure
from prompt_tutor.llm.model import Message, ModelError, Request, Simulation
from prompt_tutor.llm.practice import compose
from prompt_tutor.llm.recorded import for_request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import AnswerGrade
    from prompt_tutor.learning.attempt import Status
    from prompt_tutor.learning.gate import Consent
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo
    from prompt_tutor.llm.practice import Composition, Passage
    from prompt_tutor.storage.attempts import AttemptRecord, Attempts

LONGEST: Final = 1_000_000
"""Characters in a prompt, documents included: beyond, no model would read it and grading would take seconds."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Exercise:
    """One scenario being practised.

    Attributes:
        scenario: what is practised.
        language: the prompt's and the answer's.
        attempts: where everything is kept.
        step: `lesson/step` where it is a step of a lesson, else "".
        count: the step's criteria for the score; all of the scenario's where it is empty.
        pass_mark: the step's own; the scenario's where it is None.
    """

    scenario: Scenario
    language: str
    attempts: Attempts
    step: str = ""
    count: tuple[str, ...] = ()
    pass_mark: int | None = None

    def submit(self, draft: str) -> Attempt:
        """Grade `draft` and keep it as an attempt, before any model is asked.

        Raises UsageError where it is empty or too long, StorageError where it cannot be kept.
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
        grade = grade_prompt(prompt, self.scenario, self.language, count=self.count, pass_mark=self.pass_mark)
        records = self._records()
        earlier = [read_grade(self.attempts.grade_of(record.id).content) for record in _distinct(records)]
        id_ = self.attempts.add(
            scenario=self.scenario.id,
            digest=self.scenario.digest,
            snapshot=self.scenario.model_dump_json(),
            language=self.language,
            step=self.step,
            drafts=(draft,),
            prompts=(prompt.text,),
            version=GRADER_VERSION,
            grade=grade_content(grade),
        )
        advice = advise(grade, prompt, self.scenario, earlier, language())
        return Attempt(id_, len(records) + 1, draft, prompt, self.language, grade, advice)

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
        try:
            fault = _held() if held and not consent else await self._stream(attempt, model, coming, on_chunk)
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
            grade = await asyncio.to_thread(check_answer, text, self.scenario, self.language)
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
        simulation = Simulation(self.scenario, self.language, attempt.grade.met, attempt.grade.on_subject)
        return Request((Message("user", attempt.prompt.text),), simulation)

    def _compose(self, attempt: Attempt) -> Composition:
        return compose(self.scenario, attempt.grade.met, self.language, on_subject=attempt.grade.on_subject)

    def history(self) -> tuple[Attempt, ...]:
        """Return the attempts on this scenario in this language, oldest first, as they were graded then.

        One that was graded again (`regrading`) says what the newer grader found, too.
        """
        return tuple(self._read(record, number) for number, record in enumerate(self._records(), 1))

    def _records(self) -> list[AttemptRecord]:
        return [record for record in self.attempts.history(self.scenario.id) if record.language == self.language]

    def _read(self, record: AttemptRecord, number: int) -> Attempt:
        draft, text = record.drafts[-1], record.prompts[-1]
        prompt = expand(draft, self.scenario.documents_in(record.language))
        if prompt.text != text:  # the document has changed since: what was sent counts
            prompt = replace(prompt, text=text, expansions=())
        then, now = self.attempts.first_grade_of(record.id), self.attempts.grade_of(record.id)
        grade = read_grade(then.content)
        regraded = read_grade(now.content) if now.id != then.id else None
        answer, judged = self._read_answer(record.id), self.attempts.judgement_of(record.id)
        judgement = read_judgement(judged.content) if judged else None
        return Attempt(record.id, number, draft, prompt, record.language, grade, (), answer, judgement, regraded)

    def _read_answer(self, attempt: int) -> Answer | None:
        record = self.attempts.answer_of(attempt)
        if record is None:
            return None
        stored = self.attempts.answer_grade_of(record.id)
        grade, passages = read_answer_grade(stored.content) if stored else (None, ())
        fault = Fault(**record.error) if record.error else None
        measure = read_measure(record.measure) if record.measure else None
        consent = read_consent(record.model["consent"]) if record.model.get("consent") else None
        date, info = record.model["date"], read_model(record.model)
        return Answer(info, date, record.status, record.text, passages, grade, fault, measure, consent=consent)


def _held() -> Fault:
    return Fault(
        "privacy",
        _("Nothing was sent: the prompt holds personal data, and this model is not on this machine."),
        _("Take the personal data out; replacing the name is not enough."),
    )


def _distinct(records: Iterable[AttemptRecord]) -> list[AttemptRecord]:
    """Return the attempts that differ in substance: sending the same words again opens no hint."""
    by_words = {" ".join(_WORD.findall(record.drafts[-1].casefold())): record for record in records}
    return list(by_words.values())
