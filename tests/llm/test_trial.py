"""Trying a model: one short request, its time and first words, or its fault."""

from __future__ import annotations

from typing import Any

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.llm.entry import Entry
from prompt_tutor.llm.trial import try_model


def _entry(id_: str, api_base: str | None = None) -> Entry:
    return Entry(id_, api_base, id_, "server", hosted=False, where="")


async def test_a_model_that_works_tells_its_time_and_first_words(openai_server: Any) -> None:
    openai_server.behave(pieces=("Une mairie ", "\x1b[2J" + "sert à tous. " * 50))
    trial = await try_model(_entry("openai/petit", openai_server.base_url), offline=True)
    assert trial.works
    assert trial.words.startswith("Une mairie ␛[2Jsert à tous.")
    assert len(trial.words) <= 121
    assert trial.seconds_to_first is not None
    assert 0 <= trial.seconds_to_first <= trial.seconds
    assert [request.method for request in openai_server.requests] == ["POST"]


async def test_what_goes_wrong_is_in_the_trial(openai_server: Any) -> None:
    openai_server.behave(status=404, reason="no such model")
    trial = await try_model(_entry("openai/petit", openai_server.base_url), offline=True)
    assert not trial.works
    assert getattr(trial.fault, "code", "") == "unknown-model"


async def test_what_came_before_a_fault_is_shown(openai_server: Any) -> None:
    openai_server.behave(end="cut")
    trial = await try_model(_entry("openai/petit", openai_server.base_url), offline=True)
    assert trial.words.startswith("La consommation")
    assert not trial.works


async def test_offline_a_hosted_model_is_not_tried() -> None:
    trial = await try_model(_entry("openai/petit", "https://no-such-host.invalid/v1"), offline=True)
    assert isinstance(trial.fault, UsageError)


@pytest.mark.parametrize("name", ["practice", "recorded"])
async def test_practice_and_recordings_always_work(name: str) -> None:
    assert (await try_model(_entry(name), offline=True)).works
