"""What can answer here, as real servers on loopback say it."""

from __future__ import annotations

import socket
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.llm.catalogue import choose, entry_of, find_models, is_chosen, with_login
from prompt_tutor.llm.discovery import Address
from prompt_tutor.llm.entry import Entry
from prompt_tutor.llm.providers import PROVIDERS
from prompt_tutor.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

TAGS = {
    "models": [
        {
            "name": "mistral:latest",
            "model": "mistral:latest",
            "details": {"parameter_size": "7.2B", "quantization_level": "Q4_K_M"},
        },
        {"name": "gpt-oss:120b-cloud", "model": "gpt-oss:120b-cloud"},
        {"name": "mine", "model": "mine", "remote_host": "https://ollama.com:443", "remote_model": "gpt-oss:120b"},
    ]
}


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in PROVIDERS:
        for variable in provider.variables:
            monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that accepts connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


async def _found(settings: Settings, *usual: Address, recordings: int = 0) -> tuple[Entry, ...]:
    return await find_models(settings, recordings=recordings, usual=usual)


def _told(entries: tuple[Entry, ...]) -> list[tuple[str, str, bool]]:
    return [(entry.id, entry.source, entry.hosted) for entry in entries]


async def test_the_practice_model_comes_first_and_recordings_next() -> None:
    assert _told(await _found(Settings())) == [("practice", "practice", False)]
    assert _told(await _found(Settings(), recordings=3)) == [
        ("practice", "practice", False),
        ("recorded", "recording", False),
    ]


async def test_ollama_tells_its_models_and_those_that_it_runs_elsewhere(openai_server: Any) -> None:
    openai_server.route("/api/tags", TAGS)
    _practice, mistral, tagged, alias = await _found(
        Settings(), Address(openai_server.ollama_url, "ollama", usual=True)
    )
    assert (mistral.id, mistral.api_base) == ("ollama_chat/mistral:latest", openai_server.ollama_url)
    assert (mistral.hosted, mistral.detail, mistral.where) == (False, "7.2B, Q4_K_M", openai_server.ollama_url)
    assert (tagged.hosted, alias.hosted) == (True, True)
    assert alias.where == "ollama.com, through Ollama"


@pytest.mark.parametrize("version", [{"version": "0.13.0"}, None])
async def test_an_ollama_at_another_address_is_recognised(openai_server: Any, version: Any) -> None:
    openai_server.route("/api/tags", TAGS)
    if version:
        openai_server.route("/api/version", version)
    _practice, first, *_more = await _found(Settings(servers=(openai_server.base_url,)))
    assert first.id == ("ollama_chat/mistral:latest" if version else "openai/petit")
    assert first.source == ("ollama" if version else "server")


async def test_openai_servers_tell_their_models(openai_server: Any) -> None:
    said = {
        "data": [
            {"id": "/srv/models/petit.gguf", "owned_by": "llamacpp"},
            {"id": "qwen/qwen3-8b", "owned_by": "organization_owner"},
            {"id": "text-embedding-nomic", "owned_by": "organization_owner"},
        ]
    }
    openai_server.route("/v1/models", said)
    for source, expected in (("llama-server", "server"), ("lm-studio", "lm-studio")):
        _practice, llama, qwen = await _found(Settings(), Address(openai_server.base_url, source, usual=True))  # type: ignore[arg-type]
        assert (llama.id, llama.name, llama.source) == ("openai//srv/models/petit.gguf", "petit.gguf", "llama-server")
        assert (qwen.id, qwen.source, qwen.hosted) == ("openai/qwen/qwen3-8b", expected, False)


async def test_servers_are_asked_side_by_side_and_one_that_never_answers_is_left(
    openai_server: Any, silent: str
) -> None:
    settings = Settings(servers=(silent, silent.replace("/v1", "/other"), openai_server.base_url))
    found = await _found(settings)
    assert [(entry.id, entry.note) for entry in found[1:]] == [
        ("", "no answer in time"),
        ("openai/petit", ""),
    ]


