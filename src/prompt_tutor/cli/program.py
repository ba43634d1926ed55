"""The command line from its arguments to its exit status."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from prompt_tutor import i18n
from prompt_tutor.cli.output import speak_utf8, warn, warn_of
from prompt_tutor.cli.parser import COMMANDS, WITH_PROMPT, build_parser
from prompt_tutor.errors import ContentError, TutorError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.paths import installed_packs, settings_file
from prompt_tutor.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WRONG_USE: Final = 2
FAILED: Final = 3
"""Exit status, as the help's last line tells it; 0 and 1 are for each command to return."""

INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141
"""As shells count a program that SIGINT or SIGPIPE ended: 128 and the signal's number."""


def run(arguments: Sequence[str]) -> int:
    """Run the command that `arguments` name and return its exit status; nothing expected ends in a traceback."""
    speak_utf8()
    try:
        status = _run(arguments)
        sys.stdout.flush()
    except (UsageError, ContentError) as error:
        warn_of(error)
        return WRONG_USE
    except TutorError as error:
        warn_of(error)
        return FAILED
    except KeyboardInterrupt:
        warn(_("Stopped. What was sent is kept."))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone, such as `head`: what is still buffered has nowhere to go (docs of `signal`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return status


def _run(arguments: Sequence[str]) -> int:
    asked = asked_language(arguments)
    i18n.use(asked or i18n.system_language())
    settings = Settings()
    try:
        settings = read_settings(settings_file())
    except UsageError as error:
        warn_of(error)  # a broken settings file stops nobody from working
    i18n.use(asked or settings.language or i18n.system_language())
    parsed = build_parser().parse_args(arguments)
    parsed.settings = settings
    parsed.packs = list(_packs(settings, (*parsed.pack, *parsed.more_packs)))
    parsed.command = parsed.command or "open"
    command = importlib.import_module(f"prompt_tutor.cli.{parsed.command}_command")
    status: int = command.run(parsed)
    return status


def asked_language(arguments: Sequence[str]) -> str:
    """Return the interface's language that `arguments` ask for, "" where they ask for none.

    They are looked at before they are parsed, so that even a refusal speaks that language.
    """
    command = next((argument for argument in arguments if argument in COMMANDS), "")
    options = ("--ui",) if command in WITH_PROMPT else ("--ui", "--language")
    for option in options:
        for position, argument in enumerate(arguments):
            name, equals, value = argument.partition("=")
            if name != option:
                continue
            given = value if equals else "".join(arguments[position + 1 : position + 2])
            if given in i18n.LANGUAGES:
                return given
    return ""


def _packs(settings: Settings, named: Sequence[str]) -> Iterator[Path]:
    """Yield the packs beside the base: installed, of the settings, and `named` on the command line, each once."""
    seen = set()
    remembered = []
    for folder in settings.packs:
        try:
            remembered.append(_pack(folder))
        except UsageError as error:
            warn_of(error)  # a folder that has moved since stops nobody from working
    for path in (*installed_packs(), *remembered, *(_pack(folder) for folder in named)):
        if path.resolve() not in seen:
            seen.add(path.resolve())
            yield path


def _pack(folder: str) -> Path:
    path = Path(folder)
    if not (path / "pack.toml").is_file():
        raise UsageError(
            _("This is no training pack: it holds no pack.toml."),
            _("Name the folder in which pack.toml stands."),
            folder,
        )
    return path
