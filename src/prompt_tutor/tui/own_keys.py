"""The learner's own keys: the table `[keys]` of the settings file, checked, and put in the place of the usual ones.

A name stands for what the key does, whatever the screen: `send` is the same key wherever something is sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from textual.dom import DOMNode

Keys = dict[str, tuple[str, ...]]
"""By name: the keys."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that a key does: its usual `keys`, Textual's `actions` that do it, and its `title`."""

    keys: tuple[str, ...]
    actions: frozenset[str]
    title: str


def _named(keys: str, actions: str, title: str) -> Named:
    return Named(tuple(keys.split()), frozenset(actions.split()), title)


NAMES: Final = {
    "send": _named("f5 ctrl+j", "send check read_over", N_("Send")),
    "next-pane": _named("f4", "pane", N_("Next pane")),
    "previous-pane": _named("f3", "pane", N_("Previous pane")),
    "own-editor": _named("ctrl+o", "edit_outside", N_("Your own editor")),
    "insert-document": _named("f2", "insert_document", N_("Insert the document")),
    "next-turn": _named("f7", "next_turn", N_("Next turn")),
    "previous-turn": _named("shift+f7 f19", "previous_turn", N_("Redo the turn before")),
    "compare": _named("f8", "compare", N_("Compare")),
    "recorded-prompt": _named("f9", "recorded_prompt", N_("Recorded prompt")),
    "decline": _named("f12", "decline", N_("Not with AI")),
    "help": _named("f1", "help", N_("Help")),
    "model": _named("f6", "choose_model", N_("Model")),
    "history": _named("ctrl+t", "history", N_("History")),
    "settings": _named("ctrl+g", "settings", N_("Settings")),
    "commands": _named("ctrl+p", "command_palette", N_("Commands")),
    "quit": _named("ctrl+q", "quit", N_("Quit")),
}
"""What can have another key, by the name that stands in the settings file; `docs/keys.*.md` list them."""

_KEY: Final = re.compile(r"(?:(?:ctrl|alt|shift)\+)*(?:f\d{1,2}|[a-z0-9]|[a-z]+(?:_[a-z]+)*)")


def own_keys(file: Path) -> tuple[Keys, tuple[str, ...]]:
    """Return the keys that the settings `file` changes, and a sentence for each entry that cannot be used.

    Where an entry cannot be used, the usual key stays. A file that cannot be read changes nothing: whoever reads the
    settings says so.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
        if "keys" not in text:  # as with most people: nothing is imported before the first frame
            return {}, ()
        import tomli

        table = tomli.loads(text).get("keys", {})
    except (OSError, ValueError):  # UnicodeDecodeError and TOMLDecodeError are ValueErrors
        return {}, ()
    if not isinstance(table, dict):
        return {}, (_("Write the keys of the settings file in a table, below a line [keys]."),)
    return checked(table)


def checked(table: Mapping[str, Any]) -> tuple[Keys, tuple[str, ...]]:
    """Return the entries of `table` that can be used, and a sentence for each that cannot."""
    found: Keys = {}
    problems = []
    for name, value in table.items():
        problem = _problem(name, value)
        if problem:
            problems.append(problem + " " + _("The usual key stays."))
        else:
            found[name] = tuple(key.strip().lower() for key in value.split(","))
    while clash := next(_clashes(found), None):
        name, key, other = clash
        del found[name]
        words = _("“{name}”: the key {key} is already that of “{other}”. The usual key stays.")
        problems.append(words.format(name=name, key=key_name(key), other=other))
    return found, tuple(problems)


def _problem(name: str, value: object) -> str:
    if name not in NAMES:
        names = ", ".join(NAMES)
        return _("“{name}” is no name of a key. The names are: {names}.").format(name=name, names=names)
    if not isinstance(value, str):
        return _("“{name}”: write the key between quotation marks, such as {example}.").format(
            name=name, example=f'{name} = "f5"'
        )
    taken = _taken()
    for key in (each.strip().lower() for each in value.split(",")):
        if not _is_key(key):
            words = _("“{name}”: “{key}” is no key. Keys are written such as f5, ctrl+s, alt+x.")
            return words.format(name=name, key=key)
        if key in taken or _types(key):
            words = _("“{name}”: the key {key} is needed for writing and moving. Choose another, such as ctrl+s or f5.")
            return words.format(name=name, key=key_name(key))
    return ""


def _is_key(key: str) -> bool:
    from textual.keys import Keys as Known

    if not _KEY.fullmatch(key):
        return False
    last = key.rpartition("+")[2]
    return len(last) == 1 or last in {known.value for known in Known}


def _types(key: str) -> bool:
    """Return whether `key` types a character."""
    return "ctrl+" not in key and "alt+" not in key and len(key.rpartition("+")[2]) == 1


def _taken() -> frozenset[str]:
    """Return the keys of the editor, and those that every screen has for itself."""
    from textual.binding import Binding
    from textual.widgets import TextArea

    ours = {key for named in NAMES.values() for key in named.keys}
    editor = {binding.key for binding in Binding.make_bindings(TextArea.BINDINGS)}
    return frozenset(editor - ours | {"enter", "tab", "shift+tab", "escape", "space", "ctrl+i", "ctrl+m", "ctrl+h"})


def _clashes(found: Keys) -> Iterator[tuple[str, str, str]]:
    """Yield each entry of `found` that takes the key of another name, with that key and that name."""
    for name, keys in found.items():
        for other, named in NAMES.items():
            common = set(keys) & set(found.get(other, named.keys)) if other != name else set()
            if common:
                yield name, min(common), other


def key_lines(keys: Keys) -> str:
    """Return which keys are the learner's own, a line each, for a page of help; "" where none are."""
    if not keys:
        return ""
    lines = [_("Your own keys, from the settings file")]
    for name, own in keys.items():
        usual = ", ".join(map(key_name, NAMES[name].keys))
        words = _("{title}: {keys} instead of {usual}")
        lines.append(words.format(title=_(NAMES[name].title), keys=", ".join(map(key_name, own)), usual=usual))
    return "\n".join(lines)


def rebind(node: DOMNode, keys: Keys) -> None:
    """Give the bindings of `node`, a screen or a widget that is about to start, the learner's own `keys`."""
    # Textual's keymap goes by ids and drops whatever else stands on the same key: two of ours share Esc.
    bindings = node._bindings.key_to_bindings  # noqa: SLF001 - Textual has no public way to move one binding of a key
    moved: dict[str, list[Any]] = {}
    for name in keys:
        for key in NAMES[name].keys:
            mine = [binding for binding in bindings.get(key, ()) if _action(binding.action) in NAMES[name].actions]
            moved.setdefault(name, []).extend(mine)
            rest = [binding for binding in bindings.get(key, ()) if binding not in mine]
            if rest:
                bindings[key] = rest
            else:
                bindings.pop(key, None)
    for name, found in moved.items():
        for binding in _each_once(found):
            for key in keys[name]:
                bindings.setdefault(key, []).append(binding.with_key(key))


def _each_once(bindings: Iterable[Any]) -> list[Any]:
    return list({binding.action: binding for binding in reversed(list(bindings))}.values())


def _action(action: str) -> str:
    """Return the name of `action` alone: "pane" of "screen.pane(1)"."""
    return action.partition("(")[0].rpartition(".")[2]
