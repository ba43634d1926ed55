"""Closing with the terminal: what came of an answer is kept to its last word, not to the last second."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING, Any, Final

from textual.worker import WorkerError

if TYPE_CHECKING:
    from textual.app import App

_LONGEST: Final = 3.0
"""Seconds after which the program ends whatever still waits for a terminal that is gone."""

HANGUP: Final = 129
"""As shells count a program that SIGHUP ended: 128 and the signal's number."""


def close_with_terminal(app: App[Any]) -> None:
    """Have `app` end what runs, and itself, where its terminal is closed or the system asks it to end.

    Without such signals (Windows) nothing is done: an answer is kept once a second as it comes.
    """
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    def begin() -> None:
        if not closing:
            closing.add(loop.create_task(_close(app)))

    for name in ("SIGHUP", "SIGTERM"):
        with contextlib.suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(getattr(signal, name), begin)


async def _close(app: App[Any]) -> None:
    last = threading.Timer(_LONGEST, os._exit, (HANGUP,))
    last.daemon = True
    last.start()
    app.workers.cancel_all()
    with contextlib.suppress(WorkerError, TimeoutError):
        await asyncio.wait_for(app.workers.wait_for_complete(), _LONGEST / 2)
    app.exit(return_code=HANGUP)
