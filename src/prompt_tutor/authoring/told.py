"""How `check` words what it quotes and what it suggests."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_LONGEST: Final = 60


def quoted(passages: Sequence[str]) -> str:
    """Return the first three of `passages` in quotation marks, shortened; "" where there are none."""
    words = (re.sub(r"[ \t\r\n]+", " ", passage) for passage in passages[:3])
    short = (text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…" for text in words)
    return ", ".join(_("“{passage}”").format(passage=text) for text in short)


def name_one_of(given: str, known: Collection[str]) -> str:
    """Return the remedy for a name that is not `known`: the one that was probably meant, and those that there are."""
    names = _("Name one of: {ids}.").format(ids=", ".join(known) or "—")
    guess = difflib.get_close_matches(given, known, 1)
    if not guess:
        return names
    meant = _("Did you mean “{guess}”?").format(guess=guess[0])
    return f"{meant} {names}"
