"""The base of everything that a trainer writes: strict models, ids, texts and wordings by language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetJsonSchemaHandler,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from prompt_tutor.content.files import read_text
from prompt_tutor.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic.json_schema import JsonSchemaValue

LANGUAGES: Final = ("fr", "en")
"""The languages that content may be written in."""

FORMAT: Final = 1
"""The version of the formats that this program reads."""

DEVICE_NAMES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
"""What Windows takes for a device and not a file, in small letters, whatever ending follows."""


class Strict(BaseModel):
    """A table of a lesson, scenario or pack: unknown keys are problems, keys that begin with `x-` are left alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_foreign_keys(cls, data: Any) -> Any:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if not str(key).startswith("x-")}
        return data


def _not_a_device(value: str) -> str:
    if value in DEVICE_NAMES:
        raise PydanticCustomError("device_name", "{name} is a device name of Windows", {"name": value})
    return value


class _IdSchema:
    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "pattern": "^[a-z0-9-]{2,40}$"}


def _well_formed(value: str) -> str:
    if not (2 <= len(value) <= 40 and all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in value)):
        raise PydanticCustomError("bad_id", "{value} is not an id", {"value": value[:60]})
    return value


Id = Annotated[str, AfterValidator(_well_formed), AfterValidator(_not_a_device), _IdSchema]
"""The id of a pack, lesson, scenario or one of their parts: `[a-z0-9-]{2,40}`, no device name of Windows."""


class Text(RootModel[dict[str, str]]):
    """A text in one or more languages.

    Written as a string (the same in every language), as `{ fr = "…", en = "…" }`, or as files beside the TOML:
    `{ fr_file = "…", en_file = "…" }`. A validation context with `folder` (the TOML's folder) is needed for files, and
    with `languages` (those that the pack promises) for the test that none is missing.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _resolve(cls, data: Any, info: ValidationInfo) -> Any:
        context: Mapping[str, Any] = info.context or {}
        promised = tuple(context.get("languages", ()))
        if isinstance(data, str):
            return dict.fromkeys(promised or LANGUAGES, data)
        if not isinstance(data, dict):
            raise PydanticCustomError("text_type", "a text or a table by language is wanted here")
        resolved: dict[str, str] = {}
        for key, value in data.items():
            name = key.removesuffix("_file")
            if name not in LANGUAGES:
                raise PydanticCustomError("text_key", "{key} is no language", {"key": str(key)})
            if not isinstance(value, str):
                raise PydanticCustomError("text_type", "a text or a table by language is wanted here")
            resolved[name] = text_from_file(value, context) if key.endswith("_file") else value
        missing = [language for language in promised if language not in resolved]
        if missing or not resolved:
            raise PydanticCustomError("language_missing", "no {language} text", {"language": ", ".join(missing)})
        return resolved

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        keys = [key for language in LANGUAGES for key in (language, f"{language}_file")]
        table = {
            "type": "object",
            "properties": {key: {"type": "string"} for key in keys},
            "additionalProperties": False,
        }
        return {"anyOf": [{"type": "string"}, table]}

    def in_(self, language: str) -> str:
        """Return the text in `language`, or in the first language that it has."""
        return self.root.get(language) or next(iter(self.root.values()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the text is written in."""
        return tuple(self.root)


def text_from_file(name: str, context: Mapping[str, Any]) -> str:
    """Return the text of the file `name`, relative to the `folder` of a validation context."""
    folder = context.get("folder")
    if not isinstance(folder, Path):
        raise PydanticCustomError("file_unread", "{file} cannot be read here", {"file": name})
    try:
        return read_text(folder, name)
    except ContentError as error:
        raise PydanticCustomError(
            "file_unread", "{reason}", {"reason": error.message, "remedy": error.remedy, "file": name}
        ) from error


class Wordings(RootModel[dict[str, list[str]]]):
    """Wordings by language: `{ fr = ["…"], en = ["…"] }`, or a list for every language. No list may be empty."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _resolve(cls, data: Any, info: ValidationInfo) -> Any:
        promised = tuple((info.context or {}).get("languages", ()))
        if isinstance(data, list):
            data = dict.fromkeys(promised or LANGUAGES, data)
        if not isinstance(data, dict):
            raise PydanticCustomError("wordings_type", "lists of wordings by language are wanted here")
        for key, value in data.items():
            if key not in LANGUAGES:
                raise PydanticCustomError("text_key", "{key} is no language", {"key": str(key)})
            if not isinstance(value, list) or not value or not all(isinstance(w, str) and w.strip() for w in value):
                raise PydanticCustomError("wordings_empty", "a list of wordings, none of them empty, is wanted here")
        missing = [language for language in promised if language not in data]
        if missing:
            raise PydanticCustomError("language_missing", "no {language} text", {"language": ", ".join(missing)})
        return data

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        table = {"type": "object", "properties": dict.fromkeys(LANGUAGES, words), "additionalProperties": False}
        return {"anyOf": [words, table]}

    def in_(self, language: str) -> tuple[str, ...]:
        """Return the wordings in `language`; none where it has none."""
        return tuple(self.root.get(language, ()))
