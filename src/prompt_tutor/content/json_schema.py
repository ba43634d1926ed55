"""The JSON Schema that a `json` check declares: what may stand in it, seen without the validator.

Drafts differ and a schema can name others on the network: ours are of draft 2020-12 and stand alone.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Keys = tuple[str | int, ...]
"""Where something stands in a schema: names of keys and indexes of lists."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_TABLES: Final = ("properties", "$defs", "definitions", "dependentSchemas")
_LISTS: Final = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE: Final = ("items", "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames")
_REFUSED: Final = {
    "patternProperties": "properties, propertyNames",
    "$dynamicRef": "$ref",
    "$recursiveRef": "$ref",
    "unevaluatedProperties": "additionalProperties",
    "unevaluatedItems": "items",
}
"""Keywords that are not taken, and what says the same: their patterns would run without a time limit, and the
others cannot be bounded."""
_DEEPEST: Final = 40
_LARGEST: Final = 2000


def subschemas(schema: Mapping[str, Any]) -> Iterator[tuple[Keys, Mapping[str, Any]]]:
    """Yield the schema and the schemas in it, each with where it stands; what is no table is left out."""
    waiting: list[tuple[Keys, Any]] = [((), schema)]
    while waiting:
        keys, each = waiting.pop()
        if not isinstance(each, dict):
            continue
        yield keys, each
        waiting += [((*keys, name), each[name]) for name in _SINGLE if name in each]
        for name in _TABLES:
            if isinstance(each.get(name), dict):
                waiting += [((*keys, name, key), value) for key, value in each[name].items()]
        for name in _LISTS:
            if isinstance(each.get(name), list):
                waiting += [((*keys, name, at), value) for at, value in enumerate(each[name])]


def parse_schema(text: str, name: str) -> object:
    """Return what the JSON text of the file `name` holds; raises PydanticCustomError where it is no JSON."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise PydanticCustomError("schema_size", "nested too deeply") from error
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        raise PydanticCustomError("schema_file", "{file} is no JSON", {"file": name, "line": line}) from error


def refuse_unsafe(schema: Mapping[str, Any]) -> None:
    """Raise PydanticCustomError where `schema` is too large, of another draft, names other files or cannot be bounded.

    Whether it is a schema at all is for `check` to see, which has the validator (`grading.checks.schema_faults`).
    """
    for count, (keys, each) in enumerate(subschemas(schema)):
        if count > _LARGEST or len(keys) > _DEEPEST:
            raise PydanticCustomError("schema_size", "too large or nested too deeply")
        place = {"place": ".".join(map(str, keys)) or "schema"}
        if "$schema" in each and (keys or str(each["$schema"]).rstrip("#") != _DIALECT):
            raise PydanticCustomError("schema_draft", "draft", {**place, "dialect": _DIALECT})
        ref = each.get("$ref")
        if isinstance(ref, str) and not ref.startswith("#"):
            raise PydanticCustomError("schema_remote", "remote {ref}", {**place, "ref": ref})
        for keyword, instead in _REFUSED.items():
            if keyword in each:
                raise PydanticCustomError(
                    "schema_keyword", "{keyword}", {**place, "keyword": keyword, "instead": instead}
                )
