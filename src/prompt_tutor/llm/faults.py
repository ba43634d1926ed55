"""The faults of a live model, as errors that a learner can act on.

What a library or a server says of a fault may hold a key: of the library's error only its kind is kept, and of the
server's reason one line, without anything that stands in the environment as a secret.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
from typing import TYPE_CHECKING, Final

from prompt_tutor.i18n import _
from prompt_tutor.llm.controls import make_visible
from prompt_tutor.llm.model import ModelError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.llm.locality import Endpoint

_REASON_LENGTH: Final = 200
_SECRET_NAME: Final = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_UNREADABLE: Final = ("JSONDecodeError", "UnicodeDecodeError", "APIResponseValidationError")
_KEY_SHAPE: Final = re.compile(r"\b(?:sk|pk|rk|key|hf|gsk|xai)[-_][\w*.-]{6,}|\bBearer\s+\S+|\bAIza[\w-]{20,}")
_OLLAMA_REASON: Final = re.compile(r'^\{"error":\s*"(.*)"\}$', re.DOTALL)
_LIBRARY_WORDS: Final = re.compile(r"^(?:(?:litellm\.)?\w+Error:\s*|\w+Exception\s*-\s*|Error code: \d+\s*-\s*)+")


def missing_library() -> ModelError:
    """Return the error of an installation in which litellm is missing or broken."""
    return ModelError(
        "litellm-missing",
        _("The part of the program that reaches live models is missing or broken on this computer."),
        _("Use the practice model, or have the program installed again: {command}.").format(
            command="pip install --force-reinstall litellm"
        ),
    )


def unknown_provider(name: str) -> ModelError:
    """Return the error of a model whose `name` does not say who provides it."""
    return ModelError(
        "unknown-model",
        _("The name {model} does not say who provides the model.").format(model=name),
        _("Write the provider before it, such as ollama_chat/{model} or openai/{model}.").format(
            model=name.rpartition("/")[2]
        ),
    )


def missing_key(endpoint: Endpoint, names: list[str]) -> ModelError:
    """Return the error of a hosted model whose key is in none of the environment variables `names`."""
    return ModelError(
        "missing-key",
        _("The key of the model {model} is missing.").format(model=endpoint.model),
        _("Put it into the environment variable {names}, or use the practice model.").format(names=", ".join(names)),
    )


def no_first_word(endpoint: Endpoint, seconds: float) -> ModelError:
    """Return the error of a model that has said nothing for `seconds`."""
    return ModelError(
        "timeout",
        _("The model {model} has not begun to answer after {seconds} seconds.").format(
            model=endpoint.model, seconds=round(seconds)
        ),
        _("Send again in a moment, shorten the material, or choose a smaller model."),
    )


def fell_silent(endpoint: Endpoint, seconds: float) -> ModelError:
    """Return the error of a model that stopped in mid-answer and has said nothing for `seconds`."""
    return ModelError(
        "silence",
        _("The model {model} stopped in the middle of its answer and has said nothing for {seconds} seconds.").format(
            model=endpoint.model, seconds=round(seconds)
        ),
        _("What came is kept. Send again for a whole answer."),
    )


def cut(endpoint: Endpoint) -> ModelError:
    """Return the error of an answer that broke off."""
    return ModelError(
        "cut",
        _("The connection to the model {model} broke before the end of its answer.").format(model=endpoint.model),
        _("What came is kept. Send again for a whole answer."),
    )


def empty(endpoint: Endpoint) -> ModelError:
    """Return the error of an answer without a word."""
    return ModelError(
        "empty",
        _("The model {model} gave an empty answer.").format(model=endpoint.model),
        _("Send again, or choose another model."),
    )


def too_long(endpoint: Endpoint) -> ModelError:
    """Return the error of an answer that was stopped at the length that is allowed."""
    return ModelError(
        "length",
        _("The answer of the model {model} was stopped: it was longer than is allowed.").format(model=endpoint.model),
        _("What came is kept. Ask for a shorter answer, with a number of words or lines."),
    )


def withheld(endpoint: Endpoint) -> ModelError:
    """Return the error of an answer that the model's own filter stopped."""
    return ModelError(
        "filtered",
        _("The filter of the model {model} stopped its answer.").format(model=endpoint.model),
        _("Word the request differently, or choose another model."),
    )


