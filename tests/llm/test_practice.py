"""The practice model composes its answer from what the prompt got right, and shows what it left out."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.llm.model import Message, Request, Simulation
from prompt_tutor.llm.practice import PracticeModel, compose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model

    class Outcome:
        pieces: tuple[str, ...]
        text: str


def _both(fr: str, en: str) -> dict[str, str]:
    return {"fr": fr, "en": en}


@pytest.fixture
def scenario() -> Scenario:
    """Return a scenario with three slots, two of which depend on what the prompt got right."""
    weight: dict[str, Any] = {"weight": 1}
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "energie",
            "title": "Énergie",
            "level": "beginner",
            "minutes": 5,
            "brief": {"persona": "agent", "situation": "budget", "request": "résumer"},
            "criteria": [{"id": "grounding", **weight}, {"id": "audience", **weight}, {"id": "length", **weight}],
            "answer": {"checks": []},
            "solution": {"pieces": [{"text": _both("Résume.", "Sum up.")}]},
            "practice": {
                "subject": {"fr": ["énergie"], "en": ["energy"]},
                "off_topic": _both("Parlons d’autre chose.", "Let us talk of something else."),
                "slots": [
                    {
                        "id": "trend",
                        "choices": [
                            {"when": {"met": ["grounding"]}, "text": _both("Baisse de 5,0 %.", "Down 5.0%.")},
                            {"shows": "grounding", "text": _both("  Hausse de 0,6 %.\n", "Up 0.6%.")},
                        ],
                    },
                    {
                        "id": "reader",
                        "join": "space",
                        "choices": [
                            {"when": {"met": ["audience"], "unmet": ["grounding"]}, "text": _both("", "")},
                            {"when": {"met": ["audience"]}, "text": _both("Pour les élus.", "For councillors.")},
                            {"shows": "audience", "text": _both("Pour tous.", "For all.")},
                        ],
                    },
                    {"id": "end", "join": "line", "choices": [{"text": _both("Fin.", "End.")}]},
                ],
            },
        }
    )


@pytest.mark.parametrize(
    ("met", "text"),
    [
        ((), "Hausse de 0,6 %. Pour tous.\nFin."),
        (("grounding",), "Baisse de 5,0 %. Pour tous.\nFin."),
        (("grounding", "audience"), "Baisse de 5,0 %. Pour les élus.\nFin."),
        (("audience",), "Hausse de 0,6 %.\nFin."),  # the first choice that holds says nothing
    ],
)
def test_each_slot_says_the_first_choice_whose_condition_holds(
    scenario: Scenario, met: tuple[str, ...], text: str
) -> None:
    assert compose(scenario, frozenset(met), "fr").text == text


def test_the_answer_speaks_the_prompts_language(scenario: Scenario) -> None:
    assert compose(scenario, frozenset({"grounding"}), "en").text == "Down 5.0%. For all.\nEnd."


def test_the_passages_that_show_an_omission_are_pointed_at(scenario: Scenario) -> None:
    composed = compose(scenario, frozenset(), "fr")
    shown = {passage.criterion: composed.text[slice(*passage.span)] for passage in composed.passages}
    assert shown == {"grounding": "Hausse de 0,6 %.", "audience": "Pour tous."}
    assert compose(scenario, frozenset({"grounding", "audience"}), "fr").passages == ()


def test_a_prompt_about_something_else_gets_the_answer_it_asked_for(scenario: Scenario) -> None:
    composed = compose(scenario, frozenset({"grounding"}), "fr", on_subject=False)
    assert (composed.text, composed.passages) == ("Parlons d’autre chose.", ())


@pytest.mark.parametrize("on_subject", [True, False])
async def test_it_streams_the_composed_answer_in_small_pieces(
    scenario: Scenario, ask_request: Callable[[Model, Request], Awaitable[Outcome]], on_subject: bool
) -> None:
    simulation = Simulation(scenario, "fr", frozenset({"grounding"}), on_subject=on_subject)
    outcome = await ask_request(PracticeModel(), Request((Message("user", "…"),), simulation))
    assert outcome.text == compose(scenario, frozenset({"grounding"}), "fr", on_subject=on_subject).text
    assert len(outcome.pieces) > 1
    assert max(map(len, outcome.pieces)) <= 12


async def test_cancelling_the_reader_ends_it(scenario: Scenario) -> None:
    simulation = Simulation(scenario, "fr", frozenset(), on_subject=True)
    pieces: list[str] = []
    first = asyncio.Event()

    async def read() -> None:
        async for chunk in PracticeModel(delay=0.01).stream(Request((), simulation)):
            pieces.append(chunk.text)
            first.set()

    reading = asyncio.create_task(read())
    await first.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert "".join(pieces) != compose(scenario, frozenset(), "fr").text


def test_it_says_that_it_is_simulated_and_stays_on_the_machine() -> None:
    info = PracticeModel().info
    assert (info.id, info.kind, info.simulated, info.hosted) == ("practice", "practice", True, False)
