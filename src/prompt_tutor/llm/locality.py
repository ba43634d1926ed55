"""Whether a model runs on this machine: only what is known to do so counts as local.

Loopback is not yet local: a server on loopback may pass the prompt on, as Ollama does with its `cloud` models.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

OLLAMA: Final = ("ollama", "ollama_chat")
_OLLAMA_ADDRESS: Final = "http://127.0.0.1:11434"

_LOCAL_PROVIDERS: Final = frozenset({*OLLAMA, "openai", "hosted_vllm", "llamafile", "lm_studio"})
"""litellm's names for what speaks to a server that runs models itself; a gateway to other servers is not among them."""

_CLOUD_TAG: Final = re.compile(r"[:-]cloud$", re.IGNORECASE)
"""How Ollama marks a model that runs on its own servers: `gpt-oss:120b-cloud`, `minimax-m2:cloud`."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is asked.

    Attributes:
        provider: litellm's name for the protocol, "" where the name of the model does not say.
        model: the name without its provider.
        api_base: the address as it is to be used, None for the provider's own. Of a local model with http:// it holds
            the very address that was found to be loopback, so that no later answer of a name server can change it.
        local: whether the prompt stays on this machine.
        shown: the address as it may be shown: without user, password or query, which may hold a key; "" for None.
    """

    provider: str
    model: str
    api_base: str | None
    local: bool
    shown: str


def is_local(name: str, api_base: str | None) -> bool:
    """Return whether the prompt stays on this machine when the model `name` is asked at `api_base`.

    Unknown counts as hosted. Asks the system to resolve the address. Raises UsageError as `locate` does.
    """
    return locate(name, api_base).local


def locate(name: str, api_base: str | None) -> Endpoint:
    """Return where the litellm model `name` is asked, at `api_base` or, without one, its provider's own address.

    Raises UsageError where `api_base` is no http or https address.
    """
    provider, slash, model = name.partition("/")
    if not slash:
        provider, model = "", name
    if not api_base and provider in OLLAMA:
        api_base = _OLLAMA_ADDRESS
    if not api_base:
        return Endpoint(provider, model, None, local=False, shown="")
    parts, host, port = _split(api_base)
    shown = f"{parts.scheme}://{_netloc(host, port)}"
    loopback = _loopback(host)
    if loopback is None or provider not in _LOCAL_PROVIDERS or _CLOUD_TAG.search(model):
        return Endpoint(provider, model, api_base, local=False, shown=shown)
    # A certificate is made out to the name: with https it must stay.
    host = host if parts.scheme == "https" else loopback
    return Endpoint(provider, model, f"{parts.scheme}://{_netloc(host, port)}{parts.path}", local=True, shown=shown)


def _split(api_base: str) -> tuple[SplitResult, str, int | None]:
    try:
        parts = urlsplit(api_base)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or re.search(r"[\s\\\x00-\x1f]", api_base):
        raise UsageError(
            _("The address of the model cannot be read."),
            _("Write it whole, such as http://127.0.0.1:1234/v1."),
        )
    return parts, host, port


def _netloc(host: str, port: int | None) -> str:
    host = f"[{host}]" if ":" in host else host
    return host if port is None else f"{host}:{port}"


def _loopback(host: str) -> str | None:
    """Return the address of `host` where every one that it resolves to is loopback, else None."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return None
    if not found or not all(_is_loopback(address) for address in found):
        return None
    # Local servers listen on IPv4 more often than on IPv6.
    return next((address for address in found if ":" not in address), found[0])


def _is_loopback(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        return parsed.ipv4_mapped.is_loopback
    return parsed.is_loopback
