"""An answer as it comes, line by line: who answers, what is held back, how long it takes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from prompt_tutor.cli.feedback import answer_heading, waiting_line
from prompt_tutor.cli.output import say, say_aside
from prompt_tutor.i18n import _
from prompt_tutor.learning.gate import consent_to, held_back, kind_words
from prompt_tutor.learning.judging import judge_attempt

if TYPE_CHECKING:
    from prompt_tutor.cli.keyboard import Keyboard
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.learning.gate import Consent
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo

_LONGEST: Final = 60
"""Characters of a passage that are shown."""

_SIGN_OF_LIFE: Final = 10
"""Seconds without a line, after which a person is told that the answer is still awaited."""


@dataclass
class Lines:
    """Says an answer a whole line at a time: a screen reader speaks lines, not pieces of words."""

    _rest: str = field(default="", init=False)
    waited: int = field(default=0, init=False)

    def begin(self, info: ModelInfo) -> None:
        """Say who answers."""
        say()
        say(answer_heading(info))
        say()

    def add(self, chunk: Chunk) -> None:
        """Say the lines that `chunk` completes."""
        if chunk.waiting:
            say_aside(waiting_line(chunk.waiting))
        self._rest += chunk.text
        if "\n" in self._rest:
            whole, _end, self._rest = self._rest.rpartition("\n")
            say(whole)
            self.waited = 0

    def end(self) -> None:
        """Say what is left."""
        if self._rest:
            say(self._rest)
        self._rest = ""

    async def keep_alive(self) -> None:
        """Tell a person from time to time that the answer is awaited."""
        while True:
            await asyncio.sleep(_SIGN_OF_LIFE)
            self.waited += _SIGN_OF_LIFE
            say_aside(_("The answer is coming: {seconds} s. Ctrl+C stops it.").format(seconds=self.waited))


async def answer(
    exercise: Exercise, attempt: Attempt, model: Model, *, judge: Model | None, consent: Consent | None, person: bool
) -> Attempt:
    """Return `attempt` with the answer of `model`, said as it comes, and what `judge` says of it.

    A person is told from time to time that the answer is on its way. Raises StorageError where the answer cannot be
    kept from its beginning.
    """
    lines = Lines()
    sign = asyncio.create_task(lines.keep_alive()) if person else None
    try:
        attempt = await exercise.ask(attempt, model, lines.add, lines.begin, consent)
    finally:
        if sign:
            sign.cancel()
        lines.end()
    if judge and exercise.scenario.judge.items:
        say_aside(_("The judge is reading; Ctrl+C stops it."))
        attempt = await judge_attempt(exercise, attempt, judge)
    return attempt


def ask_consent(attempt: Attempt, model: Model, keyboard: Keyboard) -> Consent | None:
    """Return the consent to send what the personal-data gate holds back; None where nothing is, or none is given."""
    passages = held_back(attempt, model.info)
    if not passages:
        return None
    say()
    say("! " + _("Nothing has been sent yet: the prompt holds personal data, and this model is on another computer."))
    for passage in passages:
        words = passage.text if len(passage.text) <= _LONGEST else passage.text[: _LONGEST - 1] + "…"
        say(f"  - {kind_words(passage.kind)}: {words}")
    word = _("send")
    words = _("Type “{word}” to send it knowingly; anything else sends nothing, and you can revise the prompt.")
    say(words.format(word=word))
    return consent_to(passages) if (keyboard.line() or "").strip().casefold() == word else None
