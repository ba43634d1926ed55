"""A judge's verdicts stand beside the grade: they are kept, change nothing in it, and pass the same gate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.judging import check_judge, judge_attempt
from prompt_tutor.llm.judge import ItemVerdict
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.llm.recorded import RecordedModel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from typing import Any

    from prompt_tutor.llm.model import Request
    from prompt_tutor.storage.attempts import Attempts

DRAFT = "Annonce la fermeture de vendredi en 3 lignes."
VERDICTS = (
    '{"verdicts": [{"id": "polite", "quote": "Fermé vendredi", "verdict": "unmet"},'
    ' {"id": "plain", "quote": "la fermeture", "verdict": "met"}, {"id": "days", "quote": "x", "verdict": "no"}]}'
)


@dataclass
class Fake:
    """A judge that always says the same, or fails."""

    says: str | ModelError = VERDICTS
    hosted: bool = False
    requests: list[Request] = field(default_factory=list)

    @property
    def info(self) -> ModelInfo:
        return ModelInfo("openai/juge", "live", simulated=False, hosted=self.hosted)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        self.requests.append(request)
        if isinstance(self.says, ModelError):
            raise self.says
        yield Chunk(self.says)


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    """An exercise whose scenario asks a judge one thing of the answer and one of the prompt."""
    items = [
        {"id": "polite", "of": "answer", "question": "Poli ?"},
        {"id": "plain", "of": "prompt", "question": "Simple ?"},
    ]
    return Exercise(Scenario.model_validate({**scenario.model_dump(), "judge": {"items": items}}), "fr", attempts)


async def test_verdicts_are_kept_beside_the_grade_and_change_nothing_in_it(
    exercise: Exercise, attempts: Attempts
) -> None:
    before = await exercise.ask(exercise.submit(DRAFT), PracticeModel())
    after = await judge_attempt(exercise, before, Fake())
    assert after.judgement
    assert after.judgement.items == (
        ItemVerdict("polite", "unmet", "Fermé vendredi"),
        ItemVerdict("plain", "met", "la fermeture"),
    )
    assert (after.grade, after.answer, after.advice) == (before.grade, before.answer, before.advice)
    (kept,) = exercise.history()
    assert (kept.judgement, kept.grade) == (after.judgement, before.grade)
    assert kept.answer
    assert before.answer
    assert kept.answer.grade == before.answer.grade
    assert attempts.best()["horaires"].passed


async def test_of_a_conversation_every_prompt_so_far_is_judged(exercise: Exercise) -> None:
    turns = [{"id": "plan", "request": "…"}, {"id": "affiche", "request": "…"}]
    scenario = Scenario.model_validate({**exercise.scenario.model_dump(), "turns": turns})
    conversation, judge = Exercise(scenario, "fr", exercise.attempts), Fake()
    first = await conversation.ask(conversation.submit(DRAFT), PracticeModel())
    second = conversation.submit("Rédige l’affiche.", first)
    judged = await judge_attempt(conversation, second, judge)
    assert judged.judgement
    assert judged.judgement.items[1] == ItemVerdict("plain", "met", "la fermeture")
    assert "Rédige l’affiche." in judge.requests[0].messages[-1].text


async def test_judging_again_adds_and_the_last_judgement_counts(exercise: Exercise) -> None:
    attempt = await exercise.ask(exercise.submit(DRAFT), PracticeModel())
    await judge_attempt(exercise, attempt, Fake())
    await judge_attempt(exercise, attempt, Fake('{"verdicts": []}'))
    (kept,) = exercise.history()
    assert kept.judgement
    assert [item.verdict for item in kept.judgement.items] == ["not-judged"] * 2


async def test_a_judge_that_fails_leaves_everything_not_judged_and_says_why(exercise: Exercise) -> None:
    attempt = await judge_attempt(exercise, exercise.submit(DRAFT), Fake(ModelError("refused", "Rien.", "Démarrez.")))
    assert attempt.judgement
    assert [item.verdict for item in attempt.judgement.items] == ["not-judged"] * 2
    assert attempt.judgement.fault
    assert attempt.judgement.fault.code == "refused"


@pytest.mark.parametrize(
    ("draft", "answer"),
    [
        (f"{DRAFT} Écris à Mme Odette Martin, 06 12 34 56 78.", "Fermé."),
        (DRAFT, "Appelez Mme Odette Martin, 06 12 34 56 78."),
    ],
)
async def test_personal_data_reach_no_judge_on_another_machine(exercise: Exercise, draft: str, answer: str) -> None:
    answered = await exercise.ask(exercise.submit(draft), Fake(answer))
    hosted, local = Fake(hosted=True), Fake()
    judged = await judge_attempt(exercise, answered, hosted)
    assert hosted.requests == []
    assert judged.judgement
    assert judged.judgement.fault
    assert judged.judgement.fault.code == "privacy"
    assert (await judge_attempt(exercise, answered, local)).judgement
    assert len(local.requests) == 1


async def test_a_scenario_without_questions_asks_nobody(scenario: Scenario, attempts: Attempts) -> None:
    exercise, judge = Exercise(scenario, "fr", attempts), Fake()
    judged = await judge_attempt(exercise, exercise.submit(DRAFT), judge)
    assert judged.judgement
    assert (judged.judgement.items, judge.requests) == ((), [])
    assert exercise.history()[0].judgement is None


async def test_what_cannot_be_kept_is_shown_all_the_same(exercise: Exercise, monkeypatch: pytest.MonkeyPatch) -> None:
    attempt = exercise.submit(DRAFT)

    def full(*_: Any) -> int:
        raise StorageError("Disque plein.", "Faites de la place.")

    monkeypatch.setattr(type(exercise.attempts), "add_judgement", full)
    judged = await judge_attempt(exercise, attempt, Fake())
    assert judged.judgement
    assert judged.judgement.unkept
    assert judged.judgement.items[1].verdict == "met"


def test_only_a_live_model_judges() -> None:
    judge = Fake()
    assert check_judge(judge) is judge
    for model in (PracticeModel(), RecordedModel()):
        with pytest.raises(UsageError, match="live"):
            check_judge(model)
