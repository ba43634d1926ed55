"""A menu in words: an act is chosen by its number, its word, or the first letters of its word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prompt_tutor.cli.output import say
from prompt_tutor.grading.folding import fold
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prompt_tutor.cli.keyboard import Keyboard


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done: `words` are its word, a colon and what it does; `do` does it."""

    words: str
    do: Callable[[], None]

    @property
    def word(self) -> str:
        """The word that chooses it."""
        return self.words.partition(":")[0].strip()


def choose(acts: Sequence[Act], keyboard: Keyboard) -> Act | None:
    """Have one of `acts` chosen and return it; None where input is at its end."""
    say()
    say(_("What now? Type a number, a word or its first letters."))
    for number, act in enumerate(acts, 1):
        say(f"  {number}. {act.words}")
    while (typed := keyboard.line()) is not None:
        if not typed.strip():
            continue
        found = matching(typed, acts)
        if len(found) == 1:
            return found[0]
        if found:
            say(_("This may be {words}: type one letter more.").format(words=", ".join(act.word for act in found)))
        else:
            words = _("There is no “{typed}” here. Type one of: {words}.")
            say(words.format(typed=typed.strip(), words=", ".join(act.word for act in acts)))
    return None


def matching(typed: str, acts: Sequence[Act]) -> list[Act]:
    """Return the acts that `typed` may mean: by number, counted from 1, or by the beginning of the word.

    Where no word begins so, one that `typed` makes longer is meant: "hints" is "hint".
    """
    wanted = _plain(typed)
    if wanted.isdecimal():
        return list(acts[int(wanted) - 1 : int(wanted)]) if int(wanted) else []
    if not wanted:
        return []
    begun = [act for act in acts if _plain(act.word).startswith(wanted)]
    return begun or [act for act in acts if wanted.startswith(_plain(act.word)) and " " not in wanted]


def _plain(text: str) -> str:
    return " ".join(fold(text).text.split()).rstrip(".")
