"""What nobody expected: said on the screen, and kept in a file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from textual.worker import WorkerFailed

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import _
from prompt_tutor.tui.fault_log import keep_fault, place_of
from prompt_tutor.tui.screens.help import HelpScreen

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from textual.app import App

_AGAIN: Final = 10.0
"""Seconds in which the same fault is told once: one in painting comes again with every frame."""


class FaultScreen(HelpScreen):
    """Says that something unexpected went wrong."""

    CSS_PATH = "screens/help.tcss"


class Faults:
    """Tells the faults of `app`, and keeps them in `file`."""

    def __init__(self, app: App[Any], file: Path) -> None:
        self._app = app
        self._file = file
        self._told: dict[str, float] = {}

    def keep(self, error: BaseException) -> bool:
        """Keep `error` in the file, and return whether it is there."""
        return keep_fault(error, self._file)

    def tell(self, error: BaseException) -> None:
        """Keep `error`, and say above the screen what happened, that the work is saved, and what to do."""
        if isinstance(error, WorkerFailed):
            error = error.error
        kept = self.keep(error)
        place, now = place_of(error), time.monotonic()
        if now - self._told.get(place, -_AGAIN) < _AGAIN:
            return
        self._told[place] = now
        words = self._words(error, place, kept=kept)
        if not self._app.screen_stack:
            self._app.exit(return_code=3, message=words)
        elif not isinstance(self._app.screen, FaultScreen):
            self._app.push_screen(FaultScreen(_("Something unexpected happened"), words))

    def _words(self, error: BaseException, place: str, *, kept: bool) -> str:
        parts = [str(error)] if isinstance(error, TutorError) else []
        parts.append(
            _(
                "What you wrote and your attempts are saved. Press Esc and go on. If it happens again, leave with "
                "Ctrl+Q and open prompt-tutor again."
            )
        )
        if kept:
            details = _(
                "For whoever looks after prompt-tutor: {place}. The details, without your texts, are in {file}."
            )
        else:
            details = _("For whoever looks after prompt-tutor: {place}.")
        parts.append(details.format(place=place, file=self._file))
        return "\n\n".join(parts)
