"""Submitting a prompt and having it answered, with a real store."""

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.learning.exercise import LONGEST, Exercise
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo, Request, Usage, Waiting
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts

WEAK = "Rédige un avis de fermeture de 3 lignes au plus."
STRONG = "Rédige un avis de fermeture pour vendredi, de 3 lignes au plus."


@dataclass
class FakeModel:
    """Streams `pieces`, then raises `error` or waits for ever."""

    pieces: Sequence[str | Chunk] = ()
    error: ModelError | None = None
    endless: bool = False
    hosted: bool = False
    requests: list[Request] = field(default_factory=list)
    closed: bool = False

    @property
    def info(self) -> ModelInfo:
        return ModelInfo("fake", "live", simulated=False, hosted=self.hosted)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        self.requests.append(request)
        try:
            for piece in self.pieces:
                yield Chunk(piece) if isinstance(piece, str) else piece
            if self.error:
                raise self.error
            if self.endless:
                await asyncio.Event().wait()
        finally:
            self.closed = True


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    return Exercise(scenario, "fr", attempts)


def stored_answer(attempts: Attempts, attempt: int) -> Any:
    record = attempts.answer_of(attempt)
    assert record is not None
    return record


def test_attempt_is_kept_before_any_model_is_asked(exercise: Exercise, attempts: Attempts) -> None:
    attempt = exercise.submit(WEAK)
    (record,) = attempts.history("horaires")
    assert (record.id, record.drafts, record.digest) == (attempt.id, (WEAK,), exercise.scenario.digest)
    assert attempts.answer_of(attempt.id) is None


async def test_omission_shows_in_the_practice_answer(exercise: Exercise) -> None:
    weak = await exercise.ask(exercise.submit(WEAK), PracticeModel())
    assert weak.answer is not None
    assert weak.answer.text == "Fermé bientôt.\n\nMerci."
    ((criterion, span),) = [(passage.criterion, passage.span) for passage in weak.answer.passages]
    assert (criterion, weak.answer.text[slice(*span)]) == ("days", "Fermé bientôt.")
    assert weak.answer.grade is not None
    assert not weak.answer.grade.checks[0].passed
    strong = await exercise.ask(exercise.submit(STRONG), PracticeModel())
    assert strong.answer is not None
    assert strong.answer.text == "Fermé vendredi.\n\nMerci."
    assert strong.answer.passages == ()


def test_passing_needs_the_essential_criterion_and_the_mark(exercise: Exercise) -> None:
    assert not exercise.submit(WEAK).grade.passed
    grade = exercise.submit(STRONG).grade
    assert (grade.passed, grade.score) == (True, 100)


def test_personal_data_breaks_an_otherwise_strong_prompt(exercise: Exercise) -> None:
    attempt = exercise.submit(STRONG + " Réponds à Mme Lucie Harnois, 06 39 98 11 22, en arrêt maladie.")
    assert (attempt.grade.passed, attempt.grade.score) == (False, 100)
    assert attempt.advice[0].criterion == "privacy"


async def test_personal_data_is_never_sent_to_a_hosted_model(exercise: Exercise) -> None:
    model = FakeModel(["Bonjour"], hosted=True)
    attempt = exercise.submit(STRONG + " Réponds à Mme Lucie Harnois, 06 39 98 11 22, en arrêt maladie.")
    answered = await exercise.ask(attempt, model)
    assert model.requests == []
    assert answered.answer is not None
    assert answered.answer.fault is not None
    assert (answered.answer.status, answered.answer.fault.code) == ("failed", "privacy")


async def test_model_receives_the_expanded_prompt_and_nothing_else(exercise: Exercise) -> None:
    model = FakeModel(["Fermé vendredi."])
    await exercise.ask(exercise.submit("Rédige l'avis de fermeture : {{note}}"), model)
    (request,) = model.requests
    assert [(message.role, message.text) for message in request.messages] == [
        ("user", "Rédige l'avis de fermeture : Fermé vendredi.")
    ]


async def test_fault_keeps_what_came_and_the_grade(exercise: Exercise, attempts: Attempts) -> None:
    model = FakeModel(["Fermé ", "ven"], ModelError("cut", "Coupé.", "Réessayez."))
    attempt = await exercise.ask(exercise.submit(WEAK), model)
    assert attempt.answer is not None
    assert attempt.answer.fault is not None
    assert (attempt.answer.status, attempt.answer.text, attempt.answer.fault.code) == ("failed", "Fermé ven", "cut")
    record = stored_answer(attempts, attempt.id)
    assert (record.status, record.text, record.error["code"]) == ("failed", "Fermé ven", "cut")


