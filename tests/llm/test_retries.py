"""Asking again: which pause after which fault, and what Retry-After means."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.llm.live import LiveModel
from prompt_tutor.llm.retries import Retries, asked_seconds

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model, Request

    Ask = Callable[[Model], Awaitable[Any]]

AT_ONCE = Retries(base=0, jitter=lambda: 0.0)
NOW = datetime(2026, 11, 23, 10, 0, 0, tzinfo=UTC)


@pytest.fixture(params=["openai/petit", "ollama_chat/petit"])
def model(request: pytest.FixtureRequest, openai_server: Any) -> LiveModel:
    """Return a local model, by each of the two protocols; it asks again without a pause."""
    base = openai_server.base_url if request.param.startswith("openai") else openai_server.ollama_url
    return LiveModel(request.param, base, retries=AT_ONCE)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("3", 3.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-4", 0.0),
        ("Mon, 23 Nov 2026 10:00:07 GMT", 7.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        ("Mon, 23 Nov 2026 12:00:07 +0200", 7.0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(header: str, seconds: float | None) -> None:
    assert asked_seconds(header, NOW) == seconds


def test_pauses_grow_and_differ_and_come_to_an_end() -> None:
    assert [Retries(jitter=lambda: 0.0).pause(made, None) for made in (1, 2, 3)] == [2, 4, None]
    assert [Retries(jitter=lambda: 1.0).pause(made, None) for made in (1, 2, 3)] == [3, 6, None]


def test_a_server_is_given_the_time_that_it_asks_for_unless_that_is_too_long() -> None:
    retries = Retries(jitter=lambda: 0.5)
    assert retries.pause(1, 7) == 7.5
    assert retries.pause(1, 60) == 60.5
    assert retries.pause(1, 61) is None


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
async def test_a_fault_that_passes_costs_only_a_pause(
    model: LiveModel, ask: Ask, openai_server: Any, status: int
) -> None:
    openai_server.then(status=status)
    outcome = await ask(model)
    assert outcome.fault is None
    assert outcome.text.startswith("La consommation")
    assert [(wait.attempt, wait.most, wait.seconds) for wait in outcome.waits] == [(2, 3, 0)]
    assert len(openai_server.requests) == 2


async def test_a_connection_that_breaks_before_the_first_word_is_made_again(
    model: LiveModel, ask: Ask, openai_server: Any
) -> None:
    openai_server.then(pieces=(), end="cut")
    openai_server.then(pieces=(), end="short")
    outcome = await ask(model)
    assert outcome.fault is None
    assert [wait.attempt for wait in outcome.waits] == [2, 3]


async def test_nothing_is_asked_again_once_text_has_come(model: LiveModel, ask: Ask, openai_server: Any) -> None:
    openai_server.then(pieces=("Un début",), end="cut")
    outcome = await ask(model)
    assert (outcome.code, outcome.text) == ("cut", "Un début")
    assert len(openai_server.requests) == 1


@pytest.mark.parametrize("header", ["0", "Mon, 23 Nov 2026 10:00:00 GMT"])
async def test_retry_after_of_the_server_is_heard(model: LiveModel, ask: Ask, openai_server: Any, header: str) -> None:
    patient = LiveModel(model.info.id, model._endpoint.api_base, retries=Retries(base=1000, jitter=lambda: 0.0))
    openai_server.then(status=429, headers=(("Retry-After", header),))
    outcome = await ask(patient)
    assert outcome.fault is None
    assert [wait.seconds for wait in outcome.waits] == [0]


async def test_a_server_that_asks_for_a_long_pause_is_left_alone_and_the_pause_is_said(
    model: LiveModel, ask: Ask, openai_server: Any
) -> None:
    openai_server.behave(status=429, headers=(("Retry-After", "601"),))
    outcome = await ask(model)
    assert outcome.code == "too-many"
    assert "Wait 11 minutes, then send again." in str(outcome.fault)
    assert len(openai_server.requests) == 1


async def test_a_used_up_allowance_is_not_asked_again(ask: Ask, openai_server: Any) -> None:
    openai_server.behave(status=429, reason="You exceeded your current quota", code="insufficient_quota")
    outcome = await ask(LiveModel("openai/petit", openai_server.base_url, retries=AT_ONCE))
    assert outcome.code == "too-many"
    assert len(openai_server.requests) == 1


async def test_the_pause_speaks_the_interfaces_language(ask: Ask, openai_server: Any, model: LiveModel) -> None:
    openai_server.then(status=503)
    i18n.use("fr")
    try:
        outcome = await ask(model)
    finally:
        i18n.use("en")
    assert [wait.why for wait in outcome.waits] == ["Le serveur est occupé"]


async def test_cancelling_in_a_pause_ends_it_at_once_and_nothing_is_asked_again(
    openai_server: Any, live_request: Request
) -> None:
    openai_server.behave(status=503)
    model = LiveModel("openai/petit", openai_server.base_url, retries=Retries(base=1000))
    paused = asyncio.Event()

    async def read() -> None:
        async for chunk in model.stream(live_request):
            if chunk.waiting:
                paused.set()

    reading = asyncio.create_task(read())
    await paused.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert len(openai_server.requests) == 1
