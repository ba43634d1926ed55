"""A JSON value against a JSON Schema: whether it fits, and in words where and why not.

The package jsonschema decides. It is imported only where a scenario has such a check, reads no other schema than the
one given, and is bounded in what no schema or answer may do to the program: patterns have a time limit, the work has a
budget, an endless schema ends.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.content.json_schema import subschemas
from prompt_tutor.grading.checks.schema_words import at_place, reason, told
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jsonschema.protocols import Validator

    from prompt_tutor.content.json_schema import Keys

_MOST_STEPS: Final = 150_000
"""Keywords that are looked at: an answer of a thousand objects of ten keys takes some 50,000."""
_MOST_PATTERNS: Final = 5_000
_QUICK: Final = 0.02
"""Seconds that a pattern may take on a text at first; few may take `_PATIENCE`."""
_PATIENCE: Final = 0.5
_MOST_SLOW: Final = 3
FORMATS: Final = ("date", "email", "uuid")
"""The values of `format` that are looked at."""
_MOST_ERRORS: Final = 50
"""Errors among which the most telling is looked for."""


_SAMPLES: Final[tuple[Any, ...]] = (None, 0, "", [], {})
"""Values without parts: a reference that names nothing, or comes back to itself, shows on one of them."""


class UnusableSchemaError(Exception):
    """The schema is none, refers to itself without end, or takes too long on this value; says so in words."""


class _SpentError(Exception):
    """The budget of a validation is spent."""


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """What is wrong with a schema itself: where it stands in it, and what."""

    keys: Keys
    message: str


def misfit(schema: Mapping[str, Any], value: Any) -> str | None:
    """Return in words where and why `value` does not fit `schema`, None where it does; raises UnusableSchemaError."""
    from jsonschema.exceptions import best_match
    from referencing.exceptions import Unresolvable

    fault = _form_fault(schema)
    if fault is not None:
        raise UnusableSchemaError(told_of_schema(fault))
    try:
        error = best_match(islice(_validator(schema).iter_errors(value), _MOST_ERRORS))
    except (RecursionError, Unresolvable, _SpentError) as spent:
        message = _("The schema takes too long on this answer: simplify its patterns and references.")
        raise UnusableSchemaError(message) from spent
    return None if error is None else told(error)


def schema_fault(schema: Mapping[str, Any]) -> SchemaFault | None:
    """Return what keeps `schema` from being used, None where nothing does.

    That is: it is no schema of draft 2020-12, a pattern in it cannot be read, or a reference names nothing or comes
    back to itself.
    """
    fault = _form_fault(schema)
    if fault is not None:
        return fault
    validator = _validator(schema)
    for keys, each in subschemas(schema):
        fault = _pattern_fault(keys, each) or _reference_fault(keys, each, validator)
        if fault is not None:
            return fault
    return None


def told_of_schema(fault: SchemaFault) -> str:
    """Return the fault of a schema as a sentence."""
    return _("The schema cannot be used: {reason}.").format(reason=at_place(fault.keys, fault.message))


def _form_fault(schema: Mapping[str, Any]) -> SchemaFault | None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import best_match

    error = best_match(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema))
    return None if error is None else SchemaFault(tuple(error.absolute_path), reason(error))


def _pattern_fault(keys: Keys, each: Mapping[str, Any]) -> SchemaFault | None:
    import regex

    try:
        regex.compile(each.get("pattern", ""))
    except regex.error as fault:
        message = _("the regular expression cannot be read: {reason}").format(reason=fault)
        return SchemaFault((*keys, "pattern"), message)
    return None


def _reference_fault(keys: Keys, each: Mapping[str, Any], validator: Validator) -> SchemaFault | None:
    from referencing.exceptions import Unresolvable

    try:
        for sample in _SAMPLES:
            validator.evolve(schema=_plain(each)).is_valid(sample)
    except Unresolvable:
        return SchemaFault((*keys, "$ref"), _("the reference names nothing in this schema"))
    except RecursionError:
        return SchemaFault((*keys, "$ref"), _("the reference comes back to itself without end"))
    except _SpentError:
        return SchemaFault((*keys, "$ref"), _("its references take too long"))
    return None


class _Budget:
    """What one validation may spend."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS
        self._patterns = _MOST_PATTERNS
        self._slow = _MOST_SLOW

    def step(self) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise _SpentError

    def matches(self, pattern: str, text: str) -> bool:
        """Return whether `pattern` matches in `text`; raises _SpentError where it takes too long, or too many do."""
        import regex

        self._patterns -= 1
        if self._patterns < 0:
            raise _SpentError
        try:
            return regex.search(pattern, text, timeout=_QUICK) is not None
        except regex.error as error:
            raise _SpentError from error
        except TimeoutError:
            self._slow -= 1
        if self._slow < 0:
            raise _SpentError
        try:
            return regex.search(pattern, text, timeout=_PATIENCE) is not None
        except TimeoutError as error:
            raise _SpentError from error


def _plain(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema without its name and draft: by them the validator would leave this one for its own."""
    return {key: value for key, value in schema.items() if key not in ("$schema", "$id")}


def _validator(schema: Mapping[str, Any]) -> Validator:
    """Return a validator for `schema`, with a budget of its own, that fetches nothing."""
    from jsonschema import Draft202012Validator, FormatChecker
    from jsonschema.exceptions import ValidationError
    from jsonschema.validators import extend
    from referencing.jsonschema import EMPTY_REGISTRY

    budget = _Budget()

    def pattern(_validator: Any, wanted: str, instance: object, _schema: object) -> Iterator[ValidationError]:
        if isinstance(instance, str) and not budget.matches(wanted, instance):
            yield ValidationError("pattern")

    def unique(_validator: Any, wanted: bool, instance: object, _schema: object) -> Iterator[ValidationError]:
        # The package compares each with each where they cannot be sorted.
        if wanted and isinstance(instance, list):
            texts = {json.dumps(_as_compared(each), sort_keys=True) for each in instance}
            if len(texts) < len(instance):
                yield ValidationError("uniqueItems")

    def counted(judge: Callable[..., Iterable[ValidationError] | None]) -> Callable[..., Any]:
        def judged(*given: Any) -> Iterable[ValidationError] | None:
            budget.step()
            return judge(*given)

        return judged

    keywords = {**Draft202012Validator.VALIDATORS, "pattern": pattern, "uniqueItems": unique}
    bounded: Any = extend(  # type: ignore[no-untyped-call]  # the stubs leave it untyped
        Draft202012Validator, {name: counted(judge) for name, judge in keywords.items()}
    )
    validator: Validator = bounded(_plain(schema), registry=EMPTY_REGISTRY, format_checker=FormatChecker(FORMATS))
    return validator


def _as_compared(value: Any) -> Any:
    """Return a value as JSON compares it: 1 and 1.0 are one number."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_as_compared(each) for each in value]
    if isinstance(value, dict):
        return {key: _as_compared(each) for key, each in value.items()}
    return value