@pytest.mark.parametrize(
    "said",
    [b"", b"<html>", b"[" * 100_000, [], {}, {"data": None}, {"data": {"id": "x"}}, {"data": [None, 1, {"id": 5}]},
     {"models": [{"name": ""}]}],
)  # fmt: skip
async def test_what_a_server_says_wrong_is_no_model(openai_server: Any, said: Any) -> None:
    openai_server.route("/v1/models", said)
    openai_server.route("/api/tags", said)
    usual = (Address(openai_server.base_url, "lm-studio", usual=True),)
    assert len(await _found(Settings(), *usual)) == 1
    assert len(await _found(Settings(), Address(openai_server.ollama_url, "ollama", usual=True))) == 1
    (_practice, line) = await _found(Settings(servers=(openai_server.base_url,)), *usual)
    assert (line.id, line.where) == ("", openai_server.base_url.removesuffix("/v1"))
    assert line.note


async def test_names_are_shown_never_obeyed(openai_server: Any) -> None:
    names = ["\x1b[2Jpetit", "a\nb", "x" * 5000]
    openai_server.route("/v1/models", {"data": [{"id": name} for name in names] + [{"id": "bon"}] * 1000})
    _practice, *found = await _found(Settings(servers=(openai_server.base_url,)))
    assert [entry.id for entry in found[:4]] == ["", "", "", "openai/bon"]
    assert all(entry.name.isprintable() and len(entry.name) <= 201 for entry in found)
    assert found[0].name == "␛[2Jpetit"
    assert len(found) == 300


