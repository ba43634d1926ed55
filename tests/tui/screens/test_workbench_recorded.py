"""A recorded answer on the workbench, and a judge that reads after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.content.recording import Recording, write_recording
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import UsageError
from prompt_tutor.llm.recorded import RecordedModel
from prompt_tutor.tui.screens.help import HelpScreen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = (120, 40)
ITEMS = [
    {"id": "polite", "of": "answer", "question": {"fr": "Est-ce courtois ?", "en": "Is it polite?"}},
    {"id": "one-reader", "of": "prompt", "question": {"fr": "Un seul lecteur ?", "en": "One reader?"}},
]
VERDICTS = (
    '{"verdicts": [{"id": "one-reader", "quote": "Annonce la fermeture", "verdict": "unmet"},'
    ' {"id": "polite", "quote": "vous serez remboursés", "verdict": "met"}]}'
)


@pytest.fixture
def recorded(scenario: Scenario, tmp_path: Path) -> Callable[..., Scenario]:
    """Return the scenario as one that was read from a folder with a recording, changed as it is said."""

    def keep(**changes: Any) -> Scenario:
        found = Scenario.model_validate(scenario.model_dump(), context={"folder": tmp_path})
        recording = Recording(
            format=1,
            scenario=found.id,
            digest=found.digest,
            model="openai/petit",
            kind="local",
            date=datetime(2026, 11, 5, tzinfo=UTC),
            language="fr",
            name="strong",
            met=("dates",),
            prompt="Annonce la fermeture de la piscine du 3 au 14 mars, [sans] balise.",
            answer="La piscine ferme du 3 au 14 mars.",
        )
        write_recording(tmp_path, recording.model_copy(update=changes))
        return found

    return keep


async def test_a_recorded_answer_says_when_and_with_which_model_and_its_prompt_is_one_key_away(
    bench: Any, hands: Any, recorded: Callable[..., Scenario]
) -> None:
    app = bench(model=RecordedModel(), on=recorded())
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await pilot.press("f9")
        assert not isinstance(app.screen, HelpScreen)
        await hands.send(pilot, hands.weak["fr"])
        bench_screen = app.screen
        assert hands.words(bench_screen, "#answer-model") == "Réponse enregistrée le 05/11/2026 avec openai/petit"
        assert hands.answer(bench_screen) == "La piscine ferme du 3 au 14 mars."
        assert "F9" in hands.words(bench_screen, "#answer-state")
        await pilot.press("f9")
        assert isinstance(app.screen, HelpScreen)
        shown = hands.words(app.screen, "#help-text").replace("\u00a0", " ")
        assert "Il remplit aussi : Les dates" in shown
        assert "Annonce la fermeture de la piscine du 3 au 14 mars, [sans] balise." in shown
        await pilot.press("escape")
        assert app.screen is bench_screen


async def test_a_recording_of_a_changed_scenario_says_so_and_stays_known_the_next_day(
    bench: Any, hands: Any, recorded: Callable[..., Scenario]
) -> None:
    scenario = recorded(digest="0123456789abcdef")
    for first in (True, False):
        app = bench(model=RecordedModel(), on=scenario)
        async with app.run_test(size=SIZE) as pilot:
            await hands.settle(pilot)
            if first:
                await hands.send(pilot, hands.weak["fr"])
            assert "la situation a changé depuis" in hands.words(app.screen, "#answer-model")
            await pilot.press("f9")
            assert isinstance(app.screen, HelpScreen)


async def test_without_a_recording_the_screen_says_what_to_do(bench: Any, hands: Any, scenario: Scenario) -> None:
    app = bench(model=RecordedModel(), on=scenario)
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert "Aucune réponse n’a été enregistrée" in hands.words(app.screen, "Notice")


def judged(scenario: Scenario) -> Scenario:
    return Scenario.model_validate({**scenario.model_dump(), "judge": {"items": ITEMS}})


async def test_the_judges_verdicts_follow_the_feedback_and_say_whose_they_are(
    bench: Any, hands: Any, scenario: Scenario
) -> None:
    judge = hands.model((VERDICTS,))
    answer = hands.model(("Bonjour, vous serez remboursés.",))
    app = bench(model=answer, on=judged(scenario), make_judge=lambda: judge)
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        shown = hands.words(app.screen, "FeedbackView Words").replace("\u00a0", " ")
        assert "Le juge openai/test, sur cet ordinateur, se prononce (cela ne compte dans aucun score)" in shown
        assert shown.index("Est-ce courtois ?") > shown.index("Critères du prompt")
        assert "✓ oui\nEst-ce courtois ?" in shown
        assert "○ non\nUn seul lecteur ?" in shown
        assert len(judge.requests) == 1


async def test_escape_ends_the_judges_reading_and_keeps_the_answer(bench: Any, hands: Any, scenario: Scenario) -> None:
    judge = hands.model(endless=True)
    app = bench(model=hands.model(("Bonjour.",)), on=judged(scenario), make_judge=lambda: judge)
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: judge.requests)
        await hands.until(pilot, lambda: "Le juge lit" in hands.words(app.screen, "FeedbackView Words"))
        await pilot.press("escape")
        await hands.settle(pilot)
        assert "Le juge" not in hands.words(app.screen, "FeedbackView Words")
        assert hands.answer(app.screen) == "Bonjour."


async def test_a_judge_that_cannot_be_opened_is_said_and_the_feedback_stays(
    bench: Any, hands: Any, scenario: Scenario
) -> None:
    def refused() -> Any:
        raise UsageError("Le mode hors ligne est actif.", "Choisissez un autre juge.")

    app = bench(on=judged(scenario), make_judge=refused)
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert "Le mode hors ligne est actif." in hands.words(app.screen, "Notice")
        assert "Critères du prompt" in hands.words(app.screen, "FeedbackView Words")


async def test_no_judge_is_made_where_the_scenario_asks_it_nothing(bench: Any, hands: Any) -> None:
    made: list[int] = []
    app = bench(make_judge=lambda: made.append(1))
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert made == []


async def test_a_judge_on_another_computer_is_said_to_be_there(bench: Any, hands: Any, scenario: Scenario) -> None:
    judge = hands.model((VERDICTS,))
    judge.info = replace(judge.info, hosted=True)
    app = bench(model=hands.model(("Bonjour.",)), on=judged(scenario), make_judge=lambda: judge)
    async with app.run_test(size=SIZE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        shown = hands.words(app.screen, "FeedbackView Words")
        assert "sur un autre ordinateur" in shown
