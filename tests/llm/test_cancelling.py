"""Cancelling whoever reads an answer ends the work behind it at once, in every phase."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.llm.live import LiveModel

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from prompt_tutor.llm.model import Request


class Silent:
    """A server that takes connections and what comes on them, and says nothing, not even of TLS."""

    def __init__(self) -> None:
        self.connected = asyncio.Event()
        self.left = asyncio.Event()
        self.port = 0

    async def serve(self) -> asyncio.Server:
        """Begin to listen."""
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connected.set()
        with suppress(ConnectionError):
            await reader.read()  # until the client goes away
        self.left.set()
        writer.close()


@pytest.fixture
async def silent() -> AsyncIterator[Silent]:
    """A server that never answers."""
    server = Silent()
    async with await server.serve():
        yield server


async def _cancel(model: LiveModel, request: Request, when: Any) -> None:
    async def read() -> None:
        async for _chunk in model.stream(request):
            pass

    reading = asyncio.create_task(read())
    await when()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


@pytest.mark.parametrize("scheme", ["http", "https"], ids=["first word", "connecting"])
@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit"])
async def test_while_it_connects_or_waits_the_connection_is_closed(
    silent: Silent, live_request: Request, name: str, scheme: str
) -> None:
    model = LiveModel(name, f"{scheme}://127.0.0.1:{silent.port}/v1")
    async with asyncio.timeout(30):
        await _cancel(model, live_request, silent.connected.wait)
        await silent.left.wait()


@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit"])
async def test_in_mid_stream_the_connection_is_closed(openai_server: Any, live_request: Request, name: str) -> None:
    openai_server.behave(hold="after")
    base = openai_server.base_url if name.startswith("openai") else openai_server.ollama_url
    come = asyncio.Event()

    async def read() -> None:
        async for _chunk in LiveModel(name, base).stream(live_request):
            come.set()

    reading = asyncio.create_task(read())
    await come.wait()
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await asyncio.to_thread(openai_server.disconnected.wait, 10)


IMPORTING = """
import asyncio, sys, time, types
from prompt_tutor.llm.live import LiveModel
from prompt_tutor.llm.model import Message, Request
async def main():
    async def read():
        async for chunk in LiveModel("openai/petit", sys.argv[1]).stream(Request((Message("user", "é"),), None)):
            pass
    reading = asyncio.create_task(read())
    while "litellm" not in sys.modules:
        await asyncio.sleep(0.01)
    began = time.monotonic()
    reading.cancel()
    try:
        await reading
    except asyncio.CancelledError:
        print("cancelled", time.monotonic() - began < 5)
asyncio.run(main())
"""


async def test_while_litellm_is_imported_nobody_waits_for_it_and_nothing_is_asked(
    openai_server: Any, tmp_path: Path
) -> None:
    (tmp_path / "litellm.py").write_text("import time; time.sleep(8)", encoding="utf-8")
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORTING, openai_server.base_url,
        stdout=subprocess.PIPE, env={"PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"},
    )  # fmt: skip
    out, _ = await child.communicate()
    assert out.decode().split() == ["cancelled", "True"]
    assert openai_server.requests == []
