"""The keys that a table of a lesson, scenario or pack may have: what an unknown one was probably meant to be."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel


def known_keys(model: type[BaseModel], loc: Sequence[str | int]) -> tuple[str, ...]:
    """Return the keys of the table of `model` that holds the key at pydantic's `loc`; none where it is not found."""
    schema = _schema(model)
    nodes = [schema]
    for part in loc[:-1]:
        nodes = [below for node in nodes for option in _options(node, schema) for below in _below(option, part)]
    return tuple(key for node in nodes for option in _options(node, schema) for key in option.get("properties", {}))


@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _options(node: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the tables and arrays that `node` may be: what a reference or a union stands for."""
    if "$ref" in node:
        yield from _options(schema["$defs"][node["$ref"].rpartition("/")[2]], schema)
    for option in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        yield from _options(option, schema)
    if "properties" in node or "items" in node:
        yield node


def _below(node: dict[str, Any], part: str | int) -> Iterator[dict[str, Any]]:
    """Yield what stands at `part` of `node`: a key, a place in an array, or the tag of one table of a union."""
    properties = node.get("properties", {})
    if isinstance(part, int):
        if "items" in node:
            yield node["items"]
    elif part in properties:
        yield properties[part]
    elif part in (properties.get("kind", {}).get("const"), *properties.get("kind", {}).get("enum", ())):
        yield node
