"""Every fault of a live model speaks French and English, says what is wrong and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.llm.live import LiveModel, Timeouts
from prompt_tutor.llm.retries import Retries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from prompt_tutor.llm.model import Model

    Ask = Callable[[Model], Awaitable[Any]]

FAULTS: list[dict[str, Any]] = [
    *({"status": status} for status in (307, 400, 401, 403, 404, 408, 413, 418, 429, 500, 502, 503, 504)),
    {"status": 429, "headers": (("Retry-After", "900"),)},
    {"hold": "before"},
    {"hold": "after"},
    {"end": "cut"},
    {"end": "short"},
    {"pieces": (), "end": "cut"},
    {"pieces": (), "raw": b"data: {broken\n\n"},
    {"raw": b"data: \xff\xfe\n\n"},
    {"raw": b'data: {"error": {"message": "overloaded", "code": 503}}\n\n'},
    {"pieces": ()},
    {"pieces": ("x" * 5_000_000,)},
    {"finish": "content_filter"},
    {"finish": "length"},
    {"field": "reasoning_content"},
]
_DOES = {
    "fr": re.compile(
        r"\b(Renvoyez|Vérifiez|Choisissez|Demandez|Donnez|Attendez|Gardez|Ne gardez|Reformulez|Formulez|Indiquez|"
        r"choisissez|renvoyez|Démarrez|Lancez)\b"
    ),
    "en": re.compile(r"\b(Send|send|Check|choose|Ask|Give|Wait|Keep|Word|Start)\b"),
}


async def _said(language: str, model: LiveModel, ask: Ask) -> tuple[str, str]:
    i18n.use(language)
    try:
        outcome = await ask(model)
    finally:
        i18n.use("en")
    assert outcome.fault is not None
    return outcome.fault.message, outcome.fault.remedy


@pytest.mark.parametrize("how", FAULTS, ids=lambda how: "-".join(f"{key}={str(how[key])[:20]}" for key in how))
async def test_a_fault_is_told_in_both_languages_with_what_to_do(
    ask: Ask, openai_server: Any, how: dict[str, Any]
) -> None:
    openai_server.behave(**how)
    model = LiveModel(
        "openai/petit",
        openai_server.base_url,
        timeouts=Timeouts(first=0.5, silence=0.5),
        retries=Retries(base=0, jitter=lambda: 0.0),
    )
    said = {language: await _said(language, model, ask) for language in ("fr", "en")}
    assert said["fr"][0] != said["en"][0]
    for language, (message, remedy) in said.items():
        assert "petit" in message or "127.0.0.1" in message
        assert message.endswith(".")
        assert _DOES[language].search(remedy), remedy
        assert "{" not in message + remedy


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("openai/petit", "http://127.0.0.1:1/v1"),
        ("openai/petit-cloud", "http://127.0.0.1:1/v1"),
        ("openai/petit", "http://no-such-host.invalid/v1"),
        ("openai/petit", "tls"),
        ("mistral/petit", None),
        ("petit", None),
    ],
)
async def test_what_goes_wrong_before_a_server_answers_is_told_in_both_languages(
    ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch, name: str, base: str | None
) -> None:
    for variable in ("MISTRAL_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(variable, raising=False)
    if base == "tls":
        base = openai_server.base_url.replace("http:", "https:")
    said = {language: await _said(language, LiveModel(name, base), ask) for language in ("fr", "en")}
    assert said["fr"][0] != said["en"][0]
    assert said["fr"][1] != said["en"][1]
    for message, remedy in said.values():
        assert message.endswith(".")
        assert remedy.endswith(".")
