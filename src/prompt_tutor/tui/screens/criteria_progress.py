"""How far the learner is with each criterion, in words."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from prompt_tutor.learning.review import Mastery

HELP: Final = N_(
    "Each line is something that a prompt can say, and how far you are with it.\n\n"
    "✓ acquired: you wrote it by yourself, in two situations and on two days\n"
    "◐ to confirm: written by yourself once; another situation on another day confirms it\n"
    "↻ to review: it was acquired, and some days have passed; Home offers a repair of three minutes\n"
    "○ not yet: not written by yourself so far\n\n"
    "“By yourself” is the first prompt that you send on a situation, before any feedback. A good prompt needs only the "
    "few that matter for its task. Nobody else sees this page."
)

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


class CriteriaProgress(Screen[None]):
    """Lists `masteries` as they are on the day `today`, what is acquired first."""

    CSS_PATH = "charter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "back", N_("Back")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def __init__(self, masteries: Sequence[Mastery], today: date, language: str) -> None:
        super().__init__()
        order = list(_WORDS)
        self._lines = sorted(
            ((sign_of(mastery, today), mastery.criterion) for mastery in masteries),
            key=lambda line: order.index(line[0]),
        )
        self._language = language

    def compose(self) -> ComposeResult:
        """Compose the name, a place for the lines, and the keys."""
        yield TitleBar(_("What your prompts say by now"))
        yield VerticalScroll(id="charter", can_focus=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fetch the titles of the criteria once the screen stands."""
        self.run_worker(self._show())

    async def _show(self) -> None:
        titles = await asyncio.to_thread(self._titles)
        if self.is_attached:
            words = {sign: _(word) for sign, word in _WORDS.items()}
            width = max(map(len, words.values())) + 2
            lines = [
                Content.assemble((f"{sign} {words[sign]:<{width}}", "bold"), titles[criterion])
                for sign, criterion in self._lines
            ]
            await self.query_one("#charter").mount(Words(Content("\n").join(lines)))

    def _titles(self) -> dict[str, str]:
        from prompt_tutor.content.criterion_texts import criterion_texts

        return {criterion: criterion_texts(criterion).title.in_(self._language) for _sign, criterion in self._lines}

    def action_scroll(self, lines: int) -> None:
        """Scroll the lines by `lines`."""
        self.query_one("#charter").scroll_relative(y=lines, animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("What your prompts say by now"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
