"""Whether a model runs on this machine: only what is known to do so counts as local.

Loopback is not yet local: a server on loopback may pass the prompt on, as Ollama does with its `cloud` models. What the
server itself says of that, `remote` asks.

No name is looked up: `localhost` and addresses in figures can be loopback, any other name counts as another computer. A
look-up would tell a name server about a model that offline mode then refuses.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, urlsplit

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

OLLAMA: Final = ("ollama", "ollama_chat")
_OLLAMA_ADDRESS: Final = "http://127.0.0.1:11434"

_LOCAL_PROVIDERS: Final = frozenset({*OLLAMA, "openai", "hosted_vllm", "llamafile", "lm_studio"})
"""litellm's names for what speaks to a server that runs models itself; a gateway to other servers is not among them."""

_PORTS: Final = {"http": 80, "https": 443}

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
        host: the computer and port of `api_base`, such as "127.0.0.1:1234"; "" for None. Its key is kept by this name.
    """

    provider: str
    model: str
    api_base: str | None
    local: bool
    shown: str
    host: str = ""


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
    keeper = _netloc(loopback or host, port or _PORTS[parts.scheme])
    if loopback is None or provider not in _LOCAL_PROVIDERS or _CLOUD_TAG.search(model):
        return Endpoint(provider, model, api_base, local=False, shown=shown, host=keeper)
    # A certificate is made out to the name: with https it must stay.
    used = host if parts.scheme == "https" else loopback
    address = f"{parts.scheme}://{_netloc(used, port)}{parts.path}"
    return Endpoint(provider, model, address, local=True, shown=shown, host=keeper)


def bare(api_base: str) -> bool:
    """Return whether `api_base` is without user, password and query, which may hold a key."""
    return not re.search(r"[@?#]", api_base)


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
    """Return `host` as an address in figures where it is this computer, else None."""
    if host == "localhost":  # RFC 6761: always loopback. Local servers listen on IPv4 more often than on IPv6.
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return host if address.ipv4_mapped.is_loopback else None
    return host if address.is_loopback else None
