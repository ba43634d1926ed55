"""The JSON Schema of what a trainer writes, for the editors that complete and underline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from prompt_tutor.content.lesson import Lesson
from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.content.pack import Pack
from prompt_tutor.content.scenario import Scenario

if TYPE_CHECKING:
    from pydantic import BaseModel

Format = Literal["lesson", "scenario", "pack"]

_MODELS: Final[dict[str, type[BaseModel]]] = {"lesson": Lesson, "scenario": Scenario, "pack": Pack}
_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema(format_: Format) -> dict[str, Any]:
    """Return the JSON Schema of the TOML file of a lesson, a scenario or a pack, as a trainer writes it.

    It accepts what the reader accepts: texts in files, and keys that begin with `x-`.
    """
    found = _MODELS[format_].model_json_schema()
    tables = found.get("$defs", {})
    if "Document" in tables:
        _let_text_stand_in_a_file(tables["Document"], "text", ["file", *(f"{name}_file" for name in LANGUAGES)])
    if "Calibration" in tables:
        _let_text_stand_in_a_file(tables["Calibration"], "prompt", ["prompt_file"])
    for table in (found, *tables.values()):
        if table.get("additionalProperties") is False:
            table["patternProperties"] = {"^x-": {}}
    return {"$schema": _DIALECT, **found}


def _let_text_stand_in_a_file(table: dict[str, Any], key: str, files: list[str]) -> None:
    """Have `table` want `key` or, instead, one of `files`, which name files beside the TOML."""
    properties = table["properties"]
    # pydantic names a field with aliases by the first of them.
    properties[key] = properties.pop(files[0], None) or properties[key]
    for file in files:
        properties[file] = {"type": "string", "description": "The name of a file beside this one."}
    table["required"] = [name for name in table["required"] if name not in (key, *files)]
    table["anyOf"] = [{"required": [name]} for name in (key, *files)]
