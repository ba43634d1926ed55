"""What a server on this machine says of where its model runs: Ollama runs some of them on servers of its own.

By its tag alone such a model cannot be told: under another name (`ollama cp`) it keeps its remote host and loses the
tag. So the server is asked, and where it says nothing that can be understood, the model counts as hosted.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

from prompt_tutor.llm.json_http import NoAnswerError, fetch_json
from prompt_tutor.llm.locality import OLLAMA

if TYPE_CHECKING:
    from prompt_tutor.llm.locality import Endpoint

Place = Literal["here", "elsewhere", "silent"]

SECONDS: Final = 2.0
"""How long a server on this machine has to say where a model runs; some read the model's file before they answer."""


def place_of(endpoint: Endpoint) -> Place:
    """Return where the model at `endpoint`, a local one, runs; "silent" where nothing answers there.

    Asks the server, for two seconds at the most: call it in a thread.
    """
    with ThreadPoolExecutor(1) as pool:  # a loop of its own: the caller's thread may be running one
        return pool.submit(asyncio.run, ask_place(endpoint)).result()


async def ask_place(endpoint: Endpoint) -> Place:
    """Return what `place_of` does."""
    base = origin(endpoint.api_base or "")
    if endpoint.provider not in OLLAMA and not await is_ollama(base, SECONDS):
        return "here"
    try:
        found = await fetch_json(f"{base}/api/show", seconds=SECONDS, body={"model": endpoint.model})
    except NoAnswerError as error:
        if error.status == 404:
            return "here"  # it has no such model, and says so when it is asked
        return "silent" if error.refused else "elsewhere"
    return "elsewhere" if runs_elsewhere(found) else "here"


async def is_ollama(base: str, seconds: float) -> bool:
    """Return whether an Ollama answers at `base`, an address without a path."""
    try:
        found = await fetch_json(f"{base}/api/version", seconds=seconds)
    except NoAnswerError:
        return False
    return isinstance(found, dict) and isinstance(found.get("version"), str)


def runs_elsewhere(said: Any) -> bool:
    """Return whether what Ollama says of a model tells that it runs elsewhere, or cannot be understood."""
    return not isinstance(said, dict) or bool(said.get("remote_host") or said.get("remote_model"))


def origin(address: str) -> str:
    """Return `address` without its path."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
