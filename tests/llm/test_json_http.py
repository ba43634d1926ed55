"""Asking a server in JSON: whatever it does, there is an end to it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.llm.json_http import MOST_BYTES, NoAnswerError, fetch_json

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator

OK = b"HTTP/1.1 200 OK\r\n"


@pytest.fixture
async def serve() -> AsyncIterator[Any]:
    """Start a server that sends these bytes to everyone, then holds the connection open; return its address."""
    servers: list[asyncio.Server] = []

    async def start(data: bytes, *, close: bool = False) -> str:
        async def answer(reader: StreamReader, writer: StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(data)
            if not close:
                await reader.read()
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"

    yield start
    for server in servers:
        server.close()


@pytest.mark.parametrize(
    "answer",
    [
        OK + b'Content-Length: 11\r\n\r\n{"a": "\xc3\xa9"}',
        OK + b'content-length:11\r\nX: y\r\n\r\n{"a": "\xc3\xa9"} and more',
        OK + b'Transfer-Encoding: chunked\r\n\r\n5;x=y\r\n{"a":\r\n6\r\n "\xc3\xa9"}\r\n0\r\n\r\n',
    ],
)
async def test_an_answer_is_read_to_its_end_and_no_further(serve: Any, answer: bytes) -> None:
    assert await fetch_json(await serve(answer), seconds=5) == {"a": "é"}


async def test_an_answer_may_end_with_the_connection(serve: Any) -> None:
    assert await fetch_json(await serve(OK + b"\r\n[1]", close=True), seconds=5) == [1]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        OK + b"Content-Length: 3\r\n\r\n<a>",
        OK + b"Content-Length: 2\r\n\r\n\xff\xfe",
        OK + b"Content-Length: -5\r\n\r\n{}",
        OK + b"Content-Length: many\r\n\r\n{}",
        OK + f"Content-Length: {MOST_BYTES + 1}\r\n\r\n".encode(),
        OK + b"Content-Length: 200000\r\n\r\n" + b"[" * 200_000,
        OK + b"Content-Length: 6000\r\n\r\n" + b"9" * 6000,
        OK + b"Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
        OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        OK + b"X: y\r\n" * 300 + b"\r\n",
    ],
    ids=[
        "nothing",
        "no-http",
        "html",
        "utf-8",
        "negative",
        "no-length",
        "huge",
        "deep",
        "digits",
        "chunk",
        "hex",
        "head",
    ],
)
async def test_what_is_no_json_is_no_answer(serve: Any, answer: bytes) -> None:
    with pytest.raises(NoAnswerError) as caught:
        await fetch_json(await serve(answer, close=True), seconds=5)
    assert (caught.value.status, caught.value.refused) == (0, False)
    assert caught.value.__context__ is None


async def test_an_answer_without_end_is_not_waited_for(serve: Any) -> None:
    with pytest.raises(NoAnswerError):
        await fetch_json(await serve(OK), seconds=0.05)


async def test_a_server_that_refuses_or_sends_elsewhere_is_not_followed(serve: Any, openai_server: Any) -> None:
    elsewhere = f"Location: {openai_server.base_url}/models\r\n".encode()
    for status in (302, 401, 500):
        with pytest.raises(NoAnswerError) as caught:
            await fetch_json(await serve(f"HTTP/1.1 {status} x\r\n".encode() + elsewhere + b"\r\n"), seconds=5)
        assert caught.value.status == status
    assert openai_server.connections == 0


async def test_where_nothing_listens_nothing_was_said() -> None:
    with pytest.raises(NoAnswerError) as caught:
        await fetch_json("http://127.0.0.1:1/x", seconds=5)
    assert caught.value.refused


async def test_the_proxy_of_the_environment_is_not_asked(
    openai_server: Any, monkeypatch: pytest.MonkeyPatch, serve: Any
) -> None:
    monkeypatch.setenv("HTTP_PROXY", openai_server.ollama_url)
    assert await fetch_json(await serve(OK + b"\r\n{}", close=True), seconds=5) == {}
    assert openai_server.connections == 0


async def test_a_question_carries_its_body_and_key(openai_server: Any) -> None:
    openai_server.route("/api/show", {"ok": True})
    url = f"{openai_server.ollama_url}/api/show"
    assert await fetch_json(url, seconds=5, key="sk-1", body={"model": "é"}) == {"ok": True}
    (request,) = openai_server.requests
    assert (request.method, request.body, request.headers["authorization"]) == ("POST", {"model": "é"}, "Bearer sk-1")
