"""A pack, as a trainer declares it in `pack.toml`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from prompt_tutor.content.model import Id, Strict, Text


class Charter(Strict):
    """The town's own rules on AI."""

    file: Text
    tools: tuple[str, ...] = ()
    data_protection_contact: str = ""


class Pack(Strict):
    """A folder of lessons and scenarios, in the languages that it promises."""

    format: Literal[1]
    id: Id
    title: Text
    languages: tuple[Literal["fr", "en"], ...] = Field(min_length=1)
    authors: tuple[str, ...] = ()
    licence: str = ""
    charter: Charter | None = None
