"""The interface's language: which one, and the translation of the program's own words.

The words in the code are English; `locale/fr` holds the French. Lessons and scenarios carry their own languages
(see `content.text`).
"""

from __future__ import annotations

import gettext as _gettext
import locale
import os
import sys
from contextvars import ContextVar
from pathlib import Path

from prompt_tutor.started import as_started

LANGUAGES = ("fr", "en")
"""The languages of the interface; the first is the one we write first."""

DOMAIN = "prompt_tutor"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_ENGLISH = _gettext.NullTranslations()
_current: ContextVar[_gettext.NullTranslations] = ContextVar("translations", default=_ENGLISH)
_language: ContextVar[str] = ContextVar("language", default="en")


def use(language: str) -> None:
    """Make `language` ("fr" or "en") the interface's language from here on, in this context."""
    translations = (
        _ENGLISH if language == "en" else _gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)
    )
    _current.set(translations)
    _language.set(language)


def language() -> str:
    """Return the interface's language, "fr" or "en"."""
    return _language.get()


def _(message: str) -> str:
    """Return the program's sentence `message` in the interface's language, commands in it as they are typed here."""
    return as_started(_current.get().gettext(message))


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools know it
    """Return `message` as it is: marked for the catalogue, to be translated where it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the sentence for `count` things in the interface's language, `{count}` still to be filled in."""
    return _current.get().ngettext(singular, plural, count)


def system_language() -> str:
    """Return "fr" when the system is set to French, else "en".

    Reads LC_ALL, LC_MESSAGES and LANG as POSIX orders them; on Windows and macOS, where they are often unset, the
    system's own setting.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    if sys.platform in ("win32", "darwin"):
        system = locale.getlocale()[0] or ""
        return "fr" if system.lower().startswith("fr") else "en"
    return "en"
