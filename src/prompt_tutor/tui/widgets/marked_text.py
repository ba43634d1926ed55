"""Text with marked passages: what was found in the learner's prompt, or in the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from textual.content import Content

from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prompt_tutor.grading.prompt import Span

MarkKind = Literal["evidence", "near", "breaks", "omission"]

# Each kind has a text style of its own, so that it is told apart without colours.
STYLES: Final[dict[MarkKind, str]] = {
    "evidence": "bold $text-success on $success-muted",
    "near": "italic underline $text-warning",
    "breaks": "bold underline $text-error on $error-muted",
    "omission": "underline $text-warning",
}
NOTE_STYLE: Final = "bold $text-warning on $warning-muted"


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked.

    Attributes:
        span: where it stands, in code points of the text.
        kind: what was found there.
        sign: shown before it, or "".
        note: the words shown after it, or "".
    """

    span: Span
    kind: MarkKind
    sign: str = ""
    note: str = ""


def in_order(marks: Iterable[Mark], length: int) -> list[Mark]:
    """Return `marks` in the order of a text of `length` characters, without those that overlap an earlier one."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: mark.span):
        start, end = mark.span
        if 0 <= start < end <= length and (not kept or kept[-1].span[1] <= start):
            kept.append(mark)
    return kept


def marked(text: str, marks: Iterable[Mark]) -> Content:
    """Return `text` with its `marks`, as content in which nothing is read as markup or obeyed as a control."""
    parts: list[str | Content | tuple[str, str]] = []
    last = 0
    for mark in in_order(marks, len(text)):
        start, end = mark.span
        parts.append(visible(text[last:start]))
        if mark.sign:
            parts.append((mark.sign + " ", NOTE_STYLE))
        parts.append((visible(text[start:end]), STYLES[mark.kind]))
        if mark.note:
            parts += [" ", (f" ◂ {visible(mark.note)} ", NOTE_STYLE)]
        last = end
    parts.append(visible(text[last:]))
    return Content.assemble(*parts)


def moved(marks: Iterable[Mark], before: str, after: str) -> list[Mark]:
    """Return `marks` of the text `before` where they stand in `after`; those in the part that changed are dropped."""
    if before == after:
        return list(marks)
    most = min(len(before), len(after))
    head = _longest(most, lambda size: before[:size] == after[:size])
    tail = _longest(most - head, lambda size: before[len(before) - size :] == after[len(after) - size :])
    shift = len(after) - len(before)
    kept = []
    for mark in marks:
        start, end = mark.span
        if end <= head:
            kept.append(mark)
        elif start >= len(before) - tail:
            kept.append(Mark((start + shift, end + shift), mark.kind, mark.sign, mark.note))
    return kept


def _longest(most: int, same: Callable[[int], bool]) -> int:
    """Return the greatest size up to `most` that is the `same`; comparing halves, for a text may have 200,000 signs."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(middle) else (low, middle - 1)
    return low
