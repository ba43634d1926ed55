"""The recorded model answers with the recording whose prompt came nearest, and says which it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.recording import Recording, write_recording
from prompt_tutor.llm.model import Message, Request, Simulation
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.llm.recorded import RECORDED, RecordedModel, for_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.llm.model import Model

    class Outcome:
        text: str
        pieces: tuple[str, ...]
        code: str

    AskRequest = Callable[[Model, Request], Awaitable[Outcome]]


@pytest.fixture
def scenario(example_pack: Path) -> Scenario:
    """Return the documentation's scenario, in which `source` now weighs more than all the rest."""
    file = example_pack / "scenarios" / "horaires-ete" / "scenario.toml"
    text = file.read_text(encoding="utf-8")
    heavier = re.sub(r'(id = "source".*\nweight = )2', r"\g<1>9", text)
    file.write_text(heavier, encoding="utf-8")
    return read_scenario(file).whole()


@pytest.fixture
def record(scenario: Scenario) -> Callable[..., Path]:
    """Keep a recording of `scenario` whose prompt met the criteria that are named."""

    def keep(answer: str, *met: str, **changes: Any) -> Path:
        content = {
            "format": 1,
            "scenario": scenario.id,
            "digest": scenario.digest,
            "model": "openai/petit",
            "kind": "local",
            "date": datetime(2026, 11, 26, tzinfo=UTC),
            "language": "fr",
            "name": "strong",
            "met": met,
            "prompt": f"Prompt de « {answer} »",
            "answer": answer,
        }
        assert scenario.folder
        return write_recording(scenario.folder, Recording.model_validate({**content, **changes}))

    return keep


def asked(scenario: Scenario, *met: str, language: str = "fr", on_subject: bool = True) -> Request:
    """Return a request whose prompt met the criteria that are named."""
    return Request((Message("user", "…"),), Simulation(scenario, language, frozenset(met), on_subject=on_subject))


async def test_the_recording_whose_prompt_met_the_nearest_criteria_answers(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    record("Rien de dit.")
    record("Tout est dit.", "source", "closed-days", "length")
    assert (await ask_request(RecordedModel(), asked(scenario, "closed-days", "source"))).text == "Tout est dit."
    assert (await ask_request(RecordedModel(), asked(scenario, "length"))).text == "Rien de dit."


async def test_criteria_count_by_their_weight(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    record("Seul le lourd.", "source")
    record("Seuls les légers.", "closed-days", "length")
    # One criterion away from the second, two from the first, and yet nearer to it.
    outcome = await ask_request(RecordedModel(), asked(scenario, "source", "closed-days", "length"))
    assert outcome.text == "Seul le lourd."


async def test_among_equals_the_newest_answers_and_only_in_the_prompts_language(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    record("Ancienne.", date=datetime(2026, 1, 1, tzinfo=UTC))
    record("Nouvelle.", date=datetime(2026, 6, 1, tzinfo=UTC))
    record("Plus ancienne.", date=datetime(2025, 1, 1, tzinfo=UTC))
    record("English.", language="en", date=datetime(2026, 9, 1, tzinfo=UTC))
    model = RecordedModel()
    assert (await ask_request(model, asked(scenario))).text == "Nouvelle."
    assert (await ask_request(model, asked(scenario, language="en"))).text == "English."


async def test_a_prompt_about_something_else_gets_no_answer_about_the_situation(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    record("À propos.")
    outcome = await ask_request(RecordedModel(), asked(scenario, on_subject=False))
    assert (outcome.text, outcome.code) == ("", "no-recording")
    record("Voici un gâteau.", on_subject=False)
    assert (await ask_request(RecordedModel(), asked(scenario, on_subject=False))).text == "Voici un gâteau."


async def test_without_a_recording_it_says_so_and_bad_files_are_passed_over(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    assert (await ask_request(RecordedModel(), asked(scenario))).code == "no-recording"
    good = record("Bonne.")
    for name, data in {"fr-0.toml": b"answer = '\xff", "fr-1.toml": b"format = 1", "fr-2.toml": b"[[["}.items():
        good.with_name(name).write_bytes(data)
    assert (await ask_request(RecordedModel(), asked(scenario))).text == "Bonne."


def test_a_replay_says_which_recording_it_is_and_whether_the_scenario_has_changed(
    scenario: Scenario, record: Callable[..., Path]
) -> None:
    file = record("Bonne.", "length")
    info = for_request(RecordedModel(), asked(scenario)).info
    assert (info.id, info.kind, info.simulated, info.hosted) == ("openai/petit", "recorded", False, False)
    assert info.recorded
    assert (info.recorded.date, info.recorded.changed) == ("2026-11-26T00:00:00+00:00", False)
    assert (info.recorded.prompt, info.recorded.met, info.recorded.file) == (
        "Prompt de « Bonne. »",
        ("length",),
        file.name,
    )
    record("Bonne.", "length", digest="0" * 16)
    again = for_request(RecordedModel(), asked(scenario)).info
    assert again.recorded
    assert again.recorded.changed


async def test_what_a_terminal_would_obey_is_shown(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    record("a\x1b[2Jb", model="m\x1b", prompt="p\x07")
    info = for_request(RecordedModel(), asked(scenario)).info
    assert (info.id, info.recorded and info.recorded.prompt) == ("m␛", "p␇")
    outcome = await ask_request(RecordedModel(), asked(scenario))
    assert outcome.text == "a␛[2Jb"


def test_other_models_and_a_scenario_without_recordings_answer_for_themselves(scenario: Scenario) -> None:
    practice, recorded = PracticeModel(), RecordedModel()
    assert for_request(practice, asked(scenario)) is practice
    assert for_request(recorded, asked(scenario)) is recorded
    assert recorded.info is RECORDED


async def test_each_turn_of_a_conversation_has_recordings_of_its_own(
    scenario: Scenario, record: Callable[..., Path], ask_request: AskRequest
) -> None:
    turns = [{"id": "plan", "request": "…"}, {"id": "affiche", "request": "…"}]
    conversation = type(scenario).model_validate(
        {**scenario.model_dump(), "turns": turns}, context={"folder": scenario.folder}
    )
    record("D’un seul prompt.", prompt="x")
    record("Le plan.", turn="plan")
    record("L’affiche.", turn="affiche")
    for turn, answer in ((0, "Le plan."), (1, "L’affiche.")):
        simulation = Simulation(conversation, "fr", frozenset(), on_subject=True, turn=turn)
        outcome = await ask_request(RecordedModel(), Request((Message("user", "…"),), simulation))
        assert outcome.text == answer
    assert (await ask_request(RecordedModel(), asked(scenario))).text == "D’un seul prompt."
