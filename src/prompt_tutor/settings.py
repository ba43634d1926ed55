"""The settings: a small TOML file that a person may edit."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered between openings.

    Attributes:
        language: the interface's, "fr" or "en"; "" follows the system.
        theme: the name of the screen's theme; "" is the default one.
    """

    language: str = ""
    theme: str = ""


def read_settings(file: Path) -> Settings:
    """Return the settings in `file`; the defaults where there is none.

    Keys that are not known are left alone. Raises UsageError where the file cannot be understood.
    """
    if not file.exists():
        return Settings()
    import tomli  # most people have no settings file, and this is read before the first frame

    try:
        data = tomli.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise UsageError(
            _("The settings cannot be read: {reason}.").format(reason=error),
            _("Correct the file, or delete it to begin again with the defaults."),
            str(file),
        ) from error
    known = {field.name: data[field.name] for field in fields(Settings) if isinstance(data.get(field.name), str)}
    settings = Settings(**known)
    if settings.language not in ("", *LANGUAGES):
        raise UsageError(
            _("The language “{language}” of the settings is not known.").format(language=settings.language),
            _("Write “fr” or “en”."),
            str(file),
        )
    return settings


def write_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file`, whole or not at all; keys of the file that are not known are kept.

    Raises StorageError where it cannot be written.
    """
    other: list[str] = []
    names = {field.name for field in fields(Settings)}
    # A JSON string of text without control characters is a TOML string.
    ours = [f"{field.name} = {json.dumps(getattr(settings, field.name))}" for field in fields(Settings)]
    try:
        with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
            lines = file.read_text(encoding="utf-8-sig").splitlines()
            other = [line for line in lines if line.partition("=")[0].strip() not in names]
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f"{file.name}.{os.getpid()}.part")
        part.write_text("\n".join([*ours, *other]) + "\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise StorageError(
            _("The settings cannot be written: {reason}.").format(reason=error.strerror or error),
            _("Check that you may write there, or name another folder in PROMPT_TUTOR_DATA."),
            str(file),
        ) from error
