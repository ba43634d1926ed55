"""Words on the screen: text that is never read as markup, nor obeyed where it holds controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from textual.visual import VisualType


class Words(Static):
    """A Static for texts from anywhere: ours, a trainer's, a learner's or a model's."""

    def __init__(self, words: VisualType = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002
        super().__init__(_shown(words), id=id, classes=classes, markup=False)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show `content` instead."""
        super().update(_shown(content), layout=layout)


def _shown(words: VisualType) -> VisualType:
    return Content(visible(words)) if isinstance(words, str) else words
