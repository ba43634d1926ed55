"""Writing progress in a thread, in order, and to the end when the screen goes."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from prompt_tutor.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.widget import Widget


class ProgressWriter:
    """A queue of writes: `add` them, `drain` it in a worker, `finish` it when the screen is taken away."""

    def __init__(self) -> None:
        self._writes: deque[Callable[[], None]] = deque()
        self._one_at_a_time = asyncio.Lock()

    def add(self, write: Callable[[], None]) -> None:
        """Put `write` at the end of the queue."""
        self._writes.append(write)

    async def drain(self) -> None:
        """Do what is queued, in a thread. Raises StorageError; what is left stays queued."""
        async with self._one_at_a_time:
            while self._writes:
                await asyncio.to_thread(self._writes.popleft())

    def finish(self) -> None:
        """Do what is still queued, here and now. Raises StorageError."""
        while self._writes:
            self._writes.popleft()()


class ProgressKeeper:
    """Keeps what a step or screen, the `owner`, has to write: in a thread, and a write that fails is said there."""

    def __init__(self, owner: Widget) -> None:
        self._owner = owner
        self._writer = ProgressWriter()

    def keep(self, write: Callable[[], None]) -> None:
        """Do `write` after what is queued, in a worker of the owner."""
        self._writer.add(write)
        self._owner.run_worker(self.drain(), group="progress")

    async def drain(self) -> None:
        """Do what is queued, and say where it fails."""
        try:
            await self._writer.drain()
        except StorageError as error:
            self._owner.notify(str(error), severity="warning", timeout=15, markup=False)

    def finish(self) -> None:
        """Do what is still queued, here and now: the owner is taken away, and there is no screen to say a fault on."""
        try:
            self._writer.finish()
        except StorageError as error:
            self._owner.app.log.warning(str(error))
