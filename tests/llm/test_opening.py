"""Where a name becomes a model: what leaves the machine is told, and refused while offline."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.llm.opening import open_model

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model

    class Outcome:
        text: str
        code: str

    Ask = Callable[[Model], Awaitable[Outcome]]

REMOTE = {"remote_host": "https://ollama.com:443", "remote_model": "gpt-oss:120b"}


def _ollama(server: Any, show: Any) -> None:
    server.route("/api/version", {"version": "0.13.0"})
    server.route("/api/show", show)


@pytest.mark.parametrize("name", ["", "practice"])
def test_practice_and_recordings_need_no_network(name: str) -> None:
    assert open_model(name, None, offline=True).info.kind == "practice"
    assert open_model("recorded", None, offline=True).info.kind == "recorded"


@pytest.mark.parametrize(
    ("name", "api_base"),
    [
        ("mistral/mistral-small-latest", None),
        ("gpt-5", None),
        ("openai/petit", "https://passerelle.ville.fr/v1"),
        ("ollama_chat/petit", "http://ollama.ville.fr:11434"),
        ("openai/petit", "http://192.168.1.20:8080/v1"),
        ("ollama_chat/gpt-oss:120b-cloud", None),
    ],
)
def test_offline_a_hosted_model_is_refused_before_any_name_is_looked_up(
    monkeypatch: pytest.MonkeyPatch, name: str, api_base: str | None
) -> None:
    def look_up(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket.socket, "connect", look_up)
    with pytest.raises(UsageError, match="Offline mode") as caught:
        open_model(name, api_base, offline=True)
    assert f"models --choose {name}" in caught.value.remedy
    assert open_model(name, api_base, offline=False).info.hosted


def test_the_refusal_repeats_no_password() -> None:
    with pytest.raises(UsageError) as caught:
        open_model("openai/petit", "https://user:s3cret@ville.fr/v1", offline=True)
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit"])
def test_a_model_of_this_machine_is_opened_offline(openai_server: Any, name: str) -> None:
    _ollama(openai_server, {"details": {"family": "llama"}})
    assert not open_model(name, openai_server.ollama_url, offline=True).info.hosted


@pytest.mark.parametrize("name", ["openai/mine", "ollama_chat/mine"])
def test_a_model_that_ollama_runs_elsewhere_under_another_name_is_hosted(openai_server: Any, name: str) -> None:
    _ollama(openai_server, REMOTE)
    with pytest.raises(UsageError, match="Offline mode"):
        open_model(name, f"{openai_server.ollama_url}/v1", offline=True)
    assert open_model(name, openai_server.ollama_url, offline=False).info.hosted
    assert {request.body["model"] for request in openai_server.requests if request.method == "POST"} == {"mine"}


@pytest.mark.parametrize("show", [b"no json", [], None])
def test_where_ollama_cannot_be_understood_its_model_counts_as_hosted(openai_server: Any, show: Any) -> None:
    _ollama(openai_server, show)
    with pytest.raises(UsageError, match="Offline mode"):
        open_model("ollama_chat/petit", openai_server.ollama_url, offline=True)


async def test_a_hosted_model_of_ollama_is_still_asked_where_it_was_found(openai_server: Any, ask: Ask) -> None:
    _ollama(openai_server, REMOTE)
    outcome = await ask(open_model("ollama_chat/mine", openai_server.ollama_url, offline=False))
    assert outcome.text == "La consommation baisse de 5,0 % à périmètre comparable."


async def test_where_nothing_answers_it_is_said_when_the_model_is_asked(ask: Ask) -> None:
    model = open_model("ollama_chat/petit", "http://127.0.0.1:1", offline=True)
    assert not model.info.hosted
    assert (await ask(model)).code == "refused"


@pytest.mark.parametrize(("show", "code"), [(REMOTE, "hosted"), ({}, "")])
async def test_a_server_that_starts_late_says_where_its_model_runs_before_it_is_asked(
    openai_server: Any, ask: Ask, monkeypatch: pytest.MonkeyPatch, show: Any, code: str
) -> None:
    monkeypatch.setattr("prompt_tutor.llm.remote.place_of", lambda endpoint: "silent")
    model = open_model("ollama_chat/petit", openai_server.ollama_url, offline=True)
    _ollama(openai_server, show)
    outcome = await ask(model)
    assert outcome.code == code
    assert ("/api/chat" in [request.path for request in openai_server.requests]) == (code == "")
