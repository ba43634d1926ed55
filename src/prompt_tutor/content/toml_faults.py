"""The TOML reader's English messages in the interface's language."""

from __future__ import annotations

from prompt_tutor.i18n import _


def toml_fault(message: str) -> str:
    """Return what is broken, as a sentence for a trainer, from `message`, tomli's `TOMLDecodeError.msg`."""
    match message.split():
        case ["Unterminated", "string", *_rest]:
            return _("A text is not closed: its last quote is missing.")
        case ["Unclosed", "array", *_rest]:
            return _("A list is not closed: its “]” is missing.")
        case ["Unclosed", "inline", *_rest]:
            return _("A table is not closed: its “}” or a comma is missing.")
        case ["Expected", "'='", *_rest]:
            return _("An equals sign is missing after a key.")
        case ["Expected", *_rest]:
            return _("Something is left over at the end of a line, or a quote or bracket is missing.")
        case ["Invalid", "value"]:
            return _("A value cannot be read: texts stand in quotes, numbers and true or false do not.")
        case ["Cannot", "declare" | "overwrite" | "redefine" | "mutate", *_rest] | ["Duplicate", *_rest]:
            return _("A key or table is written twice.")
        case ["Unescaped", *_rest] | ["Invalid", "hex", *_rest] | ["Escaped", *_rest]:
            return _("A backslash stands in a text: write it twice, or use single quotes.")
        case ["Illegal", "character", "'\\n'"]:
            return _("A text is not closed on its line: its last quote is missing.")
        case ["Illegal" | "Found", *_rest]:
            return _("A character cannot stand here: an invisible one, perhaps pasted.")
        case _rest:
            return _("The TOML cannot be read here.")
