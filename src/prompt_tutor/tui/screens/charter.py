"""The town's own rules on AI, as its training pack gives them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.screens.page import PageScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget

    from prompt_tutor.content.library import Library
    from prompt_tutor.content.pack import Pack


class CharterScreen(PageScreen):
    """Shows the charter of each pack of `library` that declares one."""

    TITLE_WORDS = N_("The town’s charter on AI")
    HELP_WORDS = N_(
        "These are the rules that your town has set for the use of AI; they come from its training pack.\n\n"
        "↑, ↓, Page Up and Page Down move the text. Esc takes you back."
    )

    def __init__(self, library: Library, language: str) -> None:
        super().__init__()
        self._library = library
        self._language = language

    async def page(self) -> Sequence[Widget]:
        """Return the charters, read in a thread; what is wrong where one cannot be read."""
        try:
            texts = await asyncio.to_thread(self._read)
        except ContentError as error:
            texts = ["\n\n".join((error.message, error.remedy, f"`{error.place}`"))]
        from prompt_tutor.tui.steps.prose import Prose

        return [Prose(text) for text in texts]

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