def fault_of(error: BaseException, endpoint: Endpoint, *, begun: bool) -> ModelError:
    """Return what to say of `error`, which litellm or the connection below it raised.

    Args:
        error: it and what caused it are looked at, nothing of them is kept.
        endpoint: where the model was asked.
        begun: whether a part of the answer had come.
    """
    kinds = [type(cause).__name__ for cause in _causes(error)]
    unreadable = any(kind in _UNREADABLE for kind in kinds)
    if begun and not unreadable:
        return cut(endpoint)
    network = _network_fault(error, endpoint)
    if network is not None:
        return network
    if unreadable:
        return ModelError(
            "unreadable",
            _("The answer of the model {model} cannot be read.").format(model=endpoint.model),
            _("Send again; if it lasts, check the address of the model, or choose another one."),
        )
    if any(kind in ("RemoteProtocolError", "ReadError", "ConnectionResetError") for kind in kinds):
        return cut(endpoint)
    if any(kind in ("APITimeoutError", "Timeout", "ConnectTimeout", "ReadTimeout") for kind in kinds):
        return _timed_out(endpoint)
    if any(kind == "ContextWindowExceededError" for kind in kinds):
        return _too_large(endpoint)
    return _refusal(error, endpoint)


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
    address = endpoint.shown or endpoint.provider
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return ModelError(
            "tls",
            _("No secure connection to {address} could be made.").format(address=address),
            _(
                "Check that the address begins with the right one of http:// and https://; if it does, ask the people "
                "who look after your computers about its certificate."
            ),
        )
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return ModelError(
            "unknown-host",
            _("The address {address} was not found.").format(address=address),
            _("Check its spelling and that this computer is connected, or use the practice model."),
        )
    if any(isinstance(cause, ConnectionRefusedError) or type(cause).__name__ == "ConnectError" for cause in causes):
        remedy = (
            _("Start the program that runs the model on this computer, such as Ollama, or use the practice model.")
            if endpoint.local
            else _("Check the address and that this computer is connected, or use the practice model.")
        )
        return ModelError("refused", _("Nothing answers at {address}.").format(address=address), remedy)
    return None


def _timed_out(endpoint: Endpoint) -> ModelError:
    return ModelError(
        "timeout",
        _("The model {model} took too long to answer.").format(model=endpoint.model),
        _("Send again in a moment, shorten the material, or choose a smaller model."),
    )


def _too_large(endpoint: Endpoint) -> ModelError:
    return ModelError(
        "too-large",
        _("The prompt is too long for the model {model}.").format(model=endpoint.model),
        _("Keep only the part of the material that the task needs, or choose a model that reads more."),
    )


def _refusal(error: BaseException, endpoint: Endpoint) -> ModelError:
    """Return what to say of a server that answered with an HTTP status of its own choice, or of what nobody foresaw."""
    status = next(
        (found for cause in _causes(error) if isinstance(found := getattr(cause, "status_code", None), int)), 0
    )
    names = {"model": endpoint.model, "address": endpoint.shown or endpoint.provider, "reason": _reason(error)}
    another = _("Check the name of the model, or choose another one.")
    if status == 401:
        message = _("The key for the model {model} is not accepted.")
        return ModelError("unauthorised", message.format(**names), _("Check the key, or ask for a new one."))
    if status == 403:
        message = _("This key gives no right to the model {model}.")
        return ModelError(
            "forbidden", message.format(**names), _("Ask whoever gave you the key, or choose another model.")
        )
    if status == 404:
        message = _("The model {model} is not known at {address}.")
        remedy = _("Check its name and the address; that of a local server often ends with /v1.")
        return ModelError("unknown-model", message.format(**names), remedy)
    if status in (408, 504):
        return _timed_out(endpoint)
    if status == 413:
        return _too_large(endpoint)
    if status == 429:
        message = _("The model {model} has had too many requests, or its allowance is used up.")
        return ModelError("too-many", message.format(**names), _("Wait a minute, then send again."))
    if 400 <= status < 500:
        return ModelError(
            "bad-request", _("The model {model} refused the request ({reason}).").format(**names), another
        )
    if 300 <= status < 400:
        message = _("The server at {address} sends the request elsewhere; it is not followed.")
        return ModelError("redirected", message.format(**names), _("Give the address of the model itself."))
    message = _("The server of the model {model} met a problem ({reason}).")
    return ModelError("server", message.format(**names), _("Send again in a moment, or choose another model."))


def _reason(error: BaseException) -> str:
    """Return the server's reason as one line that is safe to show."""
    text = _LIBRARY_WORDS.sub("", str(getattr(error, "message", "") or type(error).__name__))
    text = _OLLAMA_REASON.sub(r"\1", text)
    for name, value in os.environ.items():
        if len(value) >= 6 and _SECRET_NAME.search(name):
            text = text.replace(value, "…")
    text = " ".join(make_visible(_KEY_SHAPE.sub("…", text)).split()).rstrip(".")
    return text if len(text) <= _REASON_LENGTH else f"{text[:_REASON_LENGTH]}…"
