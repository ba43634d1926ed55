"""A live model, local or hosted, through litellm: the only module that imports it.

litellm takes seconds to import: it is imported in a thread, when a live model is first asked, with its look-ups on the
network, its telemetry and its log off.
"""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import sys
from contextlib import AsyncExitStack, aclosing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from prompt_tutor.llm import faults
from prompt_tutor.llm.controls import make_visible
from prompt_tutor.llm.locality import OLLAMA, locate
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable

    from prompt_tutor.llm.model import Request

MOST_TOKENS: Final = 4096
"""Tokens in an answer: some 3,000 words, several times what a scenario asks for."""

MOST_CHARACTERS: Final = 40_000
"""Characters in an answer, for servers that do not obey MOST_TOKENS; no text of 4096 tokens is as long."""

_NO_KEY: Final = "no-key"
"""What a local server is given for a key: litellm wants one, and one from the environment is none of its business."""

_SILENT: Final = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore", "aiohttp")

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
    ) -> None:
        self._endpoint = locate(name, api_base)
        self._timeouts = timeouts
        self.info = ModelInfo(id=name, kind="live", simulated=False, hosted=hosted or not self._endpoint.local)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the answer piece by piece, its control characters made visible; raises ModelError.

        Closing the iterator, or cancelling the task that reads it, closes the connection at once.
        """
        litellm = await _load_litellm()
        self._check(litellm)
        length = 0
        async with AsyncExitStack() as stack:
            options = self._connection(litellm, stack)
            answer = await self._ask(litellm, request, options)
            await stack.enter_async_context(aclosing(answer))
            pieces = await stack.enter_async_context(aclosing(self._pieces(answer)))
            async for piece in pieces:
                text = make_visible(piece)[: MOST_CHARACTERS - length]
                length += len(text)
                yield Chunk(text)
                if length >= MOST_CHARACTERS:
                    raise faults.too_long(self._endpoint)

    def _check(self, litellm: Any) -> None:
        """Say what is missing before anything goes to the network: the provider in the name, the key."""
        if self._endpoint.local:
            return
        if not self._provider_is_known(litellm):
            raise faults.unknown_provider(self.info.id)
        missing = litellm.validate_environment(model=self.info.id, api_base=self._endpoint.api_base)["missing_keys"]
        if missing:
            raise faults.missing_key(self._endpoint, missing)

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
        if endpoint.provider in OLLAMA:
            # litellm asks a server for its opinion of any Ollama model that is not in this table: several times, on the
            # event loop, and at the address and through the proxy that the environment names.
            options["model"] = f"ollama_chat/{endpoint.model}"
            litellm.model_cost.setdefault(options["model"], {"litellm_provider": "ollama_chat", "mode": "chat"})
        if not endpoint.local:
            return options
        if endpoint.provider in OLLAMA:
            handler = importlib.import_module("litellm.llms.custom_httpx.http_handler").AsyncHTTPHandler
            client = handler(transport=httpx.AsyncHTTPTransport(), timeout=timeout, follow_redirects=False)
        else:
            options["model"] = f"openai/{endpoint.model}"
            client = importlib.import_module("openai").AsyncOpenAI(
                api_key=_NO_KEY,
                base_url=endpoint.api_base,
                max_retries=0,
                http_client=httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout),
            )
        stack.push_async_callback(client.close)
        return {**options, "client": client, "api_key": _NO_KEY}

    async def _ask(self, litellm: Any, request: Request, options: dict[str, Any]) -> Any:
        messages = [{"role": message.role, "content": message.text} for message in request.messages]
        if request.schema is not None:
            form = {"name": "reply", "strict": True, "schema": request.schema}
            options = {**options, "response_format": {"type": "json_schema", "json_schema": form}}
        call = litellm.acompletion(
            messages=messages, stream=True, max_retries=0, max_tokens=MOST_TOKENS, drop_params=True, **options
        )
        late = faults.no_first_word(self._endpoint, self._timeouts.first)
        return await self._wait(call, self._timeouts.first, late, begun=False)

    async def _pieces(self, answer: Any) -> AsyncGenerator[str, None]:
        """Yield the text of `answer` as it comes; raises ModelError where it does not come to a good end."""
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
                    yield choice.delta.content
        if not getattr(answer, "received_finish_reason", finish):
            finish = ""  # litellm makes up a "stop" where the server sent none
        if finish in _ENDS:
            raise _ENDS[finish](self._endpoint)
        if not begun:
            raise faults.empty(self._endpoint)
        if not finish:
            raise faults.cut(self._endpoint)

    async def _wait(self, call: Awaitable[_Result], limit: float, late: ModelError, *, begun: bool) -> _Result:
        """Return what `call` returns within `limit` seconds; raises `late`, or the ModelError of what it raised."""
        try:
            async with asyncio.timeout(limit):
                return await call
        except TimeoutError:
            fault = late
        except Exception as error:  # noqa: BLE001 - whatever a library makes of a server's answer, the program lives on
            fault = faults.fault_of(error, self._endpoint, begun=begun)
        # Raised out here it carries no context: the library's error may hold a key.
        raise fault


_ENDS: Final = {"length": faults.too_long, "content_filter": faults.withheld}
"""What the ends of an answer mean that are not good ones, by the OpenAI protocol's names."""


async def _load_litellm() -> Any:
    """Return litellm; raises ModelError where it is missing or broken."""
    try:
        return await asyncio.to_thread(_import_litellm)
    except Exception:  # noqa: BLE001 - a broken installation may raise anything, and everything offline works without it
        fault = faults.missing_library()
    raise fault


def _import_litellm() -> Any:
    if "litellm" in sys.modules:
        return importlib.import_module("litellm")  # waits where another thread is still at it
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # else it fetches a file from the net
    os.environ["LITELLM_MODE"] = "PRODUCTION"  # else it reads a .env file that it finds around
    os.environ["LITELLM_LOG"] = "CRITICAL"
    collecting = gc.isenabled()
    gc.disable()  # the collector would hold the interface while thousands of objects are made
    try:
        # By name: types of litellm would cost the type checker minutes.
        litellm = importlib.import_module("litellm")
        _quieten(litellm)
        _warm(litellm)
    finally:
        if collecting:
            gc.freeze()
            gc.enable()
    return litellm


def _quieten(litellm: Any) -> None:
    """Keep litellm from the screen, the log and every address but the one that is asked."""
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.disable_hf_tokenizer_download = True
    for name in ("callbacks", "input_callback", "success_callback", "failure_callback"):
        setattr(litellm, name, [])
    for name in _SILENT:
        logger = logging.getLogger(name)
        logger.handlers = [logging.NullHandler()]
        logger.propagate = False
        logger.setLevel(logging.CRITICAL + 1)


def _warm(litellm: Any) -> None:
    """Do in this thread what litellm would do on the event loop at the first question: half a second of imports."""
    for name in ("openai.resources", "anyio._backends._asyncio"):
        with suppress(ImportError):  # only the time is lost
            importlib.import_module(name)
    litellm.token_counter(model="openai/any", text="any")
