"""What an answer took in tokens and money, as litellm knows it."""

from __future__ import annotations

from typing import Any

from prompt_tutor.llm.model import Usage


def usage_of(litellm: Any, chunk: Any, *, reported: bool, priced_as: str) -> Usage | None:
    """Return the usage that `chunk`, the last of a stream, holds; None where it holds none.

    Args:
        litellm: the library, which knows the providers' prices.
        chunk: a chunk of its stream.
        reported: whether the server counted the tokens; else litellm did.
        priced_as: the model whose list price holds, "" where nobody is paid or nobody knows what is paid.
    """
    counted = getattr(chunk, "usage", None)
    if counted is None:
        return None
    return Usage(
        _tokens(counted, "prompt_tokens"),
        _tokens(counted, "completion_tokens"),
        _cost(litellm, chunk, priced_as) if priced_as else None,
        estimated=not reported,
    )


def _tokens(counted: Any, name: str) -> int | None:
    number = getattr(counted, name, None)
    return number if isinstance(number, int) and number > 0 else None


def _cost(litellm: Any, chunk: Any, model: str) -> float | None:
    try:
        cost = litellm.completion_cost(completion_response=chunk, model=model)
    except Exception:  # noqa: BLE001 - a model without a price is none of the faults that matter here
        return None
    return float(cost) if isinstance(cost, int | float) and cost > 0 else None
