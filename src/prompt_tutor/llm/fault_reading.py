"""What a library's error, or the connection's below it, means: which fault a learner is told of.

What a library or a server says of a fault may hold a key: of the library's error only its kind is kept, and of the
server's reason one line without secrets.
"""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING, Final

from prompt_tutor.i18n import _
from prompt_tutor.llm import faults
from prompt_tutor.llm.model import ModelError
from prompt_tutor.llm.reasons import reason_of
from prompt_tutor.llm.retries import asked_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.llm.locality import Endpoint

_UNREADABLE: Final = ("JSONDecodeError", "UnicodeDecodeError", "APIResponseValidationError")
_DROPPED: Final = ("RemoteProtocolError", "ReadError", "ConnectionResetError")
_OUT_OF_PATIENCE: Final = ("APITimeoutError", "ConnectTimeout", "ReadTimeout", "WriteTimeout", "PoolTimeout")
_PASSING: Final = (408, 429, 500, 502, 503, 504)
_PAID_FOR: Final = "insufficient_quota"
"""How OpenAI says that a 429 is about money: waiting helps nobody."""


def fault_of(error: BaseException, endpoint: Endpoint, *, begun: bool, secret: str = "") -> ModelError:
    """Return what to say of `error`, which litellm or the connection below it raised.

    Args:
        error: it and what caused it are looked at, nothing of them is kept.
        endpoint: where the model was asked.
        begun: whether a part of the answer had come.
        secret: the key that was sent, "" for none.
    """
    kinds = [type(cause).__name__ for cause in _causes(error)]
    unreadable = any(kind in _UNREADABLE for kind in kinds)
    if begun and not unreadable:
        said = any(kind in ("APIError", "OllamaError") for kind in kinds)
        return faults.stopped(endpoint, reason_of(error, secret)) if said else faults.cut(endpoint, begun=True)
    network = _network_fault(error, endpoint)
    if network is not None:
        return network
    if unreadable:
        return ModelError(
            "unreadable",
            _("The answer of the model {model} cannot be read.").format(model=endpoint.model),
            _("Send again; if it lasts, check the address of the model, or choose another one."),
        )
    if any(kind in _DROPPED for kind in kinds):
        return faults.cut(endpoint, begun=False)
    if any(kind in _OUT_OF_PATIENCE for kind in kinds):
        return faults.timed_out(endpoint)
    if any(kind == "ContextWindowExceededError" for kind in kinds):
        return faults.too_large(endpoint)
    return _refusal(error, endpoint, secret)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what lies behind it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        cause = waiting.pop()
        if cause is None or id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        if isinstance(cause, BaseExceptionGroup):
            waiting.extend(cause.exceptions)
        waiting += [cause.__cause__, cause.__context__]


def _network_fault(error: BaseException, endpoint: Endpoint) -> ModelError | None:
    causes = list(_causes(error))
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return faults.no_secure_connection(endpoint)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return faults.unknown_host(endpoint)
    if any(isinstance(cause, ConnectionRefusedError) or type(cause).__name__ == "ConnectError" for cause in causes):
        return faults.refused(endpoint)
    return None


def _refusal(error: BaseException, endpoint: Endpoint, secret: str) -> ModelError:
    """Return what to say of a server that answered with an HTTP status of its own choice, or of what nobody foresaw."""
    status = _status(error)
    reason = reason_of(error, secret)
    if status in (401, 403, 404):
        return faults.shut(status, endpoint, known=bool(secret))
    if status in _PASSING:
        return _passing(error, status, endpoint, reason)
    if status == 413:
        return faults.too_large(endpoint)
    if 400 <= status < 500:
        return ModelError(
            "bad-request",
            _("The model {model} refused the request ({reason}).").format(model=endpoint.model, reason=reason),
            _("Check the name of the model, or choose another one."),
        )
    if 300 <= status < 400:
        return ModelError(
            "redirected",
            _("The server at {address} sends the request elsewhere; it is not followed.").format(
                address=endpoint.shown or endpoint.provider
            ),
            _("Give the address of the model itself."),
        )
    return faults.met_a_problem(endpoint, reason)


def _status(error: BaseException) -> int:
    """Return the server's HTTP status, 0 where it gave none; what lies deepest is nearest to what it said."""
    found = [getattr(cause, "status_code", None) for cause in _causes(error)]
    return next((status for status in reversed(found) if isinstance(status, int)), 0)


def _passing(error: BaseException, status: int, endpoint: Endpoint, reason: str) -> ModelError:
    asked = _asked(error)
    if status == 429:
        fault = ModelError(
            "too-many",
            _("The model {model} has had too many requests, or its allowance is used up.").format(model=endpoint.model),
            faults.wait_then(asked),
        )
        if any(getattr(cause, "code", None) == _PAID_FOR for cause in _causes(error)):
            return fault
        return faults.PassingError(fault, _("The server is busy"), asked)
    if status in (408, 504):
        return faults.PassingError(faults.timed_out(endpoint), _("The server took too long"), asked)
    why = _("The server is busy") if status == 503 else _("The server met a problem")
    return faults.PassingError(faults.met_a_problem(endpoint, reason), why, asked)


def _asked(error: BaseException) -> float | None:
    """Return the seconds that the server asks to wait, None where it does not say."""
    for cause in _causes(error):
        header = getattr(getattr(cause, "response", None), "headers", {}).get("retry-after")
        if header:
            return asked_seconds(header)
    return None
