"""The names of keys as they stand on the learner's keyboard, in the interface's language."""

from __future__ import annotations

from typing import Final

from prompt_tutor.i18n import N_, _

_NAMES: Final = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Del"),
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "pageup": N_("Page Up"),
    "pagedown": N_("Page Down"),
    "home": N_("Home"),
    "end": N_("End"),
    "question_mark": "?",
}
_MODIFIERS: Final = {"ctrl": N_("Ctrl"), "shift": N_("Shift"), "alt": N_("Alt")}


def key_name(key: str) -> str:
    """Return the name of Textual's `key`: "Ctrl+P" of "ctrl+p", "Échap" of "escape" in French."""
    *modifiers, last = key.split("+")
    name = _NAMES.get(last)
    words = [_(_MODIFIERS.get(modifier, modifier)) for modifier in modifiers]
    return "+".join([*words, _(name) if name else last.upper()])
