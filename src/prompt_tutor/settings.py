"""The settings: a small TOML file that a person may edit."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import LANGUAGES, _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What is remembered between openings.

    Attributes:
        language: the interface's, "fr" or "en"; "" follows the system.
        theme: the name of the screen's theme; "" is the default one.
        model: the name of the model that answers, as litellm knows it, or "recorded"; "" is the practice model.
        api_base: where that model answers; "" is its provider's own address.
        judge: the name of the live model that answers the questions of a scenario that no rule decides; "" is none.
        judge_api_base: where the judge answers; "" is its provider's own address.
        packs: folders of training packs to use as well.
        servers: addresses at which to look for models, besides the usual ones of this computer.
        offline: whether every model is refused that would send the prompt to another computer.
        path: the learning path that Home shows, `id` or `pack/id`; "" shows every lesson.
        welcomed: whether the first steps were shown.
        logins: the names of the providers and servers whose keys stand in the system's keyring: names, never keys.
        reduced_motion: whether nothing moves on the screen, whatever the system asks.
    """

    language: str = ""
    theme: str = ""
    model: str = ""
    api_base: str = ""
    judge: str = ""
    judge_api_base: str = ""
    packs: tuple[str, ...] = ()
    servers: tuple[str, ...] = ()
    offline: bool = True
    logins: tuple[str, ...] = ()
    path: str = ""
    welcomed: bool = False
    reduced_motion: bool = False


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
    known: dict[str, Any] = {
        field.name: _value(field.name, data[field.name], field.default, file)
        for field in fields(Settings)
        if field.name in data
    }
    settings = Settings(**known)
    if settings.language not in ("", *LANGUAGES):
        raise UsageError(
            _("The language “{language}” of the settings is not known.").format(language=settings.language),
            _("Write “fr” or “en”."),
            str(file),
        )
    return settings


def _value(name: str, value: Any, default: Any, file: Path) -> Any:
    """Return `value` as the setting `name` holds it; raises UsageError where it is not of the kind of `default`."""
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        remedy = _('Write a list of texts, such as {name} = ["…"].')
    elif isinstance(value, type(default)):
        return value
    elif isinstance(default, bool):
        remedy = _("Write {name} = true or {name} = false.")
    else:
        remedy = _('Write a text between quotation marks, such as {name} = "…".')
    raise UsageError(
        _("The value of “{name}” in the settings cannot be used.").format(name=name),
        remedy.format(name=name),
        str(file),
    )


def write_settings(file: Path, settings: Settings) -> None:
    """Write `settings` to `file`, whole or not at all; keys of the file that are not known are kept.

    Raises StorageError where it cannot be written.
    """
    other: list[str] = []
    ours = [f"{field.name} = {_written(getattr(settings, field.name))}" for field in fields(Settings)]
    try:
        with contextlib.suppress(FileNotFoundError, UnicodeDecodeError):
            other = list(_not_ours(file.read_text(encoding="utf-8-sig").splitlines()))
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


def _written(value: str | bool | tuple[str, ...]) -> str:
    # JSON says these values as TOML does, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _not_ours(lines: list[str]) -> Iterator[str]:
    """Yield the lines of a settings file that say something else than our settings; a value may take several lines."""
    names = {field.name for field in fields(Settings)}
    start = 0
    while start < len(lines):
        if lines[start].lstrip().startswith("["):  # a table: from here on, no name is one of ours
            yield from lines[start:]
            return
        end = _end_of_value(lines, start)
        if lines[start].partition("=")[0].strip().strip("\"'") not in names:
            yield from lines[start:end]
        start = end


def _end_of_value(lines: list[str], start: int) -> int:
    """Return the number of the line after the value that begins in line `start`."""
    import tomli

    for end in range(start + 1, len(lines) + 1):
        with contextlib.suppress(tomli.TOMLDecodeError):
            tomli.loads("\n".join(lines[start:end]))
            return end
    return start + 1
