"""The town's own rules on AI, as its training pack gives them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from prompt_tutor.content.library import Library
    from prompt_tutor.content.pack import Pack

HELP: Final = N_(
    "These are the rules that your town has set for the use of AI; they come from its training pack.\n\n"
    "↑, ↓, Page Up and Page Down move the text. Esc takes you back."
)


class CharterScreen(Screen[None]):
    """Shows the charter of each pack of `library` that declares one."""

    CSS_PATH = "charter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "back", N_("Back")),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("pagedown,space", "scroll(10)", show=False),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def __init__(self, library: Library, language: str) -> None:
        super().__init__()
        self._library = library
        self._language = language

    def compose(self) -> ComposeResult:
        """Compose the name, a place for the text, and the keys."""
        yield TitleBar(_("The town’s charter on AI"))
        yield VerticalScroll(id="charter", can_focus=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read the packs once the screen stands."""
        self.run_worker(self._show())

    async def _show(self) -> None:
        try:
            texts = await asyncio.to_thread(self._read)
        except ContentError as error:
            texts = ["\n\n".join((error.message, error.remedy, f"`{error.place}`"))]
        if self.is_attached:
            from prompt_tutor.tui.steps.prose import Prose

            await self.query_one("#charter").mount_all([Prose(text) for text in texts])

    def _read(self) -> list[str]:
        import prompt_tutor.tui.steps.prose  # noqa: F401 - Markdown takes its time: read it here, in the thread

        return [self._text(pack) for pack in self._library.charter_packs()]

    def _text(self, pack: Pack) -> str:
        charter = pack.charter
        if charter is None:
            return ""
        parts = [f"# {pack.title.in_(self._language)}", charter.file.in_(self._language)]
        if charter.tools:
            tools = "\n".join(f"- {tool}" for tool in charter.tools)
            parts.append(_("## Tools that are allowed here\n\n{tools}").format(tools=tools))
        if charter.data_protection_contact:
            parts.append(
                _("## A question about personal data?\n\n{contact}").format(contact=charter.data_protection_contact)
            )
        return "\n\n".join(parts)

    def action_scroll(self, lines: int) -> None:
        """Scroll the text by `lines`."""
        self.query_one("#charter").scroll_relative(y=lines, animate=False)

    def action_help(self) -> None:
        """Explain this screen."""
        from prompt_tutor.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(_("The town’s charter on AI"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
