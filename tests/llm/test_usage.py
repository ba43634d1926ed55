"""Tokens and cost of a live answer: told where the server or the provider's list of prices says them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.llm.litellm_library import load_litellm
from prompt_tutor.llm.live import LiveModel
from prompt_tutor.llm.model import Usage
from prompt_tutor.llm.usage import usage_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model

    Ask = Callable[[Model], Awaitable[Any]]


@pytest.fixture(params=["openai/petit", "ollama_chat/petit"])
def model(request: pytest.FixtureRequest, openai_server: Any) -> LiveModel:
    """Return a local model, by each of the two protocols."""
    base = openai_server.base_url if request.param.startswith("openai") else openai_server.ollama_url
    return LiveModel(request.param, base)


async def test_tokens_that_the_server_counted_are_told_and_a_local_answer_costs_nothing(
    model: LiveModel, ask: Ask, openai_server: Any
) -> None:
    openai_server.behave(usage=(123, 45))
    assert (await ask(model)).usage == Usage(123, 45, None, estimated=False)


async def test_tokens_of_a_server_that_does_not_count_are_estimated_and_said_to_be(model: LiveModel, ask: Ask) -> None:
    usage = (await ask(model)).usage
    assert usage is not None
    assert usage.estimated
    assert usage.answer_tokens


async def test_tokens_of_an_answer_that_was_stopped_at_its_length_are_told(
    model: LiveModel, ask: Ask, openai_server: Any
) -> None:
    openai_server.behave(usage=(123, 45), finish="length")
    outcome = await ask(model)
    assert outcome.code == "length"
    assert outcome.usage == Usage(123, 45, None, estimated=False)


async def test_a_server_that_refuses_to_be_asked_for_tokens_is_asked_without(ask: Ask, openai_server: Any) -> None:
    openai_server.then(status=400, reason="Unrecognized request argument supplied: stream_options")
    outcome = await ask(LiveModel("openai/petit", openai_server.base_url))
    assert outcome.fault is None
    assert outcome.waits == ()
    assert ["stream_options" in request.body for request in openai_server.requests] == [True, False]


async def test_a_gateway_has_no_price_that_anybody_knows(
    ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted-0123456789abcdef")
    openai_server.behave(usage=(1000, 1000))
    outcome = await ask(LiveModel("openai/gpt-4o", openai_server.base_url, hosted=True))
    assert outcome.usage == Usage(1000, 1000, None, estimated=False)


async def test_a_hosted_model_is_priced_by_its_providers_list() -> None:
    litellm = await load_litellm()
    chunk = litellm.ModelResponse(model="gpt-4o", usage=litellm.Usage(prompt_tokens=1000, completion_tokens=1000))
    priced = litellm.model_cost["gpt-4o"]
    expected = 1000 * (priced["input_cost_per_token"] + priced["output_cost_per_token"])
    usage = usage_of(litellm, chunk, reported=True, priced_as="openai/gpt-4o")
    assert usage is not None
    assert usage.cost == pytest.approx(expected)
    chunk.model = "model-of-tomorrow"
    unknown = usage_of(litellm, chunk, reported=True, priced_as="openai/model-of-tomorrow")
    assert unknown == Usage(1000, 1000, None, estimated=False)


async def test_a_chunk_without_usage_tells_none() -> None:
    assert usage_of(None, SimpleNamespace(), reported=False, priced_as="") is None
