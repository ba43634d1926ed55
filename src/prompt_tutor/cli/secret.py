"""Reading a key: hidden at the keyboard, or from a pipe."""

from __future__ import annotations

import getpass
import sys
import warnings

from prompt_tutor.cli.output import escape
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _


def read_secret(question: str) -> str:
    """Return the line that a person types without its showing, after `question`, or the first line of a pipe.

    Raises UsageError where the keyboard would show it.
    """
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", getpass.GetPassWarning)
            return getpass.getpass(escape(question), stream=sys.stderr).strip()
    except (getpass.GetPassWarning, EOFError):
        fault = UsageError(
            _("This terminal would show the key."), _("Give it through a pipe, from a program that keeps passwords.")
        )
    raise fault
