"""An answer that is coming: its text, kept on disk as it comes, and what it takes."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError
from prompt_tutor.learning.measure import Measure, measure_content

if TYPE_CHECKING:
    from prompt_tutor.learning.attempt import Fault, Status
    from prompt_tutor.llm.model import Chunk, Usage
    from prompt_tutor.storage.attempts import Attempts

_KEEP_EVERY: Final = 1.0
"""Seconds between two writes of an answer that is still coming."""

_TURN: Final = 0.01
"""Seconds after which others get their turn: a server may have sent thousands of pieces at once, and reading them would
hold the interface."""


class ComingAnswer:
    """The answer `kept` in `attempts`, from the request to its end.

    Attributes:
        unkept: why the last write failed, None where it did not.
    """

    def __init__(self, attempts: Attempts, kept: int) -> None:
        self.unkept: StorageError | None = None
        self._attempts = attempts
        self._kept = kept
        self._parts: list[str] = []
        self._usage: Usage | None = None
        self._began = self._written = self._turned = time.monotonic()
        self._first: float | None = None

    @property
    def text(self) -> str:
        """What has come."""
        return "".join(self._parts)

    def measure(self) -> Measure:
        """Return what the answer has taken until now, to the millisecond."""
        return Measure(self._seconds(), self._first, self._usage)

    def _seconds(self) -> float:
        return round(time.monotonic() - self._began, 3)

    def add(self, chunk: Chunk) -> None:
        """Take `chunk` in."""
        if chunk.text:
            self._parts.append(chunk.text)
            if self._first is None:
                self._first = self._seconds()
        self._usage = chunk.usage or self._usage

    async def rest(self) -> None:
        """Keep what came, where it is time, and give others their turn.

        A write that fails ends nothing: the answer goes on, and its end is written all the same.
        """
        now = time.monotonic()
        if now - self._written > _KEEP_EVERY:
            await asyncio.to_thread(self._keep)
            self._written = self._turned = time.monotonic()
        elif now - self._turned > _TURN:
            await asyncio.sleep(0)
            self._turned = time.monotonic()

    def _keep(self) -> None:
        try:
            self._attempts.save_answer(self._kept, self.text, "running")
        except StorageError as error:
            self.unkept = error

    def end(self, status: Status, fault: Fault | None) -> Measure:
        """Keep the whole with its `status`, and return what it took; `unkept` then says whether it is kept."""
        measure = self.measure()
        error = {"code": fault.code, "message": fault.message, "remedy": fault.remedy} if fault else None
        try:
            self._attempts.save_answer(self._kept, self.text, status, error, measure_content(measure))
        except StorageError as failure:
            self.unkept = failure
        else:
            self.unkept = None
        return measure
