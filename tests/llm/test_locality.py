"""Whether the prompt stays on the machine: only what is known to do so."""

from __future__ import annotations

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.llm.locality import locate


@pytest.mark.parametrize(
    ("name", "api_base"),
    [
        ("openai/petit", "http://127.0.0.1:8080/v1"),
        ("openai/petit", "http://127.8.9.1:8080/v1"),
        ("openai/petit", "http://[::1]:8080/v1"),
        ("openai/petit", "http://[::ffff:127.0.0.1]:8080/v1"),
        ("openai/petit", "http://localhost:1234/v1"),
        ("openai/petit", "HTTPS://LOCALHOST/v1"),
        ("lm_studio/petit", "http://localhost:1234/v1"),
        ("ollama/llama3", None),
        ("ollama_chat/gpt-oss:20b", None),
        ("ollama_chat/gpt-oss:20b", ""),
        ("ollama_chat/cloudy:7b", "http://127.0.0.1:11434"),
    ],
)
def test_loopback_is_local(name: str, api_base: str | None) -> None:
    assert locate(name, api_base).local


@pytest.mark.parametrize(
    ("name", "api_base"),
    [
        ("gpt-4o", None),
        ("openai/gpt-4o", None),
        ("openai/gpt-4o", ""),
        ("mistral/mistral-small", None),
        ("openai/petit", "http://192.168.1.20:8080/v1"),
        ("openai/petit", "http://0.0.0.0:8080/v1"),
        ("openai/petit", "http://127.0.0.1.example.invalid/v1"),
        ("openai/petit", "http://127.0.0.1@192.0.2.1/v1"),
        ("openai/petit", "http://no-such-host.invalid/v1"),
        ("openai/petit", "http://[2001:db8::1]/v1"),
        ("ollama_chat/gpt-oss:120b-cloud", None),
        ("ollama/minimax-m2:cloud", "http://127.0.0.1:11434"),
        ("openai/gpt-oss:120b-CLOUD", "http://127.0.0.1:11434/v1"),
        ("ollama_chat/llama3", "http://192.0.2.1:11434"),
        ("litellm_proxy/petit", "http://127.0.0.1:4000"),
        ("anthropic/claude", "http://127.0.0.1:4000"),
        ("petit", "http://127.0.0.1:8080/v1"),
    ],
)
def test_anything_else_is_hosted(name: str, api_base: str | None) -> None:
    assert not locate(name, api_base).local


@pytest.mark.parametrize(
    "api_base",
    ["127.0.0.1:8080", "ftp://127.0.0.1/", "http://", "http://[::1", "http://127.0.0.1:port/",
     "http://127.0.0.1\\@192.0.2.1/", "http://127.0.0.1/\n"],
)  # fmt: skip
def test_what_is_no_address_is_one_clear_error(api_base: str) -> None:
    with pytest.raises(UsageError, match="address"):
        locate("openai/petit", api_base)


def test_a_local_name_is_asked_at_the_very_address_that_was_found_to_be_loopback() -> None:
    assert locate("openai/petit", "http://localhost:1234/v1").api_base in (
        "http://127.0.0.1:1234/v1",
        "http://[::1]:1234/v1",
    )
    assert locate("openai/petit", "https://localhost:1234/v1").api_base == "https://localhost:1234/v1"


def test_ollama_without_an_address_is_asked_on_this_machine_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OLLAMA_API_BASE", "http://192.0.2.1:11434")
    assert locate("ollama_chat/llama3", None).api_base == "http://127.0.0.1:11434"


def test_the_address_is_shown_without_what_may_be_a_key() -> None:
    shown = locate("openai/petit", "https://user:s3cret@192.0.2.1:444/v1?key=s3cret").shown
    assert shown == "https://192.0.2.1:444"
