"""How far the learner is with each criterion, in words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from textual.content import Content

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.screens.page import PageScreen
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.widget import Widget

    from prompt_tutor.learning.review import Mastery

ACQUIRED, CONFIRM, REVIEW, NOT_YET = "✓", "◐", "↻", "○"
_WORDS: Final = {
    ACQUIRED: N_("acquired"),
    CONFIRM: N_("to confirm"),
    REVIEW: N_("to review"),
    NOT_YET: N_("not yet"),
}
_SIGNS: Final = {"mastered": ACQUIRED, "once": CONFIRM, "new": NOT_YET}


def sign_of(mastery: Mastery, today: date) -> str:
    """Return the sign that says how far a criterion is on the day `today`."""
    return REVIEW if mastery.is_due(today) else _SIGNS[mastery.state]


class CriteriaProgress(PageScreen):
    """Lists `masteries` as they are on the day `today`, what is acquired first."""

    TITLE_WORDS = N_("What your prompts say by now")
    HELP_WORDS = N_(
        "Each line is something that a prompt can say, and how far you are with it.\n\n"
        "✓ acquired: you wrote it by yourself, in two scenarios and on two days\n"
        "◐ to confirm: written by yourself once; another scenario on another day confirms it\n"
        "↻ to review: it was acquired, and some days have passed; Home offers a repair of three minutes\n"
        "○ not yet: not written by yourself so far\n\n"
        "“By yourself” is the first prompt that you send on a scenario, before any feedback. A good prompt needs only "
        "the few that matter for its task. Nobody else sees this page."
    )

    def __init__(self, masteries: Sequence[Mastery], today: date, language: str) -> None:
        super().__init__()
        order = list(_WORDS)
        self._lines = sorted(
            ((sign_of(mastery, today), mastery.criterion) for mastery in masteries),
            key=lambda line: order.index(line[0]),
        )
        self._language = language

    async def page(self) -> Sequence[Widget]:
        """Return the lines, with the titles of the criteria."""
        titles = await asyncio.to_thread(self._titles)
        words = {sign: _(word) for sign, word in _WORDS.items()}
        width = max(map(len, words.values())) + 2
        lines = [
            Content.assemble((f"{sign} {words[sign]:<{width}}", "bold"), titles[criterion])
            for sign, criterion in self._lines
        ]
        return [Words(Content("\n").join(lines))]

    def _titles(self) -> dict[str, str]:
        from prompt_tutor.content.criterion_texts import criterion_texts

        return {criterion: criterion_texts(criterion).title.in_(self._language) for _sign, criterion in self._lines}
