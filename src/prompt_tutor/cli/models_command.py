"""`prompt-tutor models`: what can answer here, whether it does, which one answers, and the keys."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.output import heading, mark, say, say_aside, say_json, warn_of
from prompt_tutor.cli.secret import read_secret
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _
from prompt_tutor.llm.catalogue import choose, entry_of, find_models, is_chosen, with_login
from prompt_tutor.llm.keys import forget_key, in_environment, key_name, store_key
from prompt_tutor.llm.locality import bare
from prompt_tutor.llm.trial import trial_words, try_model
from prompt_tutor.paths import settings_file
from prompt_tutor.settings import Settings, read_settings, write_settings

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from prompt_tutor.llm.entry import Entry
    from prompt_tutor.llm.trial import Trial


def run(arguments: Namespace) -> int:
    """List what can answer here, or do the one thing that the options name; return 0, or 3 where a trial fails."""
    if arguments.api_base and not (arguments.test or arguments.choose):
        raise UsageError(
            _("“--api-base” says where a model answers, but no model is named."),
            _("Add “--test NAME” or “--choose NAME”."),
        )
    if arguments.login:
        _log_in(arguments.login)
        return 0
    if arguments.logout:
        _log_out(arguments.logout)
        return 0
    # A file that cannot be read is written over by nobody: where something is to be remembered, it stops us.
    settings = read_settings(settings_file()) if arguments.choose else arguments.settings
    found = asyncio.run(find_models(settings, recordings=_recordings(arguments)))
    if arguments.choose:
        _choose(entry_of(arguments.choose, arguments.api_base, found), settings, sure=arguments.yes)
        return 0
    if arguments.test:
        return _test(entry_of(arguments.test, arguments.api_base, found), settings, as_json=arguments.json)
    if arguments.json:
        models = [_data(entry, settings) for entry in found]
        say_json({"format": 1, "offline": settings.offline, "models": models})
    else:
        for line in _lines(found, settings):
            say(line)
    return 0


def _recordings(arguments: Namespace) -> int:
    from prompt_tutor.content.recording import recording_files

    return sum(len(recording_files(Path(entry.path).parent)) for entry in open_packs(arguments).scenarios)


def _lines(found: tuple[Entry, ...], settings: Settings) -> Iterator[str]:
    yield heading(_("What can answer here"))
    rows = [(entry.id or entry.name, entry.place, _leaves(entry), _state(entry, settings)) for entry in found]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*cells, row[3]]).rstrip()
    yield ""
    if settings.offline:
        yield _("Offline mode is on: models that would have the prompt leave this computer are refused.")
    else:
        yield _("Offline mode is off: a hosted model was chosen. Any other choice brings it back.")
    yield _("“prompt-tutor models --choose NAME” chooses one; “--test NAME” tries it; “--login NAME” keeps a key.")


def _leaves(entry: Entry) -> str:
    return _("the prompt leaves") if entry.hosted else _("the prompt stays")


def _state(entry: Entry, settings: Settings) -> str:
    chosen = _("chosen") if is_chosen(entry, settings) else ""
    return " · ".join(word for word in (chosen, entry.detail, entry.note) if word)


def _data(entry: Entry, settings: Settings) -> dict[str, Any]:
    return {
        "id": entry.id or None,
        "api_base": entry.api_base if entry.api_base and bare(entry.api_base) else None,
        "name": entry.name,
        "source": entry.source,
        "hosted": entry.hosted,
        "where": entry.where,
        "detail": entry.detail,
        "note": entry.note,
        "chosen": is_chosen(entry, settings),
    }


def _test(entry: Entry, settings: Settings, *, as_json: bool) -> int:
    trial = asyncio.run(try_model(entry, offline=settings.offline))
    if as_json:
        say_json({"format": 1, "model": _data(entry, settings), "trial": _trial_data(trial)})
    elif trial.works:
        say(f"{mark(True)} {trial_words(entry, trial)}")
        if trial.words:
            say(trial.words)
    if trial.fault:
        warn_of(trial.fault)
    return 0 if trial.works else 3


def _trial_data(trial: Trial) -> dict[str, Any]:
    fault = trial.fault
    error = (
        {"code": getattr(fault, "code", "refused"), "message": fault.message, "remedy": fault.remedy} if fault else None
    )
    return {
        "works": trial.works,
        "seconds_to_first": trial.seconds_to_first,
        "seconds": trial.seconds,
        "words": trial.words,
        "error": error,
    }


def _choose(entry: Entry, settings: Settings, *, sure: bool) -> None:
    if entry.hosted and not sure:
        _confirm(entry)
    write_settings(settings_file(), choose(entry, settings))
    words = _("{model} answers from now on; the prompt stays on this computer.")
    if entry.hosted:
        words = _("{model} answers from now on. Offline mode is off: what you send leaves this computer.")
    say(words.format(model=entry.id if entry.source not in ("practice", "recording") else entry.name))


def _confirm(entry: Entry) -> None:
    """Ask the person whether prompts may leave the machine; raises UsageError where they may not."""
    if not sys.stdin.isatty():
        raise UsageError(
            _("With {model}, what you send leaves this computer: nothing was changed.").format(model=entry.id),
            _("Add “--yes” to choose it all the same."),
        )
    say_aside(
        _("With {model}, what you send leaves this computer for {where}.").format(model=entry.id, where=entry.where)
    )
    say_aside(_("Type “yes” to choose it; anything else changes nothing."))
    if sys.stdin.readline().strip().casefold() not in (_("yes"), "yes"):
        raise UsageError(_("Nothing was changed."), _("Choose again, or use the practice model."))


def _log_in(text: str) -> None:
    name = key_name(text)
    settings = read_settings(settings_file())
    store_key(name, read_secret(_("Key of {name} (it does not show): ").format(name=name)))
    write_settings(settings_file(), with_login(text, settings))
    say(_("The key of {name} is kept in the keyring of this computer.").format(name=name))


def _log_out(text: str) -> None:
    name = key_name(text)
    settings = read_settings(settings_file())
    forgotten = forget_key(name)
    if name in settings.logins:
        others = tuple(login for login in settings.logins if login != name)
        write_settings(settings_file(), replace(settings, logins=others))
    words = (
        _("The key of {name} is taken out of the keyring.") if forgotten else _("The keyring holds no key of {name}.")
    )
    say(words.format(name=name))
    variable = in_environment(name)
    if variable:
        say(_("The environment variable {name} still holds one.").format(name=variable))
