"""Two attempts side by side: what changed in the prompt, which criteria were gained or lost."""

from __future__ import annotations

import difflib
import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_tutor.learning.attempt import Attempt

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PAIRS: Final = 16_000_000
"""Pairs of words and spaces (or lines) that may be compared: two prompts of 2,000 words, a second at the worst."""


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words: the same in both drafts, only in the earlier one, or only in the later one."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What happened between two attempts; criteria by id, in the scenario's order."""

    changes: tuple[Change, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(before: Attempt, after: Attempt) -> Comparison:
    """Return what changed from the attempt `before` to the attempt `after`."""
    earlier, later = before.grade.met, after.grade.met
    ids = [criterion.id for criterion in after.grade.criteria]
    judged = {criterion.id for criterion in before.grade.criteria}
    return Comparison(
        word_changes(before.draft, after.draft),
        tuple(id_ for id_ in ids if id_ in judged and id_ in later and id_ not in earlier),
        tuple(id_ for id_ in ids if id_ in earlier and id_ not in later),
    )


def word_changes(before: str, after: str) -> tuple[Change, ...]:
    """Return the difference of two texts by word, or by line where too many words differ to compare them all.

    Words in a row that changed are one change, with the spaces between them. Joined, the parts that are not added give
    `before`, those that are not removed give `after`.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    head = _alike(zip(old, new, strict=False))
    tail = _alike(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    changes = [Change("same", "".join(old[:head])), *_changes(*middle), Change("same", "".join(old[len(old) - tail :]))]
    return tuple(change for change in _in_runs(changes) if change.text)


def _in_runs(changes: list[Change]) -> Iterator[Change]:
    """Yield `changes` with those that are parted by spaces alone as one: a phrase written anew is not word by word."""
    told = [change for change in changes if change.text]
    removed = added = ""
    for number, change in enumerate(told):
        if change.kind == "same":
            inside = (removed or added) and told[number + 1 :] and change.text.isspace() and "\n" not in change.text
            if not inside:
                yield from (Change("removed", removed), Change("added", added), change)
                removed = added = ""
                continue
        removed += change.text if change.kind != "added" else ""
        added += change.text if change.kind != "removed" else ""
    yield from (Change("removed", removed), Change("added", added))


def _alike(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _changes(old: list[str], new: list[str]) -> Iterator[Change]:
    if len(old) * len(new) > _MOST_PAIRS:
        # SequenceMatcher is quadratic: a pasted file of 200,000 characters would hold the screen for minutes.
        old, new = "".join(old).splitlines(keepends=True), "".join(new).splitlines(keepends=True)
    if len(old) * len(new) > _MOST_PAIRS:
        old, new = ["".join(old)], ["".join(new)]
    # autojunk would call frequent words (spaces, "de") junk in texts over 200 words and misplace every difference
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Change("same", "".join(old[i:j]))
            continue
        yield Change("removed", "".join(old[i:j]))
        yield Change("added", "".join(new[k:m]))
