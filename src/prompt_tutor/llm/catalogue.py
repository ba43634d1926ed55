"""What can answer here: the practice model, recordings, servers on this machine, and hosted models with a key."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _
from prompt_tutor.llm.discovery import USUAL, Address, look_at, not_asked
from prompt_tutor.llm.entry import Entry
from prompt_tutor.llm.keys import in_environment, key_name
from prompt_tutor.llm.locality import bare, locate
from prompt_tutor.llm.opening import PRACTICE_ID, RECORDED_ID
from prompt_tutor.llm.providers import PROVIDERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prompt_tutor.llm.entry import Source
    from prompt_tutor.llm.locality import Endpoint
    from prompt_tutor.settings import Settings


async def find_models(
    settings: Settings,
    *,
    recordings: int = 0,
    usual: Sequence[Address] = USUAL,
    on_found: Callable[[tuple[Entry, ...]], None] = lambda _entries: None,
) -> tuple[Entry, ...]:
    """Return what can answer here: practice, recordings, servers of this machine, other servers, providers with a key.

    Servers are asked side by side, those of this machine for half a second at the most, others for three; while
    `settings.offline` no other address is looked up or asked. Whatever a server does, there is an answer. A remembered
    model that is not among them stands at the end, with a note.

    Args:
        settings: `servers` and `api_base` are asked too; `logins` and the environment tell where keys are, and of the
            keyring only the keys of these servers are read.
        recordings: how many answers are recorded; without any there is no line for them.
        usual: where to look besides.
        on_found: called with what is known before anyone is asked, and again whenever a server has answered.
    """
    addresses = _addresses(settings, usual)
    answers: dict[str, tuple[Entry, ...]] = {}

    def known() -> tuple[Entry, ...]:
        entries = (entry for address in addresses for entry in answers.get(address.api_base, ()))
        servers = sorted(entries, key=lambda entry: entry.hosted)
        return (*_here(recordings), *servers, *_provided(settings))

    async def look(address: Address) -> None:
        answers[address.api_base] = await _look(address, settings)
        on_found(known())

    on_found(known())
    await asyncio.gather(*(look(address) for address in addresses))
    found = known()
    if not settings.model or any(is_chosen(entry, settings) for entry in found):
        return found
    return (*found, _missing(settings))


def is_chosen(entry: Entry, settings: Settings) -> bool:
    """Return whether `entry` is the model that `settings` remember."""
    if not settings.model:
        return entry.id == PRACTICE_ID
    if entry.id != settings.model:
        return False
    try:
        return _place(entry.id, entry.api_base) == _place(settings.model, settings.api_base)
    except UsageError:
        return False


def choose(entry: Entry, settings: Settings) -> Settings:
    """Return `settings` with `entry` remembered; a hosted one ends offline mode, any other brings it back.

    Its address is kept among the servers, so that it is found again after another choice. Raises UsageError where the
    address holds what may be a key: the settings are no place for one.
    """
    base = entry.api_base or ""
    if not bare(base):
        raise UsageError(
            _("The address holds a name, a password or a question mark: it is not remembered."),
            _("Give the address without them, and the key with “prompt-tutor models --login ADDRESS”."),
        )
    model = "" if entry.id == PRACTICE_ID else entry.id
    return replace(with_server(base, settings), model=model, api_base=base, offline=not entry.hosted)


def with_server(base: str, settings: Settings) -> Settings:
    """Return `settings` that look for models at the address `base`, too, unless it may hold a key or is a usual one."""
    if not base or not bare(base) or base in (*settings.servers, *(address.api_base for address in USUAL)):
        return settings
    return replace(settings, servers=(*settings.servers, base))


def with_login(text: str, settings: Settings) -> Settings:
    """Return `settings` that know of the key kept for `text`, a provider or an address; an address is looked at, too.

    Raises UsageError where `text` is neither.
    """
    logins = tuple(sorted({*settings.logins, key_name(text)}))
    return replace(with_server(text if "://" in text else "", settings), logins=logins)


def entry_of(name: str, api_base: str | None, found: Sequence[Entry]) -> Entry:
    """Return the entry for the model called `name`: one of `found`, or one made of the name and the address.

    Without `api_base`, the name alone finds it, as `id` or as it is shown. Raises UsageError where several are called
    so, where the name does not say who provides it, or where `api_base` is no address.
    """
    usable = [entry for entry in found if entry.usable]
    if not api_base:
        named = [entry for entry in usable if entry.id == name] or [entry for entry in usable if entry.name == name]
        if len({(entry.id, entry.api_base) for entry in named}) > 1:
            raise UsageError(
                _("Several models are called {model}.").format(model=name),
                _("Add “--api-base” with the address of one: {addresses}.").format(
                    addresses=", ".join(_told(entry) for entry in named)
                ),
            )
        if named:
            return named[0]
    endpoint = locate(name, api_base)
    if not endpoint.provider:
        raise UsageError(
            _("No model is called {model} here.").format(model=name),
            _(
                "“prompt-tutor models” lists those that were found; any other name begins with its provider, such as "
                "{example}."
            ).format(example=f"openai/{name}" if api_base else "mistral/mistral-small-latest"),
        )
    same = (entry for entry in usable if entry.id == name and _place(name, entry.api_base) == _place(name, api_base))
    return next(same, None) or _unseen(endpoint, name, api_base, "")


def _told(entry: Entry) -> str:
    return entry.api_base if entry.api_base and bare(entry.api_base) else entry.where


def _addresses(settings: Settings, usual: Sequence[Address]) -> list[Address]:
    """Return where to look, each place once; what the settings name is not passed over where nothing answers."""
    named = [Address(base) for base in (*settings.servers, settings.api_base) if base]
    once = {_spot(address): address for address in named}
    for address in usual:
        if _spot(address) in once:
            once[_spot(address)] = replace(address, usual=False)
        else:
            once[_spot(address)] = address
    return [replace(address, with_key=_has_key(address, settings)) for address in once.values()]


def _spot(address: Address) -> str:
    try:
        return locate("openai/any", address.api_base).host
    except UsageError:
        return address.api_base


def _has_key(address: Address, settings: Settings) -> bool:
    spot = _spot(address)
    return spot in settings.logins or bool(in_environment(spot))


async def _look(address: Address, settings: Settings) -> tuple[Entry, ...]:
    try:
        if settings.offline and not locate("openai/any", address.api_base).local:
            return (not_asked(address.api_base),)
        return await look_at(address)
    except UsageError as error:
        return (Entry("", None, address.api_base, "server", hosted=True, where="", note=error.message.rstrip(".")),)


def _here(recordings: int) -> Iterator[Entry]:
    yield Entry(PRACTICE_ID, None, _("Practice model"), "practice", hosted=False, where="")
    if recordings:
        yield Entry(RECORDED_ID, None, _("Recorded answers"), "recording", hosted=False, where="")


def _provided(settings: Settings) -> Iterator[Entry]:
    for provider in PROVIDERS:
        note = _key_note(provider.id, settings)
        for example in provider.examples if note else ():
            yield Entry(
                f"{provider.id}/{example}", None, example, "provider", hosted=True, where=provider.name, note=note
            )


def _key_note(provider: str, settings: Settings) -> str:
    variable = in_environment(provider)
    if variable:
        return _("key in {variable}").format(variable=variable)
    return _("key in the keyring") if provider in settings.logins else ""


def _missing(settings: Settings) -> Entry:
    """Return the line of the remembered model, which is not among those that were found."""
    note = _("not found now")
    if settings.model == RECORDED_ID:
        return Entry(RECORDED_ID, None, _("Recorded answers"), "recording", hosted=False, where="", note=note)
    try:
        endpoint = locate(settings.model, settings.api_base)
    except UsageError as error:
        return Entry("", None, settings.model, "server", hosted=True, where="", note=error.message.rstrip("."))
    if not endpoint.host:  # providers have more models than are listed
        note = _key_note(endpoint.provider, settings) or _("its key is missing")
    return _unseen(endpoint, settings.model, settings.api_base, note)


def _unseen(endpoint: Endpoint, name: str, api_base: str | None, note: str) -> Entry:
    source: Source = "server" if endpoint.host else "provider"
    where = endpoint.shown or endpoint.provider
    return Entry(name, api_base or None, endpoint.model, source, not endpoint.local, where, note=note)


def _place(name: str, api_base: str | None) -> tuple[str, str]:
    endpoint = locate(name, api_base)
    return endpoint.host, (endpoint.api_base or "").partition("://")[2].partition("/")[2].strip("/")
