"""A small server on loopback that speaks the OpenAI and the Ollama streaming protocols, and every fault of theirs.

It runs in a thread with a loop of its own, so that tests of a command line, of a screen and of a model can all use it.
"""

from __future__ import annotations

import asyncio
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import Iterator

ANSWER = ("La consommation ", "baisse ", "de 5,0 %", " à périmètre comparable.")


_NO_OLLAMA: dict[str, tuple[int, bytes]] = {"/api/version": (404, b"{}"), "/api/show": (404, b"{}")}
"""What a server that is no Ollama says where it is asked whether it is one; such questions are not noted."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How the server answers one request.

    Attributes:
        pieces: the pieces of the answer, in the order they stream.
        pause: seconds before each piece.
        status: of HTTP; any but 200 answers with `reason` and no pieces.
        reason: what the server says of its refusal.
        code: the server's own name for it, in the OpenAI protocol.
        usage: the tokens of prompt and answer that the server tells at the end, if it is asked for them.
        headers: of its own, such as the Location of a redirect.
        hold: stay silent "before" the first byte, or "after" the last piece, until the client goes away.
        end: "whole" with the reason and the mark of the end, "cut" in mid-transfer, "short" without either.
        finish: the reason of the end.
        raw: bytes that go out between the pieces and the end.
        field: of a piece, "content" or "reasoning_content".
    """

    pieces: tuple[str, ...] = ANSWER
    pause: float = 0.0
    status: int = 200
    reason: str = ""
    code: str = ""
    usage: tuple[int, int] | None = None
    headers: tuple[tuple[str, str], ...] = ()
    hold: Literal["", "before", "after"] = ""
    end: Literal["whole", "cut", "short"] = "whole"
    finish: str = "stop"
    raw: bytes = b""
    field: Literal["content", "reasoning_content"] = "content"


