"""Writing progress in a thread, in order, and to the end when the screen goes."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


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
