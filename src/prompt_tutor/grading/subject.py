"""Whether a prompt is about the scenario at all, or about something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from prompt_tutor.grading.cues import table
from prompt_tutor.grading.folding import plain
from prompt_tutor.grading.words import find, forms, read

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Prompt

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 5
"""Letters of a word of the brief that is taken to name the subject, where the author did not say what does."""


def on_subject(prompt: Prompt, scenario: Scenario, language: str) -> bool:
    """Return whether the prompt is about the scenario: it holds a document, or one of the words of the subject.

    Where the author named no words, those of the title, the situation, the request and the documents' titles are taken,
    less those that stand in any prompt.
    """
    if prompt.expansions:
        return True
    reading = read(prompt.text, language)
    named = scenario.practice.subject
    words = named.in_(language) if named else _told_words(_told(scenario, language), language)
    return any(find(word, reading) for word in words)


def _told(scenario: Scenario, language: str) -> tuple[str, ...]:
    texts = [scenario.title, scenario.brief.situation, scenario.brief.request]
    texts += [document.title for document in scenario.documents]
    return tuple(text.in_(language) for text in texts)


@lru_cache(maxsize=32)
def _told_words(texts: tuple[str, ...], language: str) -> tuple[str, ...]:
    everyday = {form for word in table(language, "mentions")["everyday"] for form in forms(word, language)}
    words = dict.fromkeys(word for text in texts for word in _WORD.findall(plain(text)) if len(word) >= _SHORTEST)
    return tuple(word for word in words if everyday.isdisjoint(forms(word, language)))
