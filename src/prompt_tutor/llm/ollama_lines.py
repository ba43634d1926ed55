"""Lines of an Ollama answer that cannot be read: litellm leaves them out and says nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


def checking_transport() -> Any:
    """Return a transport of httpx that raises where a line of a streamed answer is no JSON in UTF-8."""
    import httpx  # late, as litellm: it takes a tenth of a second

    class Lines(httpx.AsyncByteStream):
        def __init__(self, stream: httpx.AsyncByteStream) -> None:
            self._stream = stream

        async def __aiter__(self) -> AsyncIterator[bytes]:
            rest = b""
            async for data in self._stream:
                *lines, rest = (rest + data).split(b"\n")
                for line in filter(bytes.strip, lines):
                    json.loads(line)
                yield data

        async def aclose(self) -> None:
            await self._stream.aclose()

    class Transport(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            response = await super().handle_async_request(request)
            if "ndjson" in response.headers.get("content-type", "") and isinstance(
                response.stream, httpx.AsyncByteStream
            ):
                response.stream = Lines(response.stream)
            return response

    return Transport()
