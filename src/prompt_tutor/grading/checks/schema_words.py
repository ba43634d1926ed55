"""Why a JSON value does not fit its schema, in the interface's language: "à « actions[0].date » : …"."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.grading.checks.measure import bounds
from prompt_tutor.grading.checks.wording import listed
from prompt_tutor.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jsonschema.exceptions import ValidationError

_LONGEST: Final = 60

_TYPES: Final = {
    "object": N_("an object"),
    "array": N_("a list"),
    "string": N_("a text"),
    "number": N_("a number"),
    "integer": N_("a whole number"),
    "boolean": N_("true or false"),
    "null": N_("null"),
}


def told(error: ValidationError) -> str:
    """Return where and why a value does not fit: "at “actions[0].date”: a text is wanted; found: 3"."""
    return at_place(error.absolute_path, reason(error))


def at_place(keys: Iterable[str | int], why: str) -> str:
    """Return a reason with its place before it, where it has one."""
    place = path_of(keys)
    return _("at “{place}”: {why}").format(place=place, why=why) if place else why


def path_of(keys: Iterable[str | int]) -> str:
    """Return a place as one writes it in programs: "actions[0].date"; "" for the whole."""
    parts = [f"[{key}]" if isinstance(key, int) else f".{_short(key)}" for key in keys]
    path = "".join(parts).removeprefix(".")
    return path if len(path) <= 2 * _LONGEST else "…" + path[-2 * _LONGEST + 1 :]


def reason(error: ValidationError) -> str:
    """Return why a value does not fit, without the place: "wanted: a text; found: 3"."""
    # The type stubs allow for errors that no validator has filled in; these come from one.
    keyword = str(error.validator)
    wanted: Any = error.validator_value
    found: Any = error.instance
    match keyword:
        case "required":
            return _("missing: {keys}").format(keys=listed(key for key in wanted if key not in found))
        case "dependentRequired":
            missing = [key for name, keys in wanted.items() if name in found for key in keys if key not in found]
            return _("missing: {keys}").format(keys=listed(missing))
        case "additionalProperties":
            known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
            return _("not wanted: {keys}").format(keys=listed(key for key in found if key not in known))
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            names = _(" or ").join(_(_TYPES[name]) if name in _TYPES else str(name) for name in types)
            return _("wanted: {wanted}; found: {found}").format(wanted=names, found=_shown(found))
        case "enum":
            return _("wanted: one of {wanted}; found: {found}").format(
                wanted=", ".join(_shown(each) for each in wanted[:8]), found=_shown(found)
            )
        case "const":
            return _("wanted: {wanted}; found: {found}").format(wanted=_shown(wanted), found=_shown(found))
        case "pattern":
            return _("{found} does not match the pattern “{pattern}”").format(found=_shown(found), pattern=wanted)
        case "format":
            return _("{found} does not have the form “{form}”").format(found=_shown(found), form=wanted)
        case "anyOf" | "oneOf" if error.context:
            return _("{found} fits none of the forms that are possible").format(found=_shown(found))
        case "uniqueItems":
            return _("an item stands there twice")
        case _:
            return _reason_of_size(keyword, wanted, found) or _("{found} does not fit (“{keyword}”)").format(
                found=_shown(found), keyword=keyword
            )


def _reason_of_size(keyword: str, wanted: Any, found: Any) -> str | None:
    """Return the reason of a keyword that bounds a size, None for others."""
    side = {"min": (wanted, None), "max": (None, wanted)}.get(keyword[:3])
    if keyword in ("minLength", "maxLength") and side:
        count = ngettext("the text has {count} character", "the text has {count} characters", len(found))
        return count.format(count=len(found)) + bounds(*side)
    if keyword in ("minItems", "maxItems") and side:
        count = ngettext("the list has {count} item", "the list has {count} items", len(found))
        return count.format(count=len(found)) + bounds(*side)
    if keyword in ("minProperties", "maxProperties") and side:
        count = ngettext("the object has {count} key", "the object has {count} keys", len(found))
        return count.format(count=len(found)) + bounds(*side)
    if keyword in ("minimum", "maximum") and side:
        return _shown(found) + bounds(*side)
    if keyword == "exclusiveMinimum":
        return _("{found} (wanted: more than {bound})").format(found=_shown(found), bound=wanted)
    if keyword == "exclusiveMaximum":
        return _("{found} (wanted: less than {bound})").format(found=_shown(found), bound=wanted)
    if keyword == "multipleOf":
        return _("{found} is no multiple of {step}").format(found=_shown(found), step=wanted)
    return None


def _shown(value: Any) -> str:
    """Return a value as JSON writes it, cut where it is long."""
    if isinstance(value, str):
        return _("“{words}”").format(words=_short(value))
    if isinstance(value, list):
        return ngettext("a list of {count} item", "a list of {count} items", len(value)).format(count=len(value))
    if isinstance(value, dict):
        return ngettext("an object of {count} key", "an object of {count} keys", len(value)).format(count=len(value))
    return _short(json.dumps(value))


def _short(text: str) -> str:
    line = " ".join(text[: 4 * _LONGEST].split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
