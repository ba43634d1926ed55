"""Keys of models: from the environment, else from the system's keyring; in no file, log, report or traceback of ours.

A key is kept under a name: a provider's, such as "mistral", or that of a server, such as "passerelle.ville.fr:443", so
that the key of one server never goes to another.
"""

from __future__ import annotations

import importlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.llm.locality import locate
from prompt_tutor.llm.providers import provider_of

if TYPE_CHECKING:
    from prompt_tutor.llm.locality import Endpoint

SERVICE: Final = "prompt-tutor"
"""What the system's keyring calls us."""

_PROVIDER: Final = re.compile(r"[a-z][a-z0-9_-]*")
_IN_FILES: Final = "keyrings.alt"
"""Backends that write keys to files, in the clear or with a password of their own."""


@dataclass(frozen=True, slots=True)
class KeyringState:
    """Whether the system has a keyring; `detail` is what to show of it."""

    ok: bool
    detail: str


def key_name(text: str) -> str:
    """Return the name under which the key of `text` is kept: a provider, a model of it, an address or its host.

    Raises UsageError where it is none of these.
    """
    provider = text.strip().lower().partition("/")[0]
    if "://" not in text and _PROVIDER.fullmatch(provider):
        return provider
    try:
        return locate("openai/any", text if "://" in text else f"https://{text.strip()}").host
    except UsageError as error:
        raise UsageError(
            _("“{name}” is neither a provider nor an address.").format(name=text),
            _("Write a provider such as mistral, or the address of a server such as https://passerelle.ville.fr/v1."),
        ) from error


def variables_of(name: str) -> tuple[str, ...]:
    """Return the environment variables that may hold the key kept as `name`, the first one to be told to people."""
    provider = provider_of(name)
    if provider:
        return provider.variables
    shouted = re.sub(r"\W", "_", name).upper()
    return (f"PROMPT_TUTOR_KEY_{shouted}",) if ":" in name else (f"{shouted}_API_KEY",)


def key_for(name: str) -> str | None:
    """Return the key kept as `name`: from the environment, else from the keyring; None where there is none.

    A locked keyring may ask the person at the screen to open it: call this in a thread.
    """
    return _from_environment(name) or _from_keyring(name)


def key_of(endpoint: Endpoint) -> str | None:
    """Return the key with which to ask at `endpoint`; None where there is none. Call this in a thread, as `key_for`.

    A server of one's own has its own key. A hosted one without gets what the environment holds for the provider whose
    protocol it speaks, as every OpenAI client does; what the keyring holds for a provider goes to that provider alone.
    """
    if not endpoint.host:
        return key_for(endpoint.provider)
    key = key_for(endpoint.host)
    if key or endpoint.local:
        return key
    return _from_environment(endpoint.provider)


def in_environment(name: str) -> str:
    """Return the environment variable that holds the key kept as `name`, "" where none does."""
    return next((variable for variable in variables_of(name) if os.environ.get(variable, "").strip()), "")


def store_key(name: str, key: str) -> None:
    """Keep `key` in the keyring as `name`.

    Raises UsageError where it is no key, StorageError where there is no keyring that can be used.
    """
    key = key.strip()
    if not key or not key.isprintable() or not key.isascii() or " " in key:
        raise UsageError(
            _("This is no key: it is empty, or holds characters that no key has."),
            _("Copy it again from the page of the provider, and paste it as it is."),
        )
    try:
        _keyring().set_password(SERVICE, name, key)
    except Exception:  # noqa: BLE001 - backends raise whatever their system does; what they say may hold the key
        fault = _no_keyring(name)
    else:
        return
    raise fault


def forget_key(name: str) -> bool:
    """Take the key kept as `name` out of the keyring; return whether there was one.

    Raises StorageError where there is no keyring that can be used.
    """
    if _from_keyring(name) is None:
        return False
    try:
        _keyring().delete_password(SERVICE, name)
    except Exception:  # noqa: BLE001 - as in store_key
        fault = _no_keyring(name)
    else:
        return True
    raise fault


def keyring_state() -> KeyringState:
    """Return whether the system has a keyring, without opening it."""
    try:
        return KeyringState(ok=True, detail=str(_keyring().get_keyring().name))
    except Exception:  # noqa: BLE001 - as in store_key
        return KeyringState(ok=False, detail=_("none: keys can only come from the environment"))


def _from_environment(name: str) -> str | None:
    return os.environ.get(in_environment(name), "").strip() or None


def _from_keyring(name: str) -> str | None:
    try:
        return _keyring().get_password(SERVICE, name) or None
    except Exception:  # noqa: BLE001 - without a keyring there is no key in it: whoever asks says that it is missing
        return None


def _keyring() -> Any:
    """Return the keyring library, where it has a keyring of the system to use; raises RuntimeError else."""
    keyring = importlib.import_module("keyring")  # late: it takes a tenth of a second, and may be broken
    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", (chosen,)):
        module = type(backend).__module__
        if module == "keyring.backends.fail" or module.startswith(_IN_FILES):
            raise RuntimeError(module)
    return keyring


def _no_keyring(name: str) -> StorageError:
    return StorageError(
        _("The key is not kept: this computer has no keyring that can be used."),
        _("Put it into the environment variable {name} instead.").format(name=variables_of(name)[0]),
    )
