"""The learner's own editor, named in `VISUAL` or `EDITOR`: opened on a text, which comes back changed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence


def editor_command() -> tuple[str, ...]:
    """Return the editor's command and its options: `VISUAL`, else `EDITOR`, else Notepad on Windows.

    Raises UsageError where none is named.
    """
    windows = sys.platform == "win32"
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if windows else "")
    try:
        # With posix=False backslashes of Windows paths stay; a quoted path keeps its quotation marks, taken off here.
        words = tuple(word.strip('"') if windows else word for word in shlex.split(named, posix=not windows))
    except ValueError as error:
        raise UsageError(
            _("The editor in VISUAL or EDITOR cannot be read: {command}.").format(command=named),
            _("Correct it, such as EDITOR=nano."),
        ) from error
    if not words:
        raise UsageError(
            _("No editor is named."),
            _("Name it in EDITOR, such as EDITOR=nano, before you start prompt-tutor; or write without one."),
        )
    return words


def edit(text: str) -> str:
    """Return `text` as the learner leaves it in the editor; waits until the editor is closed.

    The line end that editors put after the last line does not count, unless `text` had one. Raises UsageError where the
    editor cannot be opened, or ends with a fault.
    """
    command = editor_command()
    try:
        edited = _edited_by(command, text)
    except OSError as error:
        raise UsageError(
            _("The text cannot be handed to the editor and back: {reason}.").format(reason=error.strerror or error),
            _("What stood there before is kept; make room on the disk, or write without an editor of your own."),
        ) from error
    return edited if text.endswith("\n") else edited.removesuffix("\n")


def _edited_by(command: Sequence[str], text: str) -> str:
    with tempfile.TemporaryDirectory(prefix="prompt-tutor-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "prompt.md"
        file.write_text(text, encoding="utf-8")
        try:
            done = subprocess.run([*command, str(file)], check=False)  # noqa: S603 - the learner's own choice
        except OSError as error:
            raise UsageError(
                _("The editor “{command}” cannot be opened: {reason}.").format(
                    command=command[0], reason=error.strerror or error
                ),
                _("Set EDITOR to one that is installed, such as EDITOR=nano."),
            ) from error
        if done.returncode:
            raise UsageError(
                _("The editor “{command}” ended with a fault ({status}).").format(
                    command=command[0], status=done.returncode
                ),
                _("What stood there before is kept; try again, or write without an editor of your own."),
            )
        return file.read_text(encoding="utf-8-sig", errors="replace")
