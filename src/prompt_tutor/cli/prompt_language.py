"""The language of a prompt on a scenario: the one that is asked for, else the interface's where it is written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario


def prompt_language(scenario: Scenario, asked: str) -> str:
    """Return the language of prompts on `scenario`; `asked` is "" where none is asked for.

    Raises UsageError where the scenario is not written in the language that is asked for.
    """
    written = languages_of(scenario)
    if asked and asked not in written:
        raise UsageError(
            _("The scenario “{scenario}” is not written in “{language}”.").format(scenario=scenario.id, language=asked),
            _("Use: {languages}.").format(languages=", ".join(written)),
        )
    return asked or (i18n.language() if i18n.language() in written else written[0])
