"""A live model, local or hosted, through litellm."""

from __future__ import annotations

import asyncio
import importlib
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from prompt_tutor.llm import faults
from prompt_tutor.llm.controls import make_visible
from prompt_tutor.llm.fault_reading import fault_of
from prompt_tutor.llm.keys import key_of
from prompt_tutor.llm.litellm_library import load_litellm
from prompt_tutor.llm.locality import OLLAMA, locate
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo, Waiting
from prompt_tutor.llm.ollama_lines import checking_transport
from prompt_tutor.llm.retries import Retries
from prompt_tutor.llm.usage import usage_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable

    from prompt_tutor.llm.model import Request, Usage

MOST_TOKENS: Final = 4096
"""Tokens in an answer: some 3,000 words, several times what a scenario asks for."""

MOST_CHARACTERS: Final = 40_000
"""Characters in an answer, for servers that do not obey MOST_TOKENS; no text of 4096 tokens is as long."""

_NO_KEY: Final = "no-key"
"""What a server whose key nobody knows is given: litellm wants one, and would take another's from the environment."""

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds: for a connection, for the first word, and for each further piece.

    A local server may load a model and read a long prompt on a slow processor before its first word.
    """

    connect: float = 10.0
    first: float = 180.0
    silence: float = 60.0


_DEFAULT_TIMEOUTS: Final = Timeouts()
_DEFAULT_RETRIES: Final = Retries()


class LiveModel:
    """The litellm model `name`, asked at `api_base` or at its provider's own address.

    Of a local model, neither proxies nor redirects are followed. `hosted` says that the prompt leaves the machine even
    though the address does not tell so. Raises UsageError where `api_base` is no address.
    """

    def __init__(
        self,
        name: str,
        api_base: str | None = None,
        *,
        hosted: bool = False,
        timeouts: Timeouts = _DEFAULT_TIMEOUTS,
        retries: Retries = _DEFAULT_RETRIES,
    ) -> None:
        self._endpoint = locate(name, api_base)
        self._timeouts = timeouts
        self._retries = retries
        self._key = ""
        self.info = ModelInfo(id=name, kind="live", simulated=False, hosted=hosted or not self._endpoint.local)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the answer piece by piece, its control characters made visible, and at its end what it took.

        A request that met a fault that may pass is made again after a pause, which is yielded first, as long as no
        text has come. Raises ModelError. Closing the iterator, or cancelling the task that reads it, closes the
        connection at once.
        """
        litellm = await load_litellm()
        key = await asyncio.to_thread(key_of, self._endpoint)
        self._key = key or ""
        self._check(litellm)
        made = 0
        while True:
            made += 1
            begun = False
            try:
                async with aclosing(self._answer(litellm, request)) as chunks:
                    async for chunk in chunks:
                        begun = begun or bool(chunk.text)
                        yield chunk
            except faults.PassingError as fault:
                pause = None if begun else self._retries.pause(made, fault.asked)
                if pause is None:
                    raise
                waiting = Waiting(pause, made + 1, self._retries.most, fault.why)
            else:
                return
            yield Chunk(waiting=waiting)
            await asyncio.sleep(pause)

    async def _answer(self, litellm: Any, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield what comes of one request; raises ModelError."""
        length = 0
        async with AsyncExitStack() as stack:
            options = self._connection(litellm, stack)
            answer = await self._ask(litellm, request, options)
            await stack.enter_async_context(aclosing(answer))
            chunks = await stack.enter_async_context(aclosing(self._chunks(litellm, answer)))
            async for chunk in chunks:
                text = make_visible(chunk.text)[: MOST_CHARACTERS - length]
                length += len(text)
                yield replace(chunk, text=text)
                if length >= MOST_CHARACTERS:
                    raise faults.too_long(self._endpoint)

    def _check(self, litellm: Any) -> None:
        """Say what is missing before anything goes to the network: the provider in the name, the key."""
        if self._endpoint.local:
            self._key = self._key or _NO_KEY
            return
        if not self._provider_is_known(litellm):
            raise faults.unknown_provider(self.info.id)
        missing = litellm.validate_environment(model=self.info.id, api_base=self._endpoint.api_base)["missing_keys"]
        if missing and not self._key:
            if self._endpoint.api_base is None:
                raise faults.missing_key(self._endpoint, missing)
            self._key = _NO_KEY  # the server will say whether it wants one

    def _provider_is_known(self, litellm: Any) -> bool:
        try:
            litellm.get_llm_provider(model=self.info.id, api_base=self._endpoint.api_base)
        except litellm.exceptions.BadRequestError:
            return False
        return True

    def _connection(self, litellm: Any, stack: AsyncExitStack) -> dict[str, Any]:
        """Return the options of the call that say where and how to connect; `stack` closes what is opened."""
        endpoint = self._endpoint
        httpx = importlib.import_module("httpx")
        timeout = httpx.Timeout(max(self._timeouts.first, self._timeouts.silence), connect=self._timeouts.connect)
        options = {"model": self.info.id, "api_base": endpoint.api_base, "timeout": timeout}
        if self._key:
            options["api_key"] = self._key
        if endpoint.provider in OLLAMA:
            # litellm asks a server for its opinion of any Ollama model that is not in this table: several times, on the
            # event loop, and at the address and through the proxy that the environment names.
            options["model"] = f"ollama_chat/{endpoint.model}"
            litellm.model_cost.setdefault(options["model"], {"litellm_provider": "ollama_chat", "mode": "chat"})
        if not endpoint.local:
            return options
        if endpoint.provider in OLLAMA:
            handler = importlib.import_module("litellm.llms.custom_httpx.http_handler").AsyncHTTPHandler
            client = handler(transport=checking_transport(), timeout=timeout, follow_redirects=False)
        else:
            options["model"] = f"openai/{endpoint.model}"
            client = importlib.import_module("openai").AsyncOpenAI(
                api_key=self._key,
                base_url=endpoint.api_base,
                max_retries=0,
                http_client=httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout),
            )
        stack.push_async_callback(client.close)
        return {**options, "client": client}

    async def _ask(self, litellm: Any, request: Request, options: dict[str, Any]) -> Any:
        """Return the stream that answers `request`; raises ModelError."""
        try:
            return await self._call(litellm, request, {**options, "stream_options": {"include_usage": True}})
        except ModelError as fault:
            # Some servers refuse what they do not know. Counting is worth no refusal.
            if fault.code != "bad-request" or "stream_options" not in fault.message:
                raise
        return await self._call(litellm, request, options)

    async def _call(self, litellm: Any, request: Request, options: dict[str, Any]) -> Any:
        messages = [{"role": message.role, "content": message.text} for message in request.messages]
        if request.schema is not None:
            form = {"name": "reply", "strict": True, "schema": request.schema}
            options = {**options, "response_format": {"type": "json_schema", "json_schema": form}}
        call = litellm.acompletion(
            messages=messages, stream=True, max_retries=0, max_tokens=MOST_TOKENS, drop_params=True, **options
        )
        late = faults.no_first_word(self._endpoint, self._timeouts.first)
        return await self._wait(call, self._timeouts.first, late, begun=False)

    async def _chunks(self, litellm: Any, answer: Any) -> AsyncGenerator[Chunk, None]:
        """Yield the text of `answer` as it comes, and what it took; raises ModelError where its end is not good."""
        limit, late = self._timeouts.first, faults.no_first_word(self._endpoint, self._timeouts.first)
        begun = False
        finish = ""
        while (chunk := await self._wait(anext(answer, None), limit, late, begun=begun)) is not None:
            # A model that thinks aloud sends pieces without text: it lives.
            limit, late = self._timeouts.silence, faults.fell_silent(self._endpoint, self._timeouts.silence)
            for choice in chunk.choices[:1]:
                finish = choice.finish_reason or finish
                if choice.delta.content:
                    begun = begun or not choice.delta.content.isspace()
                    yield Chunk(choice.delta.content)
            usage = self._usage(litellm, answer, chunk)
            if usage:
                yield Chunk(usage=usage)
        if not getattr(answer, "received_finish_reason", finish):
            finish = ""  # litellm makes up a "stop" where the server sent none
        if finish in _ENDS:
            raise _ENDS[finish](self._endpoint)
        if not finish:
            raise faults.cut(self._endpoint, begun=begun)
        if not begun:
            raise faults.empty(self._endpoint)

    def _usage(self, litellm: Any, answer: Any, chunk: Any) -> Usage | None:
        # What a gateway is paid, or a server of one's own, nobody knows here.
        priced = self.info.id if self.info.hosted and self._endpoint.api_base is None else ""
        reported = any(getattr(earlier, "usage", None) for earlier in getattr(answer, "chunks", ())[-3:])
        return usage_of(litellm, chunk, reported=reported, priced_as=priced)

    async def _wait(self, call: Awaitable[_Result], limit: float, late: ModelError, *, begun: bool) -> _Result:
        """Return what `call` returns within `limit` seconds; raises `late`, or the ModelError of what it raised."""
        try:
            async with asyncio.timeout(limit):
                return await call
        except TimeoutError:
            fault = late
        except Exception as error:  # noqa: BLE001 - whatever a library makes of a server's answer, the program lives on
            secret = "" if self._key == _NO_KEY else self._key
            fault = fault_of(error, self._endpoint, begun=begun, secret=secret)
        # Raised out here it carries no context: the library's error may hold a key.
        raise fault


_ENDS: Final = {"length": faults.too_long, "content_filter": faults.withheld}
"""What the ends of an answer mean that are not good ones, by the OpenAI protocol's names."""
