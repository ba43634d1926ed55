"""A recorded answer in an exercise: which one it is stays with the attempt, and is said in the learner's language."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from prompt_tutor import i18n
from prompt_tutor.content.recording import Recording, write_recording
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.guesses import guesses
from prompt_tutor.learning.recorded_words import difference, recorded_words
from prompt_tutor.llm.recorded import RECORDED, RecordedModel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from prompt_tutor.llm.model import ModelInfo
    from prompt_tutor.storage.attempts import Attempts


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts, tmp_path: Path) -> Exercise:
    """An exercise on a scenario with one recording, of a prompt that met `length` alone."""
    scenario = Scenario.model_validate(scenario.model_dump(), context={"folder": tmp_path})
    recording = Recording(
        format=1,
        scenario=scenario.id,
        digest=scenario.digest,
        model="openai/petit",
        kind="local",
        date=datetime(2026, 11, 5, 8, 0, tzinfo=UTC),
        language="fr",
        name="strong",
        met=("length", "privacy"),
        prompt="Annonce la fermeture en 3 lignes.",
        answer="Fermé vendredi.",
    )
    write_recording(tmp_path, recording)
    return Exercise(scenario, "fr", attempts)


@pytest.fixture
def _french() -> Iterator[None]:
    before = i18n.language()
    i18n.use("fr")
    yield
    i18n.use(before)


async def test_the_recording_is_named_before_its_answer_comes_and_kept_with_it(exercise: Exercise) -> None:
    told: list[ModelInfo] = []
    attempt = exercise.submit("Annonce la fermeture de vendredi.")
    answered = await exercise.ask(attempt, RecordedModel(), on_model=told.append)
    assert answered.answer
    assert (answered.answer.text, answered.answer.status) == ("Fermé vendredi.", "complete")
    (info,) = told
    assert (info.id, info.kind) == ("openai/petit", "recorded")
    assert info.recorded
    assert info.recorded.prompt == "Annonce la fermeture en 3 lignes."
    assert info == answered.answer.model
    (kept,) = exercise.history()
    assert kept.answer
    assert kept.answer.model == info
    assert difference(info.recorded, attempt.grade) == difference(info.recorded, kept.grade)
    found = difference(info.recorded, attempt.grade)
    assert (found.recorded, found.own) == (("length",), ("days",))


async def test_a_recorded_answer_guesses_nothing_where_its_prompt_met_other_criteria(exercise: Exercise) -> None:
    other = await exercise.ask(exercise.submit("Annonce la fermeture."), RecordedModel())
    assert guesses(other, exercise.scenario) == ()
    same = await exercise.ask(exercise.submit("Annonce la fermeture en 5 lignes."), RecordedModel())
    assert [guess.criterion for guess in guesses(same, exercise.scenario)] == ["days"]


@pytest.mark.usefixtures("_french")
async def test_the_words_give_the_day_the_model_and_a_change_since(exercise: Exercise) -> None:
    answered = await exercise.ask(exercise.submit("Annonce la fermeture."), RecordedModel())
    assert answered.answer
    info = answered.answer.model
    assert info.recorded
    assert recorded_words(info) == "Réponse enregistrée le 05/11/2026 avec openai/petit"
    changed = replace(info, recorded=replace(info.recorded, changed=True))
    assert recorded_words(changed).endswith(" · la situation a changé depuis")
    assert recorded_words(RECORDED) == "Réponse enregistrée"
