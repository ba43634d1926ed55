"""An app that goes on after a handler or a worker has raised.

Textual ends the program there, and prints what stood in every variable. Here each screen and widget is guarded as it
starts: its next messages are handled all the same, and the fault is said on the screen and kept in a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.app import App

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.dom import DOMNode
    from textual.message import Message
    from textual.message_pump import MessagePump
    from textual.widget import Widget

    from prompt_tutor.tui.faults import Faults
    from prompt_tutor.tui.messages import Failed

Returned = TypeVar("Returned")


class GuardedApp(App[Returned]):
    """Says what goes wrong unexpectedly, and keeps it in `fault_file`, which is set before it runs."""

    fault_file: Path
    _faults: Faults | None = None

    @property
    def faults(self) -> Faults:
        """What tells of faults and keeps them; made when it is first needed."""
        from prompt_tutor.tui.faults import Faults

        if self._faults is None:
            self._faults = Faults(self, self.fault_file)
        return self._faults

    def _handle_exception(self, error: Exception) -> None:
        """Say that something unexpected happened, where Textual would end the program."""
        self._exception = self._exception or error  # a test raises it again at its end
        self.faults.tell(error)

    def _register_child(self, parent: DOMNode, child: Widget, before: int | None, after: int | None) -> None:
        """Take in `child`, a screen or a widget that is about to start, guarded."""
        _guard(child, self._handle_exception)
        super()._register_child(parent, child, before, after)

    async def _dispatch_message(self, message: Message) -> None:
        """Hand `message` to the app's handlers; one that raises does not end it."""
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # noqa: BLE001 - whatever it is, the tutor goes on
            self._handle_exception(error)

    def on_failed(self, message: Failed) -> None:
        """Keep a fault that a screen has told itself."""
        self.faults.keep(message.error)


def _guard(pump: MessagePump, on_fault: Callable[[Exception], None]) -> None:
    """Have `on_fault` told what a handler of `pump` raises, and `pump` go on with its next message."""
    dispatch = pump._dispatch_message  # noqa: SLF001 - Textual has no public place where a handler can be caught

    async def guarded(message: Message) -> None:
        try:
            await dispatch(message)
        except Exception as error:  # noqa: BLE001 - whatever it is, the tutor goes on
            on_fault(error)

    vars(pump)["_dispatch_message"] = guarded
