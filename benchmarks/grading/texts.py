"""Many different prompts made from the labelled ones, so that no cache of whole texts helps the grader.

The sentences are those of `dev.jsonl`; in each copy the figures are drawn again and one word in twenty is misspelled
(two letters change places), so that a cache of words meets new ones as it does with people.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Final

DEV: Final = Path(__file__).with_name("dev.jsonl")
MISSPELLED: Final = 0.05
"""The share of words of five letters or more in which two letters change places."""

_FIGURE: Final = re.compile(r"[1-9]")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{5,}")


def dev_prompts(language: str) -> list[str]:
    """Return the labelled prompts in `language` ("fr" or "en"), as they are."""
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    return [row["text"] for row in rows if row["language"] == language]


def vary(text: str, draw: random.Random) -> str:
    """Return `text` with other figures and a few misspelled words; line ends and marks stay."""
    figures = _FIGURE.sub(lambda _: str(draw.randint(1, 9)), text)
    return _LONG_WORD.sub(lambda match: _misspell(match[0], draw), figures)


def prompts(count: int, seed: int) -> list[tuple[str, str]]:
    """Return `count` different (text, language), as long as people write them, French and English as in the set."""
    draw = random.Random(seed)  # noqa: S311 (no secret: a fixed seed makes the run repeatable)
    pool = [(text, language) for language in ("fr", "en") for text in dev_prompts(language)]
    made: dict[str, str] = {}
    while len(made) < count:
        for text, language in draw.sample(pool, len(pool)):
            made.setdefault(vary(text, draw), language)
    return list(made.items())[:count]


def long_prompts(count: int, length: int, language: str, seed: int) -> list[str]:
    """Return `count` different texts of exactly `length` characters: varied prompts one after another."""
    draw = random.Random(seed)  # noqa: S311 (as above)
    pool = dev_prompts(language)
    made: set[str] = set()
    while len(made) < count:
        text = ""
        while len(text) < length:
            text += "\n\n".join(vary(part, draw) for part in draw.sample(pool, len(pool) // 4)) + "\n\n"
        made.add(text[:length])
    return sorted(made)


def _misspell(word: str, draw: random.Random) -> str:
    if draw.random() > MISSPELLED:
        return word
    at = draw.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
