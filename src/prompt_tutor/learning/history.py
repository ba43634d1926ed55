"""What was sent, read back from the store."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from prompt_tutor.grading.grade import Exchange
from prompt_tutor.grading.prompt import Prompt, expand

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.storage.records import AttemptRecord


def exchanges_of(record: AttemptRecord, scenario: Scenario) -> tuple[Exchange, ...]:
    """Return the prompts of an attempt on `scenario` as they were sent, each with the answer before it."""
    # What was kept before conversations were known has no carried answers.
    parts = zip_longest(record.drafts, record.prompts, record.carried, fillvalue="")
    return tuple(Exchange(_as_sent(draft, text, scenario, record.language), carried) for draft, text, carried in parts)


def _as_sent(draft: str, text: str, scenario: Scenario, language: str) -> Prompt:
    prompt = expand(draft, scenario.documents_in(language))
    if prompt.text != text:  # a document has changed since: what was sent counts
        prompt = replace(prompt, text=text, expansions=())
    return prompt