async def test_cancelling_keeps_what_came_and_ends_the_models_work(exercise: Exercise, attempts: Attempts) -> None:
    model = FakeModel(["Fermé "], endless=True)
    attempt = exercise.submit(WEAK)
    seen = asyncio.Event()
    task = asyncio.create_task(exercise.ask(attempt, model, lambda _: seen.set()))
    await seen.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert model.closed
    record = stored_answer(attempts, attempt.id)
    assert (record.status, record.text) == ("cancelled", "Fermé ")


async def test_what_an_answer_took_is_kept_with_it(exercise: Exercise, attempts: Attempts) -> None:
    usage = Usage(120, 30, 0.0012, estimated=False)
    chunks = [Chunk(waiting=Waiting(2, 2, 3, "Occupé")), Chunk("Fermé."), Chunk(usage=usage)]
    seen: list[Chunk] = []
    answered = await exercise.ask(exercise.submit(WEAK), FakeModel(chunks), seen.append)
    assert seen == chunks
    assert answered.answer is not None
    assert answered.answer.text == "Fermé."
    assert answered.answer.measure is not None
    assert answered.answer.measure.usage == usage
    assert answered.answer.measure.first is not None
    assert 0 <= answered.answer.measure.first <= answered.answer.measure.seconds
    (again,) = exercise.history()
    assert again.answer is not None
    assert again.answer.measure == answered.answer.measure


async def test_a_storage_that_fails_in_mid_answer_costs_no_word_and_no_second_request(
    exercise: Exercise, attempts: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("Le disque est plein.", "Faites de la place.")

    model = FakeModel(["Fermé ", "vendredi."])
    attempt = exercise.submit(STRONG)
    answered = await exercise.ask(attempt, model, lambda _: monkeypatch.setattr(Attempts, "save_answer", full))
    assert answered.answer is not None
    assert (answered.answer.status, answered.answer.text) == ("complete", "Fermé vendredi.")
    assert answered.answer.grade is not None
    assert answered.answer.unkept is not None
    assert answered.answer.unkept.remedy == "Faites de la place."
    assert len(model.requests) == 1


async def test_a_storage_that_fails_once_and_takes_the_end_has_lost_nothing(
    exercise: Exercise, attempts: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompt_tutor.learning.coming._KEEP_EVERY", -1)
    save = Attempts.save_answer

    def fail_before_the_end(self: Attempts, answer: int, text: str, status: Any, *more: Any) -> None:
        if status == "running":
            raise StorageError("Occupé.", "Attendez.")
        save(self, answer, text, status, *more)

    monkeypatch.setattr(Attempts, "save_answer", fail_before_the_end)
    answered = await exercise.ask(exercise.submit(WEAK), FakeModel(["Fermé ", "vendredi."]))
    assert answered.answer is not None
    assert answered.answer.unkept is None
    assert stored_answer(attempts, answered.id).text == "Fermé vendredi."


async def test_a_model_that_has_everything_at_once_lets_others_work_in_between(exercise: Exercise) -> None:
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(count_turns())
    during: list[int] = []

    def slow(_: Chunk) -> None:
        time.sleep(0.011)
        during.append(turns)

    await exercise.ask(exercise.submit(WEAK), FakeModel(["a"] * 5), slow)
    other.cancel()
    assert len(set(during)) == 5


async def test_history_brings_back_attempts_as_they_were(exercise: Exercise) -> None:
    first = await exercise.ask(exercise.submit(WEAK), PracticeModel())
    second = exercise.submit(STRONG)
    before, after = exercise.history()
    assert (before.draft, before.grade, before.answer) == (first.draft, first.grade, first.answer)
    assert (after.number, after.grade, after.answer) == (2, second.grade, None)


@pytest.mark.parametrize("draft", ["", "  \n\t"])
def test_empty_prompt_is_refused_and_not_kept(exercise: Exercise, attempts: Attempts, draft: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        exercise.submit(draft)
    assert attempts.history("horaires") == ()


def test_prompt_of_200_000_characters_is_graded_and_kept(exercise: Exercise, attempts: Attempts) -> None:
    draft = STRONG + "\n" + "ligne de relevé 12,5\n" * 9_600
    assert len(draft) > 200_000
    assert exercise.submit(draft).grade.passed
    assert attempts.history("horaires")[0].drafts == (draft,)


def test_longer_than_the_most_is_refused(exercise: Exercise) -> None:
    with pytest.raises(UsageError, match="1000000"):
        exercise.submit("a" * (LONGEST + 1))


def test_step_counts_its_criteria_but_essential_ones_still_hold(scenario: Scenario, attempts: Attempts) -> None:
    grade = Exercise(scenario, "fr", attempts, count=("length",)).submit(WEAK).grade
    assert (grade.score, grade.passed) == (100, False)
