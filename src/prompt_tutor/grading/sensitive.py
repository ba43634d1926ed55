"""Documents that a scenario marks as sensitive: pasting one is the trap, whole or line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Prompt, Span

_TELLING: Final = 24
"""Characters of a line of the document that, found in the prompt, show that it was copied from there."""


def sensitive_passages(prompt: Prompt, scenario: Scenario, language: str) -> tuple[Span, ...]:
    """Return the passages of `prompt.text` that are, or are copied from, a sensitive document of `scenario`."""
    documents = [document for document in scenario.documents if document.sensitive]
    if not documents:
        return ()
    names = {document.id for document in documents}
    inserted = {expansion.text for expansion in prompt.expansions if expansion.document in names}
    copied = {span for document in documents for span in _copied(document.text.in_(language), prompt)}
    return tuple(sorted(inserted | {span for span in copied if not _inside(span, prompt.pasted)}))


def _copied(document: str, prompt: Prompt) -> Iterator[Span]:
    for line in document.splitlines():
        line = line.strip()
        at = prompt.text.find(line) if len(line) >= _TELLING else -1
        if at >= 0:
            yield at, at + len(line)


def _inside(span: Span, outer: tuple[Span, ...]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in outer)
