"""litellm, imported and made quiet: in a thread, its look-ups on the network, its telemetry and its log off."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import os
import threading
import warnings
from contextlib import suppress
from typing import Any, Final

from prompt_tutor.llm import faults

_SILENT: Final = ("LiteLLM", "LiteLLM Router", "LiteLLM Proxy", "openai", "httpx", "httpcore", "aiohttp")
_LOCK: Final = threading.Lock()
_loaded: list[Any] = []
"""litellm, once it is ready: whoever stops waiting for it and asks again gets it quiet and warm, not half made."""


async def load_litellm() -> Any:
    """Return litellm; raises ModelError where it is missing or broken. It takes seconds the first time."""
    try:
        return await asyncio.to_thread(_import_litellm)
    except Exception:  # noqa: BLE001 - a broken installation may raise anything, and everything offline works without it
        fault = faults.missing_library()
    raise fault


def _import_litellm() -> Any:
    with _LOCK:
        if not _loaded:
            _loaded.append(_import_quietly())
        return _loaded[0]


def _import_quietly() -> Any:
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
        gc.freeze()
        if collecting:
            gc.enable()
    return litellm


def _quieten(litellm: Any) -> None:
    """Keep litellm from the screen, the log and every address but the one that is asked."""
    litellm.telemetry = False
    litellm.suppress_debug_info = True
    litellm.disable_hf_tokenizer_download = True
    for name in ("callbacks", "input_callback", "success_callback", "failure_callback"):
        setattr(litellm, name, [])
    # Its models of data make pydantic warn, on standard error.
    warnings.filterwarnings("ignore", module=r"(pydantic|litellm)(\.|$)")
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
