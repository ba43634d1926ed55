"""`prompt-tutor preview FILE`: the tutor on a lesson or scenario that is being written, anew at each save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.authoring.look import file_to_look_at, look
from prompt_tutor.cli.check_command import say_problems
from prompt_tutor.cli.output import say
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Open the preview of `arguments.file`; 1, with its problems, where it cannot be shown as it stands."""
    first = look(file_to_look_at(Path(arguments.file)))
    if not first.id:
        say_problems(first.problems)
        say(_("It cannot be shown like this: correct it, then run the command again."))
        return 1
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("The tutor needs a terminal to draw its screen."),
            _("Open it in a terminal, or use a command without a screen: “prompt-tutor --help” lists them."),
        )
    from prompt_tutor.tui.preview import run_preview

    return run_preview(first, language=i18n.language(), settings=arguments.settings)
