"""`prompt-tutor doctor`: what is installed, found, configured and writable."""

from __future__ import annotations

import platform
import sys
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from prompt_tutor import __version__, i18n
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.output import heading, mark, say, say_json
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.paths import base_pack, cache_folder, data_folder, fault_log, settings_file
from prompt_tutor.settings import read_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from prompt_tutor.content.index import Entry
    from prompt_tutor.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `needed` tells what the program cannot do without."""

    id: str
    title: str
    ok: bool
    detail: str
    needed: bool = True


def run(arguments: Namespace) -> int:
    """Print what was found; return 1 where something that is needed is wrong."""
    findings = list(_findings(arguments))
    if arguments.json:
        say_json({"format": 1, "findings": [asdict(finding) for finding in findings]})
    else:
        say(heading(f"prompt-tutor {__version__}"))
        for finding in findings:
            say(f"{mark(finding.ok)} {finding.title} · {finding.detail}")
    return 0 if all(finding.ok for finding in findings if finding.needed) else 1


def _findings(arguments: Namespace) -> Iterator[Finding]:
    yield Finding("python", _("Python"), sys.version_info >= (3, 11), f"{platform.python_version()}, {sys.executable}")
    yield Finding("system", _("System"), ok=True, detail=f"{platform.system()} {platform.release()}")
    yield Finding("language", _("Language of the interface"), ok=True, detail=i18n.language())
    for name in ("pydantic", "textual"):
        yield _package(name, needed=True)
    yield _package("litellm", needed=False)
    yield _data()
    yield _settings()
    yield _model(arguments.settings)
    yield _keyring(arguments.settings)
    yield _faults()
    yield Finding("cache", _("Folder of the index of titles"), ok=True, detail=str(cache_folder()), needed=False)
    library = open_packs(arguments)
    entries = (*library.lessons, *library.scenarios)
    for pack in (base_pack(), *arguments.packs):
        yield _pack(str(pack), entries)


def _package(name: str, *, needed: bool) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        detail = _("missing: install prompt-tutor again")
        if not needed:
            detail = _("missing: live models cannot answer; everything else works without it")
        return Finding(name, name, ok=False, detail=detail, needed=needed)
    return Finding(name, name, ok=True, detail=found, needed=needed)


def _data() -> Finding:
    from prompt_tutor.storage.database import open_database

    title = _("Folder of your attempts and drafts")
    try:
        with open_database(data_folder()) as database:
            notice = f". {database.notice}" if database.notice else ""
        return Finding("data", title, ok=True, detail=_("{folder}, writable").format(folder=data_folder()) + notice)
    except StorageError as error:
        return Finding("data", title, ok=False, detail=str(error))


def _settings() -> Finding:
    file = settings_file()
    title = _("Settings")
    try:
        settings = read_settings(file)
    except UsageError as error:
        return Finding("settings", title, ok=False, detail=str(error))
    if not file.exists():
        return Finding("settings", title, ok=True, detail=_("{file}, not written yet: the defaults").format(file=file))
    detail = _("{file}: language {language}, theme {theme}").format(
        file=file, language=settings.language or _("the system’s"), theme=settings.theme or _("the default one")
    )
    return Finding("settings", title, ok=True, detail=detail)


def _model(settings: Settings) -> Finding:
    """Tell which model answers in the tutor; no server is asked."""
    from prompt_tutor.llm.locality import locate

    title = _("Model that answers in the tutor")
    offline = _("offline mode on") if settings.offline else _("offline mode off")
    if settings.model in ("", "recorded"):
        name = _("Recorded answers") if settings.model else _("Practice model")
        return Finding("model", title, ok=True, detail=f"{name}, {offline}", needed=False)
    try:
        endpoint = locate(settings.model, settings.api_base)
    except UsageError as error:
        return Finding("model", title, ok=False, detail=str(error), needed=False)
    place = _("on this computer") if endpoint.local else _("the prompt leaves this computer")
    detail = ", ".join(word for word in (settings.model, endpoint.shown, place, offline) if word)
    return Finding("model", title, ok=endpoint.local or not settings.offline, detail=detail, needed=False)


def _keyring(settings: Settings) -> Finding:
    """Tell whether there is a keyring, and whose keys were put into it; it is not opened."""
    from prompt_tutor.llm.keys import keyring_state

    state = keyring_state()
    detail = state.detail
    if settings.logins:
        detail += _("; keys of: {names}").format(names=", ".join(settings.logins))
    return Finding("keyring", _("Keyring of this computer"), ok=state.ok, detail=detail, needed=False)


def _faults() -> Finding:
    """Tell which file keeps what went wrong unexpectedly in the tutor."""
    file = fault_log()
    detail = _("{file}: holds types, files and lines, none of your texts") if file.exists() else _("{file}: none")
    return Finding("faults", _("Unexpected faults"), ok=True, detail=detail.format(file=file), needed=False)


def _pack(folder: str, entries: tuple[Entry, ...]) -> Finding:
    inside = [entry for entry in entries if entry.path.startswith(folder)]
    lessons = sum(entry.kind == "lesson" for entry in inside)
    broken = [entry.id for entry in inside if entry.problem]
    detail = _("{folder}: lessons {lessons}, scenarios {scenarios}").format(
        folder=folder, lessons=lessons, scenarios=len(inside) - lessons
    )
    if broken:
        detail += _("; cannot be read: {ids}").format(ids=", ".join(broken))
    return Finding("pack", _("Training pack"), ok=bool(inside) and not broken, detail=detail)
