"""Whether a model works: one short real request, its time and its first words."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import _, language
from prompt_tutor.llm.model import Message, Request
from prompt_tutor.llm.opening import PRACTICE_ID, RECORDED_ID, open_model

if TYPE_CHECKING:
    from prompt_tutor.llm.entry import Entry
    from prompt_tutor.llm.model import Simulation

_LONGEST: Final = 120
"""Characters of an answer that are shown."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a short request.

    Attributes:
        seconds_to_first: until the first word; None where none came.
        seconds: in all.
        words: the first words of the answer, to show; "" without any.
        fault: what went wrong, to show; None where the model works.
    """

    seconds_to_first: float | None
    seconds: float
    words: str
    fault: TutorError | None = None

    @property
    def works(self) -> bool:
        """Whether an answer came to its end."""
        return self.fault is None


async def try_model(entry: Entry, *, offline: bool) -> Trial:
    """Return what comes of a short request to `entry`; whatever goes wrong is in the trial.

    Practice and recordings need a scenario to answer, and no trial: theirs is at once and without a word.
    `offline` is the settings': a hosted model is then refused before anything is looked up or asked.
    """
    if entry.id in (PRACTICE_ID, RECORDED_ID):
        return Trial(None, 0.0, "")
    question = Message("user", _("Answer in one short sentence: what is a town hall for?"))
    # A live model does not look at the simulation.
    request = Request((question,), cast("Simulation", None))
    begun = time.monotonic()
    first = fault = None
    words = ""
    try:
        model = await asyncio.to_thread(open_model, entry.id, entry.api_base, offline=offline)
        async with aclosing(model.stream(request)) as chunks:
            async for chunk in chunks:
                if first is None and chunk.text:
                    first = time.monotonic() - begun
                words += chunk.text
    except TutorError as error:
        fault = error
    return Trial(first, time.monotonic() - begun, _short(words), fault)


def trial_words(entry: Entry, trial: Trial) -> str:
    """Return how quickly `entry` answered in a trial that worked."""
    if trial.seconds_to_first is None:
        return _("{model} always works: it needs no server and no network.").format(model=entry.name)
    return _("{model} works: first word after {first} s, whole answer after {all} s.").format(
        model=entry.id, first=_tenths(trial.seconds_to_first), all=_tenths(trial.seconds)
    )


def _tenths(seconds: float) -> str:
    written = f"{seconds:.1f}"
    return written.replace(".", ",") if language() == "fr" else written


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
