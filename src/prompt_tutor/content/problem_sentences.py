"""The sentences for problems in a trainer’s files: for each code a message, and a remedy."""

from __future__ import annotations

from typing import Final

from prompt_tutor.i18n import N_

_NO_ID: Final = (
    N_("“{given}” cannot be an id."),
    N_("Use 2 to 40 small letters, digits and hyphens, and no device name of Windows such as “con”."),
)
_NO_TEXT: Final = (
    N_("A text is wanted for “{key}”."),
    N_('Write a text in quotes, or a table such as {{ fr = "…", en = "…" }}.'),
)
_NO_WORDINGS: Final = (
    N_("A list of wordings is missing or empty."),
    N_("Give at least one wording in each language of the pack."),
)
_NOT_POSSIBLE: Final = (N_("“{given}” is not possible for “{key}”."), N_("Possible here: {expected}."))

ANY_OTHER: Final = (
    N_("“{key}” has a value that does not fit: {given}."),
    N_("docs/formats.en.md shows what is wanted."),
)
"""For a code that has no sentences of its own."""

SENTENCES: Final = {
    "missing": (
        N_("“{key}” is missing."),
        N_("Add it; docs/formats.en.md shows an example."),
    ),
    "extra_forbidden": (
        N_("“{key}” is not a key that is known here."),
        N_("Correct its spelling, remove it, or begin it with “x-” to keep a key of your own."),
    ),
    "unknown_criterion": (
        N_("The criterion “{id}” is unknown."),
        N_("Use one of the sixteen ids, or describe your own with kind, title, consequence and routes."),
    ),
    "own_criterion_incomplete": (
        N_("The criterion “{id}” of this scenario is not complete."),
        N_(
            'Give it kind = "mentions", a title, a consequence and at least one route; or kind = '
            '"corrected" with title, consequence, turn, wrong and right.'
        ),
    ),
    "reserved_id": (
        N_("“{id}” is one of the sixteen criteria: it has its own rules."),
        N_("Remove kind and routes, or take another id for your own criterion."),
    ),
    "narrow_own": (
        N_("The criterion “{id}” cannot be narrowed."),
        N_("Remove “narrow”."),
    ),
    "narrow_form": (
        N_("“narrow” takes either a unit with min or max, or wordings by language."),
        N_("Keep one of the two."),
    ),
    "bad_id": _NO_ID,
    "device_name": _NO_ID,
    "text_type": _NO_TEXT,
    "string_type": _NO_TEXT,
    "text_key": (
        N_("“{key}” is no language of this program."),
        N_("Use fr, en, fr_file or en_file."),
    ),
    "language_missing": (
        N_("A text has no version in: {language}."),
        N_("Write it, or remove that language from “languages” in pack.toml."),
    ),
    "wordings_type": _NO_WORDINGS,
    "wordings_empty": _NO_WORDINGS,
    "route_empty": _NO_WORDINGS,
    "twice": (
        N_("“{id}” stands twice in {label}."),
        N_("Give each its own id."),
    ),
    "bad_pattern": (
        N_("This regular expression cannot be read: {reason}."),
        N_("Correct it; write it between single quotes, so that a backslash stays a backslash."),
    ),
    "schema_file": (
        N_("The file {file} is no JSON: line {line} cannot be read."),
        N_("Correct this line."),
    ),
    "schema_twice": (
        N_("“schema” and “schema_file” both stand here."),
        N_("Keep one of the two."),
    ),
    "schema_size": (
        N_("The schema is too large, or nested too deeply."),
        N_("Keep what the exercise needs; “$defs” and “$ref” say once what stands in several places."),
    ),
    "schema_draft": (
        N_("The schema is of a draft that is not read here ({place})."),
        N_("Write it in draft 2020-12, and leave “$schema” out or set it to {dialect}."),
    ),
    "schema_remote": (
        N_("The schema refers to another one, “{ref}” ({place})."),
        N_("Nothing is fetched: copy it under “$defs” and refer to it with “#/$defs/…”."),
    ),
    "schema_keyword": (
        N_("“{keyword}” is not taken in a schema here ({place})."),
        N_("Say it with: {instead}."),
    ),
    "no_bound": (
        N_("A length has no bound."),
        N_("Give it min, max or both."),
    ),
    "min_over_max": (
        N_("The least, {least}, is more than the most, {most}."),
        N_("Exchange or correct the two."),
    ),
    "need_too_many": (
        N_("The group wants {need} checks to pass and has {count}."),
        N_("Lower “need”, or add checks to the group."),
    ),
    "no_weight": (
        N_("No criterion counts for the score: “privacy” carries no weight."),
        N_("Name at least one other criterion."),
    ),
    "unknown_turn": (
        N_("“{id}” is no turn of this scenario."),
        N_("Name one of its turns: {known}."),
    ),
    "unknown_document": (
        N_("“{id}” is no document of this scenario."),
        N_("Give expected = true, or a document’s id."),
    ),
    "unknown_choice": (
        N_("“{id}” is none of the choices of this step."),
        N_("Name one of: {known}."),
    ),
    "quote_not_once": (
        N_("This quotation does not stand exactly once in the answer, in “{language}”."),
        N_("Copy it from the answer, letter by letter, long enough to stand there once."),
    ),
    "unknown_list": (
        N_("There is no shared list of wordings called “@{name}”."),
        N_("Use one of: {lists}; or write the wordings out."),
    ),
    "calibration_form": (
        N_("A calibration holds one thing: a prompt, the prompts of a conversation, or a refusal."),
        N_("Give it either prompt, prompts or decline."),
    ),
    "one_right": (
        N_("A quiz has exactly one right option."),
        N_("Set right = true on one option only."),
    ),
    "union_tag_invalid": _NOT_POSSIBLE,
    "literal_error": _NOT_POSSIBLE,
    "too_short": (
        N_("“{key}” is empty."),
        N_("Add at least one entry."),
    ),
}
"""By pydantic’s error type or one of our own; the names in braces are filled in from what the error carries."""
