"""Looking for models at one address: Ollama says them at `/api/tags`, everything else at `/v1/models`."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from prompt_tutor.i18n import _
from prompt_tutor.llm.controls import make_visible
from prompt_tutor.llm.entry import Entry
from prompt_tutor.llm.json_http import NoAnswerError, fetch_json
from prompt_tutor.llm.keys import key_of
from prompt_tutor.llm.locality import locate
from prompt_tutor.llm.remote import is_ollama, origin, runs_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.llm.entry import Source
    from prompt_tutor.llm.locality import Endpoint

LOCAL_SECONDS: Final = 0.45
"""How long a server of this computer has: the whole search has to take half a second at the most."""

HOSTED_SECONDS: Final = 3.0
"""How long a server elsewhere has, to make a secure connection and answer."""

_MOST_MODELS: Final = 300
_LONGEST_NAME: Final = 200
_WANTS_KEY: Final = (401, 403)
_EMBEDDING: Final = "text-embedding-"
"""How LM Studio begins the names of models that answer with numbers, not words."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to look.

    Attributes:
        api_base: the address as it stands in the settings, or a usual one.
        source: what is expected there; "server" for anything.
        usual: whether nobody named it, so that nothing is to be said where nothing answers.
        with_key: whether a key is kept for it, to be sent with the question.
    """

    api_base: str
    source: Source = "server"
    usual: bool = False
    with_key: bool = False


USUAL: Final = (
    Address("http://127.0.0.1:11434", "ollama", usual=True),
    Address("http://127.0.0.1:1234/v1", "lm-studio", usual=True),
    Address("http://127.0.0.1:8080/v1", "llama-server", usual=True),
)
"""Where the programs that run models on a computer listen unless they are told otherwise."""


async def look_at(address: Address) -> tuple[Entry, ...]:
    """Return the models that answer at `address`, or a line that says why there are none.

    Of a usual address where nothing answers, there is no line. Raises UsageError where it is no address.
    """
    parts = urlsplit(address.api_base)
    base = address.api_base if parts.path.strip("/") else f"{origin(address.api_base)}/v1"
    endpoint = locate("openai/any", base)
    try:
        async with asyncio.timeout(LOCAL_SECONDS if endpoint.local else HOSTED_SECONDS):
            entries = tuple(await _ask(address, endpoint, base))
    except (NoAnswerError, TimeoutError) as error:
        status = error.status if isinstance(error, NoAnswerError) else 0
        if address.usual and status not in _WANTS_KEY:
            return ()
        return (_line(address, base, _why(error)),)
    return entries if entries or address.usual else (_line(address, base, _("it offers no model")),)


async def _ask(address: Address, endpoint: Endpoint, base: str) -> Iterator[Entry]:
    key = await asyncio.to_thread(key_of, endpoint) if address.with_key else None
    root = origin(endpoint.api_base or base)
    seconds = HOSTED_SECONDS  # the caller's limit comes first
    if address.source == "ollama" or (endpoint.local and not address.usual and await is_ollama(root, seconds)):
        return _from_ollama(await fetch_json(f"{root}/api/tags", seconds=seconds, key=key), root)
    said = await fetch_json(f"{(endpoint.api_base or base).rstrip('/')}/models", seconds=seconds, key=key)
    return _from_openai(said, address, base)


def not_asked(api_base: str) -> Entry:
    """Return the line of a server elsewhere that offline mode leaves alone."""
    return _line(Address(api_base), api_base, _("not asked: offline mode is on"))


def _from_ollama(said: Any, root: str) -> Iterator[Entry]:
    for model in _dicts(said, "models"):
        name = model.get("model") or model.get("name")
        if not isinstance(name, str) or not name:
            continue
        endpoint = locate(f"ollama_chat/{name}", root)
        elsewhere = not endpoint.local or runs_elsewhere(model)
        details = model.get("details")
        words = (
            [details.get(key) for key in ("parameter_size", "quantization_level")] if isinstance(details, dict) else []
        )
        detail = ", ".join(_shown(word) for word in words if isinstance(word, str) and word)
        host = _host_of(model.get("remote_host"))
        where = _("{host}, through Ollama").format(host=host or "ollama.com") if elsewhere else endpoint.shown
        yield _entry(f"ollama_chat/{name}", root, name, "ollama", hosted=elsewhere, where=where, detail=detail)


def _from_openai(said: Any, address: Address, base: str) -> Iterator[Entry]:
    for model in _dicts(said, "data"):
        name = model.get("id")
        if not isinstance(name, str) or not name or name.startswith(_EMBEDDING):
            continue
        endpoint = locate(f"openai/{name}", base)
        source, note = address.source, ""
        if model.get("owned_by") == "llamacpp":
            source = "llama-server"
        elif source == "llama-server":
            source = "server"  # many other programs listen at that port
        elif source == "lm-studio":
            note = _("with LM Link, another of your devices may run it")
        # llama-server names a model by its file: the folder says nothing to anyone.
        short = name.replace("\\", "/").rpartition("/")[2] if name.endswith(".gguf") else name
        entry = _entry(f"openai/{name}", base, short, source, hosted=not endpoint.local, where=endpoint.shown)
        yield entry if entry.note else replace(entry, note=note)


def _entry(id_: str, api_base: str, name: str, source: Source, *, hosted: bool, where: str, detail: str = "") -> Entry:
    usable = id_.isprintable() and len(id_) <= _LONGEST_NAME
    note = "" if usable else _("its name holds signs that no name should")
    return Entry(id_ if usable else "", api_base, _shown(name), source, hosted, where, detail, note)


def _line(address: Address, base: str, note: str) -> Entry:
    endpoint = locate("openai/any", base)
    return Entry("", base, endpoint.shown, address.source, not endpoint.local, endpoint.shown, note=note)


def _why(error: NoAnswerError | TimeoutError) -> str:
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    if error.status in _WANTS_KEY:
        return _("it wants a key: “prompt-tutor models --login ADDRESS”")
    if error.status:
        return _("it does not say which models it has (HTTP {status})").format(status=error.status)
    return _("nothing answers there") if error.refused else _("its answer cannot be read")


def _dicts(said: Any, key: str) -> list[dict[str, Any]]:
    listed = said.get(key) if isinstance(said, dict) else None
    return [item for item in listed[:_MOST_MODELS] if isinstance(item, dict)] if isinstance(listed, list) else []


def _shown(text: str) -> str:
    visible = " ".join(make_visible(text[: _LONGEST_NAME + 1]).split())
    return visible if len(visible) <= _LONGEST_NAME else f"{visible[:_LONGEST_NAME]}…"


def _host_of(address: Any) -> str:
    try:
        return _shown(urlsplit(address).hostname or "") if isinstance(address, str) else ""
    except ValueError:
        return ""
