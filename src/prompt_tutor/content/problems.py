"""What is wrong in a file that a trainer wrote: where, what, and what to write instead."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from prompt_tutor.content.criteria import CRITERIA
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
    message, remedy = _sentence(code)
    message, remedy = message.format(**values), remedy.format_map(values)
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


def _sentence(code: str) -> tuple[str, str]:
    match code:
        case "missing":
            return _("“{key}” is missing."), _("Add it; docs/formats.en.md shows an example.")
        case "extra_forbidden":
            return _("“{key}” is not a key that is known here."), _(
                "Correct its spelling, remove it, or begin it with “x-” to keep a key of your own."
            )
        case "unknown_criterion":
            return _("The criterion “{id}” is unknown."), _(
                "Use one of the sixteen ids, or describe your own with kind, title, consequence and routes."
            )
        case "own_criterion_incomplete":
            return _("The criterion “{id}” of this scenario is not complete."), _(
                'Give it kind = "mentions", a title, a consequence and at least one route; '
                'or kind = "corrected" with title, consequence, turn, wrong and right.'
            )
        case "reserved_id":
            return _("“{id}” is one of the sixteen criteria: it has its own rules."), _(
                "Remove kind and routes, or take another id for your own criterion."
            )
        case "narrow_own":
            return _("The criterion “{id}” cannot be narrowed."), _("Remove “narrow”.")
        case "narrow_form":
            return _("“narrow” takes either a unit with min or max, or wordings by language."), _(
                "Keep one of the two."
            )
        case "bad_id" | "device_name":
            return _("“{given}” cannot be an id."), _(
                "Use 2 to 40 small letters, digits and hyphens, and no device name of Windows such as “con”."
            )
        case "text_type" | "string_type":
            return _("A text is wanted for “{key}”."), _(
                'Write a text in quotes, or a table such as {{ fr = "…", en = "…" }}.'
            )
        case "text_key":
            return _("“{key}” is no language of this program."), _("Use fr, en, fr_file or en_file.")
        case "language_missing":
            return _("A text has no version in: {language}."), _(
                "Write it, or remove that language from “languages” in pack.toml."
            )
        case "wordings_type" | "wordings_empty" | "route_empty":
            return _("A list of wordings is missing or empty."), _(
                "Give at least one wording in each language of the pack."
            )
        case "twice":
            return _("“{id}” stands twice in {label}."), _("Give each its own id.")
        case "bad_pattern":
            return _("This regular expression cannot be read: {reason}."), _(
                "Correct it; write it between single quotes, so that a backslash stays a backslash."
            )
        case "schema_file":
            return _("The file {file} is no JSON: line {line} cannot be read."), _("Correct this line.")
        case "schema_twice":
            return _("“schema” and “schema_file” both stand here."), _("Keep one of the two.")
        case "schema_size":
            return _("The schema is too large, or nested too deeply."), _(
                "Keep what the exercise needs; “$defs” and “$ref” say once what stands in several places."
            )
        case "schema_draft":
            return _("The schema is of a draft that is not read here ({place})."), _(
                "Write it in draft 2020-12, and leave “$schema” out or set it to {dialect}."
            )
        case "schema_remote":
            return _("The schema refers to another one, “{ref}” ({place})."), _(
                "Nothing is fetched: copy it under “$defs” and refer to it with “#/$defs/…”."
            )
        case "schema_keyword":
            return _("“{keyword}” is not taken in a schema here ({place})."), _("Say it with: {instead}.")
        case "no_bound":
            return _("A length has no bound."), _("Give it min, max or both.")
        case "min_over_max":
            return _("The least, {least}, is more than the most, {most}."), _("Exchange or correct the two.")
        case "need_too_many":
            return _("The group wants {need} checks to pass and has {count}."), _(
                "Lower “need”, or add checks to the group."
            )
        case "no_weight":
            return _("No criterion counts for the score: “privacy” carries no weight."), _(
                "Name at least one other criterion."
            )
        case "unknown_turn":
            return _("“{id}” is no turn of this scenario."), _("Name one of its turns: {known}.")
        case "unknown_document":
            return _("“{id}” is no document of this scenario."), _("Give expected = true, or a document’s id.")
        case "unknown_choice":
            return _("“{id}” is none of the choices of this step."), _("Name one of: {known}.")
        case "quote_not_once":
            return _("This quotation does not stand exactly once in the answer, in “{language}”."), _(
                "Copy it from the answer, letter by letter, long enough to stand there once."
            )
        case "unknown_list":
            return _("There is no shared list of wordings called “@{name}”."), _(
                "Use one of: {lists}; or write the wordings out."
            )
        case "calibration_form":
            return _("A calibration holds one thing: a prompt, the prompts of a conversation, or a refusal."), _(
                "Give it either prompt, prompts or decline."
            )
        case "one_right":
            return _("A quiz has exactly one right option."), _("Set right = true on one option only.")
        case "union_tag_invalid" | "literal_error":
            return _("“{given}” is not possible for “{key}”."), _("Possible here: {expected}.")
        case "too_short":
            return _("“{key}” is empty."), _("Add at least one entry.")
        case _:
            return _("“{key}” has a value that does not fit: {given}."), _("docs/formats.en.md shows what is wanted.")
