"""The model that the options ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from prompt_tutor.llm.model import Model


def check_options(name: str, api_base: str) -> None:
    """Raise UsageError where an address is given without the model that should answer there."""
    if api_base and not name:
        raise UsageError(
            _("“--api-base” says where a model answers, but no model is named."),
            _("Add “--model NAME”, such as --model openai/my-model."),
        )


def chosen_model(name: str, api_base: str, *, offline: bool = True, delay: float = 0.0) -> Model:
    """Return the model called `name`, or the practice model where it is ""; `delay` is its pause, in seconds.

    Raises UsageError where the settings' `offline` forbids it, or where the address cannot be read.
    """
    if not name:
        from prompt_tutor.llm.practice import PracticeModel

        return PracticeModel(delay)
    from prompt_tutor.llm.opening import open_model

    return open_model(name, api_base, offline=offline, delay=delay)


def chosen_judge(name: str, api_base: str, *, offline: bool = True) -> Model | None:
    """Return the live model called `name` as a judge, None where it is "".

    Raises UsageError where it is no live model, where `offline` forbids it, or where the address cannot be used.
    """
    if not name:
        if api_base:
            raise UsageError(
                _("“--judge-api-base” says where a judge answers, but no judge is named."), _("Add “--judge NAME”.")
            )
        return None
    from prompt_tutor.learning.judging import check_judge

    return check_judge(chosen_model(name, api_base, offline=offline))
