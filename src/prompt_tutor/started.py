"""How the program was started: the command that a person is told to type has to be one that their shell knows."""

from __future__ import annotations

import os
import re
from typing import Final

VARIABLE: Final = "PROMPT_TUTOR_COMMAND"
"""Set by `start.py`, which installs the program where no shell finds it: `python3 start.py`, as it was typed."""

_USUAL: Final = "prompt-tutor"
_TYPED: Final = re.compile(f"{_USUAL}(?= (?:check|list|models|new|open|pack|preview|record|try|--))")
"""The program's name where a command to type follows. `install` stands for what another person types."""


def command() -> str:
    """Return the command that starts the program, as it was started."""
    words = os.environ.get(VARIABLE, "")
    # A sentence is filled in after this: braces would be taken for a place to fill.
    return words if words.isprintable() and not set("{}") & set(words) and words else _USUAL


def as_started(sentence: str) -> str:
    """Return `sentence` with the commands in it as they are to be typed here."""
    words = command()
    return sentence if words == _USUAL else _TYPED.sub(lambda _usual: words, sentence)