@dataclass(frozen=True, slots=True)
class Received:
    """A request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


@dataclass
class OpenAIServer:
    """The server; `base_url` is what a user gives as --api-base, for `openai/anything`.

    Attributes:
        behaviour: how requests are answered; `queued` ones come first, one a request.
        requests: what arrived, in order.
        received: set when a request has arrived.
        disconnected: set when a client went away before its answer ended.
        connections: how many were opened.
        routes: what single paths answer, with their status, whatever `behaviour` says.
    """

    behaviour: Behaviour = field(default_factory=Behaviour)
    queued: list[Behaviour] = field(default_factory=list)
    requests: list[Received] = field(default_factory=list)
    received: threading.Event = field(default_factory=threading.Event)
    disconnected: threading.Event = field(default_factory=threading.Event)
    connections: int = 0
    port: int = 0
    routes: dict[str, tuple[int, bytes]] = field(default_factory=lambda: dict(_NO_OLLAMA))

    @property
    def base_url(self) -> str:
        """The address of the OpenAI protocol."""
        return f"http://127.0.0.1:{self.port}/v1"

    @property
    def ollama_url(self) -> str:
        """The address of the Ollama protocol."""
        return f"http://127.0.0.1:{self.port}"

    def behave(self, **how: Any) -> None:
        """Answer as Behaviour(**how) says, from here on."""
        self.behaviour = Behaviour(**how)

    def then(self, **how: Any) -> None:
        """Answer one more request as Behaviour(**how) says, before those that follow `behaviour`."""
        self.queued.append(Behaviour(**how))

    def route(self, path: str, said: Any, *, status: int = 200) -> None:
        """Answer at `path` with `said`, as JSON unless it is bytes."""
        self.routes[path] = (status, said if isinstance(said, bytes) else json.dumps(said).encode())

    def reset(self) -> None:
        """Forget what was asked and how to answer."""
        self.routes = dict(_NO_OLLAMA)
        self.behaviour = Behaviour()
        self.queued.clear()
        self.requests.clear()
        self.received.clear()
        self.disconnected.clear()
        self.connections = 0

    def running(self) -> Iterator[OpenAIServer]:
        """Serve until the iterator is resumed: the body of a fixture."""
        started = threading.Event()
        loop = asyncio.new_event_loop()
        stop = asyncio.Event()

        async def serve() -> None:
            server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
            self.port = server.sockets[0].getsockname()[1]
            started.set()
            await stop.wait()
            server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
        thread.start()
        started.wait()
        yield self
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        self.connections += 1
        try:
            request = await _read(reader)
            if request is None:
                writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
                return
            if request.path in self.routes:
                if self.routes[request.path] != _NO_OLLAMA.get(request.path):
                    self.requests.append(request)
                await _send_route(writer, *self.routes[request.path])
                return
            self.requests.append(request)
            self.received.set()
            behaviour = self.queued.pop(0) if self.queued else self.behaviour
            answering = asyncio.create_task(self._answer(request, behaviour, writer))
            leaving = asyncio.create_task(reader.read(1))
            await asyncio.wait((answering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not answering.done() or answering.exception():
                self.disconnected.set()
            answering.cancel()
            leaving.cancel()
            await asyncio.gather(answering, leaving, return_exceptions=True)
        except ConnectionError:
            self.disconnected.set()
        finally:
            writer.close()

    async def _answer(self, request: Received, behaviour: Behaviour, writer: StreamWriter) -> None:
        if behaviour.hold == "before":
            await asyncio.Event().wait()
        ollama = request.path.startswith("/api/")
        extra = "".join(f"{name}: {value}\r\n" for name, value in behaviour.headers)
        if behaviour.status != 200 or request.method == "GET":
            content: dict[str, Any] = {
                "error": behaviour.reason if ollama else {"message": behaviour.reason, "code": behaviour.code or None}
            }
            if behaviour.status == 200:
                content = {"object": "list", "data": [{"id": "petit", "object": "model"}]}
            body = json.dumps(content).encode()
            head = f"HTTP/1.1 {behaviour.status} x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
            writer.write(f"{head}{extra}Connection: close\r\n\r\n".encode() + body)
            await writer.drain()
            return
        kind = "application/x-ndjson" if ollama else "text/event-stream"
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nTransfer-Encoding: chunked\r\n{extra}".encode())
        writer.write(b"Connection: close\r\n\r\n")
        line = _ollama_line if ollama else _openai_line
        for piece in behaviour.pieces:
            await asyncio.sleep(behaviour.pause)
            await _send(writer, line({behaviour.field: piece}, ""))
        await _send(writer, behaviour.raw)
        if behaviour.hold == "after":
            await asyncio.Event().wait()
        if behaviour.end == "cut":
            return
        if behaviour.end == "whole":
            await _send(writer, line({"content": ""} if ollama else {}, behaviour.finish, behaviour.usage))
            if behaviour.usage and (request.body.get("stream_options") or {}).get("include_usage"):
                await _send(writer, _openai_usage(behaviour.usage))
            await _send(writer, b"" if ollama else b"data: [DONE]\n\n")
        writer.write(b"0\r\n\r\n")
        await writer.drain()


async def _send_route(writer: StreamWriter, status: int, body: bytes) -> None:
    head = f"HTTP/1.1 {status} x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
    await writer.drain()


async def _read(reader: StreamReader) -> Received | None:
    try:
        start = await reader.readexactly(1)
        if start == b"\x16":  # the first byte of TLS, which this server does not speak
            return None
        head = (start + await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    method, path, _ = first.split(" ", 2)
    return Received(method, path, headers, json.loads(body) if body else None)


async def _send(writer: StreamWriter, data: bytes) -> None:
    if data:
        writer.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        await writer.drain()


def _openai_line(delta: dict[str, str], finish: str, _usage: tuple[int, int] | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish or None}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "petit", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _openai_usage(usage: tuple[int, int]) -> bytes:
    counts = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
    chunk = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "petit", "choices": []}
    return f"data: {json.dumps({**chunk, 'usage': counts})}\n\n".encode()


def _ollama_line(message: dict[str, str], finish: str, usage: tuple[int, int] | None = None) -> bytes:
    line: dict[str, Any] = {"model": "petit", "created_at": "2026-01-01T00:00:00Z", "done": bool(finish)}
    line["message"] = {"role": "assistant", **message}
    if finish:
        line["done_reason"] = finish
    if usage:
        line |= {"prompt_eval_count": usage[0], "eval_count": usage[1]}
    return json.dumps(line).encode() + b"\n"
