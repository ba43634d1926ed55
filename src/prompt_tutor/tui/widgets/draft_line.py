"""The line below the editor: how long the prompt is, and whether its draft is on disk."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.timer import Timer

PAUSE: Final = 0.4
"""Seconds from a change to its writing: a draft is on disk within a second of typing, however long one types."""


class DraftLine(Words):
    """Keeps the draft by `keep`, which may raise StorageError, and says so."""

    def __init__(self, keep: Callable[[str], None], text: str, *, id: str = "draft-line") -> None:  # noqa: A002 - Textual's
        super().__init__(id=id, classes="draft-line")
        self._keep = keep
        self._text = self._kept = text
        self._writing = threading.Lock()
        self._timer: Timer | None = None
        self._fault: StorageError | None = None

    def on_mount(self) -> None:
        """Say how long the draft is."""
        self._tell()

    def changed(self, text: str) -> None:
        """Note that the draft is now `text`; it is kept shortly."""
        self._text = text
        if text != self._kept and self._timer is None:
            self._timer = self.set_timer(PAUSE, self.keep_now)
        self._tell()

    def turn_to(self, keep: Callable[[str], None], text: str) -> None:
        """Follow another draft, `text`, kept by `keep`; what is not on disk yet of this one is written first."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._fault = None
        try:
            self._write()
        except StorageError as error:
            self.app.notify(str(error), severity="error", markup=False, timeout=15)
        with self._writing:
            self._keep, self._text, self._kept = keep, text, text
        self._tell()

    def keep_now(self) -> None:
        """Write the draft in a thread, without waiting any longer."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._text != self._kept:
            self.run_worker(self._keep_in_thread(), group="draft")

    async def _keep_in_thread(self) -> None:
        try:
            await asyncio.to_thread(self._write)
        except StorageError as error:
            self._fault = error
        else:
            self._fault = None
        if self.is_attached:
            self._tell()

    def _write(self) -> None:
        # The latest text, not the one that was there when the thread was asked for: a late thread undoes nothing.
        with self._writing:
            text = self._text
            if text != self._kept:
                self._keep(text)
                self._kept = text

    def on_unmount(self) -> None:
        """Write what is not on disk yet: there is no later."""
        self.keep_at_once()

    def keep_at_once(self) -> None:
        """Write the draft before this returns, for when nothing of the tutor may run for a while."""
        try:
            self._write()
        except StorageError as error:
            self.app.notify(str(error), severity="error", markup=False, timeout=15)
        if self.is_attached:
            self._tell()

    def _tell(self) -> None:
        size = len(self._text)
        parts = [ngettext("{count} character", "{count} characters", size).format(count=size)]
        if self._fault:
            parts.append(_("! draft not saved: {reason}").format(reason=self._fault))
        elif self._text == self._kept:
            parts.append(_("draft saved") if self._text else _("nothing written yet"))
        else:
            parts.append(_("draft being saved…"))
        self.set_class(self._fault is not None, "-fault")
        self.update(" · ".join(parts))
