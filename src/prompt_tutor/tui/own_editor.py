"""Writing in one's own editor instead of the tutor's: the screen makes way for it, and the text comes back."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from prompt_tutor.errors import UsageError
from prompt_tutor.external_editor import edit, editor_command
from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.draft_line import DraftLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.tui.widgets.editor import Editor


def edit_outside(editor: Editor) -> None:
    """Open what stands in `editor` in the learner's own editor, and put there what it becomes; Ctrl+Z undoes that.

    The drafts of the screen are on disk before. Raises UsageError where no editor can be opened; the text then stays.
    """
    for line in editor.screen.query(DraftLine):
        line.keep_at_once()
    before = editor.text
    after = _edited(editor, before)
    if after == before:
        editor.notify(
            _(
                "Nothing was changed in your editor. One that opens a window of its own has to be told to wait, such "
                "as EDITOR=“code --wait”."
            ),
            markup=False,
        )
    else:
        editor.rewrite(after)


def _edited(editor: Editor, text: str) -> str:
    command, fault = editor_command(), None
    try:
        with editor.app.suspend(), _interrupts_left_to_the_editor():
            words = _("Your text stands open in “{command}”. Close it to come back here.").format(command=command[0])
            sys.stdout.write(f"{words}\n")
            sys.stdout.flush()
            try:
                text = edit(text)
            except Exception as error:  # noqa: BLE001 - raised in here, the screen would never come back
                fault = error
    except SuspendNotSupported as error:
        raise UsageError(
            _("Your own editor cannot be opened from here: the tutor does not run in a terminal of its own."),
            _("Write here, or open prompt-tutor in a terminal."),
        ) from error
    if fault is not None:
        raise fault
    return text


@contextmanager
def _interrupts_left_to_the_editor() -> Iterator[None]:
    """Let Ctrl+C, which reaches the tutor as well, end nothing but what it was meant for."""
    # A handler, and not SIG_IGN: that one the editor would inherit.
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
