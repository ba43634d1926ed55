"""The faults of a live model, as errors that a learner can act on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from prompt_tutor.i18n import _, ngettext
from prompt_tutor.llm.model import ModelError
from prompt_tutor.started import command

if TYPE_CHECKING:
    from prompt_tutor.llm.locality import Endpoint


class PassingError(ModelError):
    """A fault that may pass by itself.

    Attributes:
        why: a few words to show while one waits.
        asked: the seconds that the server asks to wait, None where it said nothing.
    """

    def __init__(self, fault: ModelError, why: str, asked: float | None = None) -> None:
        super().__init__(fault.code, fault.message, fault.remedy)
        self.why = why
        self.asked = asked


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
        _("Give it with {command}, or put it into the environment variable {names}; or use the practice model.").format(
            command=_login(endpoint), names=", ".join(names)
        ),
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


def cut(endpoint: Endpoint, *, begun: bool) -> ModelError:
    """Return the error of an answer that broke off; where none had begun, it may pass."""
    if begun:
        return ModelError(
            "cut",
            _("The connection to the model {model} broke before the end of its answer.").format(model=endpoint.model),
            _("What came is kept. Send again for a whole answer."),
        )
    fault = ModelError(
        "cut",
        _("The connection to the model {model} broke before its first word.").format(model=endpoint.model),
        _("Send again in a moment, or choose another model."),
    )
    return PassingError(fault, _("The connection broke"))


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


def no_secure_connection(endpoint: Endpoint) -> ModelError:
    """Return the error of a TLS connection that could not be made."""
    return ModelError(
        "tls",
        _("No secure connection to {address} could be made.").format(address=endpoint.shown or endpoint.provider),
        _(
            "Check that the address begins with the right one of http:// and https://; if it does, ask the people "
            "who look after your computers about its certificate."
        ),
    )


def unknown_host(endpoint: Endpoint) -> ModelError:
    """Return the error of an address that no name server knows."""
    return ModelError(
        "unknown-host",
        _("The address {address} was not found.").format(address=endpoint.shown or endpoint.provider),
        _("Check its spelling and that this computer is connected, or use the practice model."),
    )


def refused(endpoint: Endpoint) -> ModelError:
    """Return the error of an address at which nothing listens."""
    remedy = (
        _("Start the program that runs the model on this computer, such as Ollama, or use the practice model.")
        if endpoint.local
        else _("Check the address and that this computer is connected, or use the practice model.")
    )
    message = _("Nothing answers at {address}.").format(address=endpoint.shown or endpoint.provider)
    return ModelError("refused", message, remedy)


def timed_out(endpoint: Endpoint) -> ModelError:
    """Return the error of a model that a server, or the connection, gave up waiting for."""
    return ModelError(
        "timeout",
        _("The model {model} took too long to answer.").format(model=endpoint.model),
        _("Send again in a moment, shorten the material, or choose a smaller model."),
    )


def too_large(endpoint: Endpoint) -> ModelError:
    """Return the error of a prompt that is longer than the model reads."""
    return ModelError(
        "too-large",
        _("The prompt is too long for the model {model}.").format(model=endpoint.model),
        _("Keep only the part of the material that the task needs, or choose a model that reads more."),
    )


def stopped(endpoint: Endpoint, reason: str) -> ModelError:
    """Return the error of an answer that its server ended with the error `reason`."""
    return ModelError(
        "server",
        _("The server of the model {model} stopped in the middle of its answer ({reason}).").format(
            model=endpoint.model, reason=reason
        ),
        _("What came is kept. Send again for a whole answer."),
    )


def shut(status: int, endpoint: Endpoint, *, known: bool) -> ModelError:
    """Return the error of a server that lets nobody in, or has no such model; `known`: whether a key was sent."""
    model, address = endpoint.model, endpoint.shown or endpoint.provider
    if status == 404:
        return ModelError(
            "unknown-model",
            _("The model {model} is not known at {address}.").format(model=model, address=address),
            _("Check its name and the address; that of a local server often ends with /v1."),
        )
    if status == 403:
        return ModelError(
            "forbidden",
            _("This key gives no right to the model {model}.").format(model=model),
            _("Ask whoever gave you the key, or choose another model."),
        )
    if known:
        return ModelError(
            "unauthorised",
            _("The key for the model {model} is not accepted.").format(model=model),
            _("Ask for a new one if need be, then give it with {command}.").format(command=_login(endpoint)),
        )
    return ModelError(
        "unauthorised",
        _("The server of the model {model} wants a key.").format(model=model),
        _("Give it with {command}.").format(command=_login(endpoint)),
    )


def _login(endpoint: Endpoint) -> str:
    return f"{command()} models --login {endpoint.host or endpoint.provider}"


def met_a_problem(endpoint: Endpoint, reason: str) -> ModelError:
    """Return the error of a server that failed for its own `reason`."""
    return ModelError(
        "server",
        _("The server of the model {model} met a problem ({reason}).").format(model=endpoint.model, reason=reason),
        _("Send again in a moment, or choose another model."),
    )


def wait_then(asked: float | None) -> str:
    """Return what to do after `asked` seconds, a minute where the server named none."""
    minutes = max(1, math.ceil((asked or 0) / 60))
    return ngettext(
        "Wait {minutes} minute, then send again.", "Wait {minutes} minutes, then send again.", minutes
    ).format(minutes=minutes)
