"""The brief: who the learner is, what happens, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from prompt_tutor.content.scenario import Brief


class BriefView(VerticalScroll, can_focus=True):
    """Shows `brief` in `language`."""

    def __init__(self, brief: Brief, language: str, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._brief = brief
        self._language = language

    def compose(self) -> ComposeResult:
        """Compose the three parts, each under its heading."""
        for heading, text in (
            (_("Who you are"), self._brief.persona),
            (_("What happens"), self._brief.situation),
            (_("What is asked of you"), self._brief.request),
        ):
            yield Words(heading, classes="heading")
            yield Words(text.in_(self._language), classes="reading-text")
