"""The checks on the form of an answer: its size, its structure, data that another program reads, its language."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import (
    AliasChoices,
    ConfigDict,
    Field,
    JsonValue,
    NonNegativeInt,
    PositiveInt,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from prompt_tutor.content.check_base import BaseCheck, Bounded, ordered
from prompt_tutor.content.json_schema import parse_schema, refuse_unsafe
from prompt_tutor.content.model import Wordings, text_from_file

Share = Annotated[float, Field(ge=0, le=1)]


class Length(Bounded):
    """The size of the whole answer."""

    kind: Literal["length"]
    unit: Literal["words", "sentences", "lines", "characters"]

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if self.min is None and self.max is None:
            raise PydanticCustomError("no_bound", "min, max or both")
        return self


class Bullets(Bounded):
    """The answer has a list; `min` and `max` bound its items, `ordered` asks for numbers (true) or bullets (false)."""

    kind: Literal["bullets"]
    ordered: bool | None = None


class Headings(Bounded):
    """The answer has headings; `holds` are wordings that each stand in one of them."""

    kind: Literal["headings"]
    holds: Wordings | None = None


class Grid(BaseCheck):
    """Rows and columns. `columns` are the names in the header row."""

    columns: Wordings | None = None
    min_columns: PositiveInt | None = None
    max_columns: PositiveInt | None = None
    min_rows: NonNegativeInt | None = None
    max_rows: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.min_columns, self.max_columns)
        ordered(self.min_rows, self.max_rows)
        return self


class Table(Grid):
    """The answer has a Markdown table; columns in any order. The header is no row."""

    kind: Literal["table"]


class Csv(Grid):
    """The answer has rows of CSV, all of one width; columns in this order. With `alone` nothing stands around them."""

    kind: Literal["csv"]
    separator: Literal[",", ";", "\t", "|"] = ";"
    alone: bool = False


def _with_schema_file(schema: dict[str, Any]) -> None:
    """Tell editors of `schema_file`, which reading turns into `schema`."""
    schema["properties"]["schema_file"] = {"type": "string", "description": "The name of a file beside this one."}


class Json(BaseCheck):
    """The answer has a JSON object or array, in a fence or not. With `alone` nothing stands around it.

    It fits the JSON Schema (draft 2020-12) that stands in `schema`, or in the file `schema_file` beside the TOML. What
    is wanted most often can be said without one: `keys` must stand in the object, or in each object of the array;
    `closed` forbids others. `values` lists, by key, the values that are possible. `min_items` and `max_items` bound the
    array.
    """

    model_config = ConfigDict(json_schema_extra=_with_schema_file)

    kind: Literal["json"]
    json_schema: dict[str, JsonValue] | None = Field(
        default=None, validation_alias=AliasChoices("schema", "json_schema")
    )
    keys: tuple[str, ...] = ()
    closed: bool = False
    values: dict[str, tuple[str | int | float | bool | None, ...]] = Field(default_factory=dict)
    min_items: NonNegativeInt | None = None
    max_items: NonNegativeInt | None = None
    alone: bool = False

    @model_validator(mode="before")
    @classmethod
    def _read_file(cls, data: object, info: ValidationInfo) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("schema_file"), str):
            return data
        data = dict(data)
        name = data.pop("schema_file")
        if "schema" in data:
            raise PydanticCustomError("schema_twice", "schema and schema_file")
        data["schema"] = parse_schema(text_from_file(name, info.context or {}), name)
        return data

    @field_validator("json_schema")
    @classmethod
    def _safe(cls, value: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
        if value is not None:
            refuse_unsafe(value)
        return value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ordered(self.min_items, self.max_items)
        return self


class Language(BaseCheck):
    """The answer is written in this language; in that of the prompt where none is named."""

    kind: Literal["language"]
    language: Literal["fr", "en"] | None = None


class Readability(BaseCheck):
    """Plain language.

    `max_mean` bounds the mean number of words in a sentence, `long_share` the share of sentences longer than `long`
    words. `min_ease` is the least reading ease: Flesch's (1948) in English, Kandel and Moles' (1958) in French, from 0
    (hard) to 100 (easy); it is a rough measure on texts below 100 words.
    """

    kind: Literal["readability"]
    max_mean: PositiveInt | None = 20
    long: PositiveInt = 25
    long_share: Share | None = 0.1
    min_ease: Annotated[float, Field(ge=0, le=100)] | None = None