async def test_a_server_that_wants_a_key_gets_its_own_and_says_so_without(
    openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(servers=(openai_server.base_url,))
    openai_server.behave(status=401)
    assert "--login" in (await _found(settings))[1].note
    openai_server.reset()
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    monkeypatch.setenv(f"PROMPT_TUTOR_KEY_127_0_0_1_{openai_server.port}", "sk-own")
    await _found(settings)
    (request,) = openai_server.requests
    assert request.headers["authorization"] == "Bearer sk-own"


async def test_offline_no_other_computer_is_asked_or_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_arguments: Any, **_options: Any) -> None:
        raise AssertionError("looked up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    settings = Settings(servers=("https://passerelle.ville.fr/v1", "http://192.0.2.1/v1"))
    _practice, *found = await _found(settings)
    assert [(entry.id, entry.hosted, entry.note) for entry in found] == [
        ("", True, "not asked: offline mode is on"),
        ("", True, "not asked: offline mode is on"),
    ]


async def test_hosted_models_are_listed_where_their_key_is_and_nothing_of_the_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", "sk-planted")
    _practice, *found = await _found(Settings(logins=("groq",)))
    assert {entry.where for entry in found} == {"Mistral AI (FR)", "Groq (US)"}
    assert {entry.note for entry in found} == {"key in MISTRAL_API_KEY", "key in the keyring"}
    assert all(entry.hosted and entry.api_base is None for entry in found)
    assert "sk-planted" not in repr(found)


async def test_a_remembered_model_that_is_not_there_is_still_listed(openai_server: Any) -> None:
    settings = Settings(model="ollama_chat/mistral", api_base="http://127.0.0.1:1")
    *_others, missing = await _found(settings)
    assert (missing.id, missing.hosted, missing.note) == ("ollama_chat/mistral", False, "not found now")
    *_others, unlisted = await _found(Settings(model="mistral/codestral-latest", logins=("mistral",)))
    assert (unlisted.id, unlisted.hosted, unlisted.note) == ("mistral/codestral-latest", True, "key in the keyring")
    *_others, keyless = await _found(Settings(model="mistral/codestral-latest"))
    assert keyless.note == "its key is missing"
    there = Settings(model="openai/petit", api_base=openai_server.base_url)
    assert [is_chosen(entry, there) for entry in await _found(there)] == [False, True]


def _entry(**more: Any) -> Entry:
    return replace(
        Entry("openai/petit", "http://127.0.0.1:1234/v1", "petit", "lm-studio", hosted=False, where=""), **more
    )


def test_choosing_a_hosted_model_ends_offline_mode_and_any_other_brings_it_back() -> None:
    hosted = _entry(id="mistral/m", api_base=None, hosted=True)
    online = choose(hosted, Settings(theme="nord"))
    assert online == Settings(theme="nord", model="mistral/m", offline=False)
    assert is_chosen(hosted, online)
    assert choose(_entry(), online).offline
    practice = _entry(id="practice", api_base=None)
    assert choose(practice, online) == Settings(theme="nord")
    assert is_chosen(practice, Settings())


def test_the_address_of_a_choice_is_found_again_after_another() -> None:
    town = _entry(api_base="https://passerelle.ville.fr/v1", hosted=True)
    assert choose(town, choose(town, Settings())).servers == ("https://passerelle.ville.fr/v1",)
    assert choose(_entry(), Settings()).servers == ()


@pytest.mark.parametrize("base", ["https://user:s3cret@ville.fr/v1", "https://ville.fr/v1?key=s3cret"])
def test_an_address_with_a_key_is_not_remembered(base: str) -> None:
    with pytest.raises(UsageError, match="not remembered") as caught:
        choose(_entry(api_base=base), Settings())
    assert "s3cret" not in str(caught.value)


def test_a_model_is_found_by_its_name_alone() -> None:
    found = (_entry(), _entry(id="mistral/m", api_base=None, name="m", hosted=True), _entry(id="", name="nothing"))
    assert entry_of("openai/petit", None, found) is found[0]
    assert entry_of("petit", None, found) is found[0]
    assert entry_of("m", "", found) is found[1]
    assert entry_of("openai/petit", "http://localhost:1234/v1/", found) is found[0]


def test_a_model_that_was_not_found_may_be_named_all_the_same() -> None:
    gateway = entry_of("openai/grand", "https://passerelle.ville.fr/v1", (_entry(),))
    assert (gateway.id, gateway.hosted, gateway.where) == ("openai/grand", True, "https://passerelle.ville.fr")
    assert entry_of("ollama_chat/x", None, ()).hosted is False


def test_a_name_that_several_have_or_nobody_is_refused() -> None:
    found = (_entry(where="LM"), _entry(api_base="http://127.0.0.1:8080/v1"), _entry(api_base="http://x:s3cret@h/"))
    with pytest.raises(UsageError, match="Several") as caught:
        entry_of("petit", None, found)
    assert "http://127.0.0.1:8080/v1" in caught.value.remedy
    assert "s3cret" not in caught.value.remedy
    with pytest.raises(UsageError, match="No model is called"):
        entry_of("grand", None, found)


async def test_what_needs_no_asking_is_told_before_any_server_has_answered(openai_server: Any, silent: str) -> None:
    openai_server.route("/api/tags", TAGS)
    told: list[list[str]] = []
    usual = (Address(openai_server.ollama_url, "ollama", usual=True), Address(silent, usual=True))
    found = await find_models(
        Settings(), usual=usual, on_found=lambda entries: told.append([entry.id for entry in entries])
    )
    assert told[0] == ["practice"]
    assert "ollama_chat/mistral:latest" in told[1]
    assert told[-1] == [entry.id for entry in found]


def test_a_login_is_remembered_by_its_name_and_an_address_is_looked_at() -> None:
    settings = with_login("https://passerelle.ville.fr/v1", with_login("mistral/petit", Settings()))
    assert settings.logins == ("mistral", "passerelle.ville.fr:443")
    assert settings.servers == ("https://passerelle.ville.fr/v1",)
    assert with_login("https://moi:s3cret@ville.fr/v1", Settings()).servers == ()
