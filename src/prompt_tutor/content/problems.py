"""What is wrong in a file that a trainer wrote: where, what, and what to write instead."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.problem_sentences import ANY_OTHER, SENTENCES
from prompt_tutor.content.shared_wordings import list_names
from prompt_tutor.errors import ContentError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one file; `line` and `column` count from 1, and are 0 where there is no place."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str
    remedy: str

    @property
    def place(self) -> str:
        """The file, with line and column where they are known."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def error(self) -> ContentError:
        """Return the problem as the error that stops a face."""
        return ContentError(self.message, self.remedy, self.place)


def sentences_for(
    code: str, context: Mapping[str, Any], given: object, loc: Sequence[object], keys: Sequence[str] = ()
) -> tuple[str, str]:
    """Return message and remedy, in the interface's language, for a failed validation.

    Args:
        code: pydantic's error type, or one of our own.
        context: what the error carries.
        given: the value that was found.
        loc: pydantic's location of it.
        keys: those that are known where an unknown one stands.
    """
    if code == "file_unread":
        return str(context["reason"]), str(context["remedy"])
    key = str(loc[-1]) if loc else ""
    values = {"key": key, "given": _short(given), **{name: _short(value) for name, value in context.items()}}
    if code == "union_tag_not_found":
        code, values["key"] = "missing", _tag(context)
    elif code == "union_tag_invalid":
        values |= {"key": _tag(context), "given": _short(context["tag"])}
    # The words of a Literal, or the tags of a union; pydantic joins them in English.
    if code == "unknown_list":
        values["lists"] = ", ".join(f"@{name}" for name in list_names())
    values["expected"] = str(context.get("expected", context.get("expected_tags", ""))).replace(" or ", ", ")
    message, remedy = (_(sentence).format_map(values) for sentence in SENTENCES.get(code, ANY_OTHER))
    meant = _meant(code, values, context, keys)
    return message, f"{meant} {remedy}" if meant else remedy


def _meant(code: str, values: Mapping[str, str], context: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the question whether something was meant that is known and looks much the same, "" where nothing does."""
    candidates: dict[str, tuple[str, Sequence[str]]] = {
        "extra_forbidden": (values["key"], keys),
        "unknown_criterion": (values.get("id", ""), CRITERIA),
        "unknown_turn": (values.get("id", ""), str(context.get("known", "")).split(", ")),
        "unknown_choice": (values.get("id", ""), str(context.get("known", "")).split(", ")),
        "unknown_list": (values.get("name", ""), list_names() if code == "unknown_list" else ()),
        "literal_error": (values["given"], re.findall(r"'([^']*)'", values["expected"])),
        "union_tag_invalid": (values["given"], re.findall(r"'([^']*)'", values["expected"])),
    }
    given, known = candidates.get(code, ("", ()))
    guess = difflib.get_close_matches(given, known, 1)
    return _("Did you mean “{guess}”?").format(guess=guess[0]) if guess else ""


def _tag(context: Mapping[str, Any]) -> str:
    """Return the key that tells the kinds of a table apart, such as `kind`."""
    return str(context["discriminator"]).strip("'")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"
