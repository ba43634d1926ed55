"""argparse's own sentences in the interface's language: those that a person can meet, of Python 3.11 to 3.14."""

from __future__ import annotations

import argparse
from typing import NoReturn

from prompt_tutor.cli.output import escape
from prompt_tutor.i18n import _, language


def _in_interface_language(message: str) -> str:
    known = {
        "usage: ": _("usage: "),
        "positional arguments": _("positional arguments"),
        "options": _("options"),
        "show this help message and exit": _("show this help message and exit"),
        "the following arguments are required: %s": _("the following arguments are required: %s"),
        "unrecognized arguments: %s": _("unrecognized arguments: %s"),
        "not allowed with argument %s": _("not allowed with argument %s"),
        "ignored explicit argument %r": _("this argument takes no value: %r"),
        "expected one argument": _("one value is wanted after it"),
        "expected at least one argument": _("at least one value is wanted after it"),
        "argument %(argument_name)s: %(message)s": _("argument %(argument_name)s: %(message)s"),
        "invalid choice: %(value)r (choose from %(choices)s)": _("%(value)r is not possible; possible: %(choices)s"),
        "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": _(
            "%(value)r is not possible; did you mean %(closest)r? Possible: %(choices)s"
        ),
    }
    return known.get(message, message)


class Formatter(argparse.HelpFormatter):
    """Sets headings as the interface's language does: French puts a space before the colon."""

    def start_section(self, heading: str | None) -> None:
        """Begin a section of the help called `heading`."""
        super().start_section(f"{heading}\u00a0" if heading and language() == "fr" else heading)


class Parser(argparse.ArgumentParser):
    """Refuses wrong use in one line, in the interface's language."""

    def error(self, message: str) -> NoReturn:
        """Write what is wrong and where help is to standard error, and exit with status 2."""
        help_ = _("“{command} --help” shows what is possible.").format(command=self.prog)
        line = _("{command}: {message}. {help}").format(command=self.prog, message=message, help=help_)
        self.exit(2, escape(line.replace("\n", " ")) + "\n")


def translate_argparse() -> None:
    """Have argparse speak the interface's language.

    argparse looks its sentences up through a name of its own module, for a catalogue of the whole process that its
    users cannot choose by context; replacing that name is the way to use ours.
    """
    vars(argparse)["_"] = _in_interface_language
