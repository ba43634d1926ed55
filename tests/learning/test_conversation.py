"""Several prompts in one conversation, with an answer corrected on the way, and declining: with a real store."""

from pathlib import Path

import pytest

from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import UsageError
from prompt_tutor.learning.attempt import Attempt
from prompt_tutor.learning.conversation import conversation_of, may_go_on, still_possible
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.gate import held_before
from prompt_tutor.learning.regrading import regrade
from prompt_tutor.llm.model import ModelInfo
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts

SOURCE = Path(__file__).parents[1] / "authoring" / "conversation.toml"
FIRST = "Classe les avis par thème dans un tableau, uniquement d’après ces avis."
SECOND = "Rédige la synthèse des avis en 5 lignes au plus."


@pytest.fixture
def conversation() -> Scenario:
    return read_scenario(SOURCE).whole()


@pytest.fixture
def exercise(conversation: Scenario, attempts: Attempts) -> Exercise:
    return Exercise(conversation, "fr", attempts)


async def both(exercise: Exercise, carried: str | None = None) -> Attempt:
    """Send both prompts; `carried` takes the place of the first answer."""
    first = await exercise.ask(exercise.submit(FIRST), PracticeModel())
    return await exercise.ask(exercise.submit(SECOND, after=first, carried=carried), PracticeModel())


async def test_each_turn_is_answered_by_its_own_passages(exercise: Exercise) -> None:
    first = await exercise.ask(exercise.submit(FIRST), PracticeModel())
    assert first.answer is not None
    assert "13 avis" in first.answer.text
    assert not first.grade.passed
    second = await exercise.ask(exercise.submit(SECOND, after=first), PracticeModel())
    assert second.answer is not None
    assert second.answer.text.startswith("Sur 13 avis")
    assert second.answer.grade is not None
    assert [check.id for check in second.answer.grade.checks] == ["right-count"]


async def test_correcting_the_answer_before_going_on_reaches_the_goal(exercise: Exercise) -> None:
    attempt = await both(exercise, "| Parc | 12 avis |")
    assert attempt.grade.passed
    assert attempt.answer is not None
    assert attempt.answer.text.startswith("Sur 12 avis")
    assert not (await both(exercise)).grade.passed


async def test_conversation_is_kept_and_read_back_as_it_was_carried(exercise: Exercise) -> None:
    sent = await both(exercise, "| Parc | 12 avis |")
    first, second = exercise.history()
    assert (first.turn, second.turn) == (0, 1)
    assert second.drafts == (FIRST, SECOND)
    assert second.exchanges == sent.exchanges
    assert second.carried == "| Parc | 12 avis |"
    assert second.grade == sent.grade


async def test_attempts_are_counted_turn_by_turn(exercise: Exercise) -> None:
    await both(exercise)
    again = await both(exercise)
    assert [attempt.number for attempt in exercise.history()] == [1, 1, 2, 2]
    assert again.number == 2


async def test_model_is_given_the_whole_conversation(exercise: Exercise) -> None:
    attempt = await both(exercise, "corrigé")
    messages = exercise._request(attempt).messages
    assert [message.role for message in messages] == ["user", "assistant", "user"]
    assert messages[1].text == "corrigé"


async def test_conversation_is_graded_again_with_what_was_carried(
    exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    await both(exercise, "| Parc | 12 avis |")
    monkeypatch.setattr("prompt_tutor.learning.regrading.GRADER_VERSION", "newer")
    regraded = regrade(exercise, exercise.history()[1])
    assert regraded.regraded is not None
    assert regraded.regraded.passed
    assert not regraded.differs_now


async def test_personal_data_of_an_earlier_turn_keep_the_conversation_on_this_machine(exercise: Exercise) -> None:
    hosted = ModelInfo("far", "live", simulated=False, hosted=True)
    first = exercise.submit(f"{FIRST} Mme Odile Trancart, 06 39 98 12 34, a perdu son emploi.")
    assert not held_before(first, hosted)
    second = exercise.submit(SECOND, after=first)
    assert held_before(second, hosted)
    assert not held_before(second, PracticeModel().info)
    told = exercise.submit(
        SECOND, after=exercise.submit(FIRST), carried="Mme Odile Trancart, 06 39 98 12 34, s’en plaint."
    )
    assert held_before(told, hosted)


def test_refusal_is_graded_and_kept(exercise: Exercise, attempts: Attempts) -> None:
    assert not exercise.decline("Je n’aime pas ces outils.").passed
    assert not attempts.refused("deux-temps")
    assert exercise.decline("Les adresses permettent d’identifier des personnes.").passed
    assert attempts.refused("deux-temps")


def test_refusal_needs_a_reason_and_a_scenario_that_offers_it(
    exercise: Exercise, scenario: Scenario, attempts: Attempts
) -> None:
    with pytest.raises(UsageError, match="No reason"):
        exercise.decline("  ")
    with pytest.raises(UsageError, match="offers no declining"):
        Exercise(scenario, "fr", attempts).decline("Non.")


async def test_conversation_is_found_again_at_the_turn_of_the_last_attempt(exercise: Exercise) -> None:
    assert conversation_of(()).turn == 0
    await both(exercise, "| Parc | 12 avis |")
    first, second = exercise.history()
    found = conversation_of((first, second))
    assert found.before == (first,)
    assert found.own((first, second)) == (second,)
    assert found.back().own((first, second)) == (first,)
    assert found.back().forward((first, second)) == found


async def test_attempts_after_another_first_prompt_are_not_of_the_conversation(exercise: Exercise) -> None:
    await both(exercise)
    other = await exercise.ask(exercise.submit(FIRST + " Vite."), PracticeModel())
    attempts = (*exercise.history()[:-1], other)
    assert conversation_of(attempts).forward(attempts).own(attempts) == ()


async def test_next_turn_needs_a_whole_answer_and_another_turn(exercise: Exercise, conversation: Scenario) -> None:
    first = exercise.submit(FIRST)
    assert not may_go_on(None, conversation)
    assert not may_go_on(first, conversation)
    assert may_go_on(await exercise.ask(first, PracticeModel()), conversation)
    assert not may_go_on(await both(exercise), conversation)


async def test_unmet_criterion_of_no_turn_is_still_possible_before_the_last(
    exercise: Exercise, conversation: Scenario
) -> None:
    first = exercise.submit("Compte les avis.")
    later = {item.id for item in first.grade.criteria if still_possible(item, first, conversation)}
    assert later == {"grounding"}
    second = exercise.submit(SECOND, after=first)
    assert not any(still_possible(item, second, conversation) for item in second.grade.criteria)
