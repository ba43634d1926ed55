"""One question in JSON over HTTP to one address: no proxy, no redirect, with an end to time and size.

For what servers say of themselves. Answers of models come through litellm. An HTTP library would do it too, but takes
longer to import than the servers of this computer take to answer.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

MOST_BYTES: Final = 4_000_000
"""Bytes of an answer that are read: some ten thousand models with all their details."""

_MOST_LINES: Final = 200


class NoAnswerError(Exception):
    """The server gave no JSON.

    Attributes:
        status: of HTTP, where the server refused; 0 where it did not come to that.
        refused: whether nothing listens there, so that nothing was said to anyone.
    """

    def __init__(self, status: int = 0, *, refused: bool = False) -> None:
        super().__init__(status, refused)
        self.status = status
        self.refused = refused


async def fetch_json(url: str, *, seconds: float, key: str | None = None, body: Any = None) -> Any:
    """Return what the server says at `url`, to a POST of `body` where there is one.

    Args:
        url: http or https, with a host that need not be looked up, where that matters.
        seconds: how long it may take in all.
        key: to send with it.
        body: what JSON can say.

    Raises NoAnswerError, whatever the server does.
    """
    try:
        async with asyncio.timeout(seconds):
            data = await _exchange(url, key, body)
        # In this order: a surrogate alone, a number too long to be read, brackets without end.
        return json.loads(data.decode("utf-8"))
    except ConnectionRefusedError:
        fault = NoAnswerError(refused=True)
    except (OSError, EOFError, ValueError, RecursionError, asyncio.LimitOverrunError):  # TimeoutError is an OSError
        fault = NoAnswerError()
    raise fault


async def _exchange(url: str, key: str | None, body: Any) -> bytes:
    parts = urlsplit(url)
    secure = await asyncio.to_thread(ssl.create_default_context) if parts.scheme == "https" else None
    reader, writer = await asyncio.open_connection(
        parts.hostname, parts.port or (443 if secure else 80), ssl=secure, limit=MOST_BYTES
    )
    try:
        await _ask(writer, parts.path + (f"?{parts.query}" if parts.query else ""), parts.netloc, key, body)
        status, headers = await _read_head(reader)
        if status != 200:
            raise NoAnswerError(status)
        return await _read_body(reader, headers)
    finally:
        writer.transport.abort()  # at once: nobody waits for a server that does not close


async def _ask(writer: StreamWriter, target: str, netloc: str, key: str | None, body: Any) -> None:
    content = b"" if body is None else json.dumps(body).encode()
    lines = [
        f"{'GET' if body is None else 'POST'} {target} HTTP/1.1",
        f"Host: {netloc.rpartition('@')[2]}",
        "Accept: application/json",
        "Connection: close",
    ]
    if key:
        lines.append(f"Authorization: Bearer {key}")
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    writer.write("\r\n".join([*lines, "", ""]).encode("ascii") + content)
    await writer.drain()


async def _read_head(reader: StreamReader) -> tuple[int, dict[str, str]]:
    status = (await reader.readuntil(b"\n")).split(b" ", 2)
    if not status[0].startswith(b"HTTP/1.") or len(status) < 2:
        raise ValueError
    headers: dict[str, str] = {}
    for _line in range(_MOST_LINES):
        line = (await reader.readuntil(b"\n")).decode("latin-1").strip()
        if not line:
            return int(status[1]), headers
        name, _colon, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    raise ValueError


async def _read_body(reader: StreamReader, headers: dict[str, str]) -> bytes:
    if "chunked" in headers.get("transfer-encoding", "").lower():
        return await _read_chunks(reader)
    if "content-length" in headers:
        return await reader.readexactly(_within(int(headers["content-length"])))
    data = bytearray()
    while piece := await reader.read(65_536):
        data += piece
        _within(len(data))
    return bytes(data)


async def _read_chunks(reader: StreamReader) -> bytes:
    data = bytearray()
    while size := int((await reader.readuntil(b"\n")).partition(b";")[0], 16):
        data += await reader.readexactly(_within(len(data) + size) - len(data))
        await reader.readexactly(2)
    return bytes(data)


def _within(size: int) -> int:
    if not 0 <= size <= MOST_BYTES:
        raise ValueError
    return size
