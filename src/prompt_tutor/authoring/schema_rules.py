"""Whether the JSON Schemas that checks declare can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content.checks import Group
from prompt_tutor.content.form_checks import Json
from prompt_tutor.grading.checks.json_schema import schema_fault, told_of_schema
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.checks import Check
    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario


def schema_problems(source: Source, scenario: Scenario) -> Iterator[Problem]:
    """Yield what keeps the JSON Schema of a check of `scenario` from being used."""
    for number, check in enumerate(scenario.answer.checks):
        yield from _schema_problems(source, check, ("answer", "checks", number))


def _schema_problems(source: Source, check: Check, keys: Keys) -> Iterator[Problem]:
    """Yield the problem of one check, or those of a group's members."""
    if isinstance(check, Group):
        for number, member in enumerate(check.checks):
            yield from _schema_problems(source, member, (*keys, "checks", number))
    if not isinstance(check, Json) or check.json_schema is None:
        return
    fault = schema_fault(check.json_schema)
    if fault is not None:
        yield source.problem(
            (*keys, "schema", *fault.keys),
            "schema",
            told_of_schema(fault),
            _("Correct the schema; https://json-schema.org explains each keyword."),
        )
