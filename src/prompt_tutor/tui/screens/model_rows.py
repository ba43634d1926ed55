"""The rows of the list of models: first what runs on this computer, then what has the prompt leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets.option_list import Option

from prompt_tutor.i18n import _
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from prompt_tutor.llm.entry import Entry
    from prompt_tutor.llm.trial import Trial

ADD_KEY: Final = "add-key"
"""The id of the row that leads to a provider that is not listed yet."""

CHOSEN: Final = "✓"
UNUSABLE: Final = "!"
_INDENT: Final = "   "


def row_id(entry: Entry) -> str:
    """Return the id of the row of `entry`: what runs it, its name and its address."""
    return "|".join((entry.source, entry.id, entry.api_base or entry.where, entry.name))


def model_options(
    entries: Sequence[Entry], is_chosen: Callable[[Entry], bool], trials: Mapping[str, Trial]
) -> list[Option]:
    """Return the rows of `entries`, each once; their ids are `row_id`, and ADD_KEY for the last.

    `trials` are what came of trying them, by `row_id`.
    """
    rows = {row_id(entry): entry for entry in entries}
    options: list[Option] = []
    for hosted, heading in ((False, _("On this computer")), (True, _("Elsewhere: the prompt leaves this computer"))):
        if options:
            options.append(Option("", disabled=True))
        options.append(Option(Content(heading), disabled=True))
        options += [
            Option(_row(entry, chosen=is_chosen(entry), trial=trials.get(name)), id=name)
            for name, entry in rows.items()
            if entry.hosted == hosted
        ]
    return [*options, Option(Content("+  " + _("Add the key of a provider or of the town’s gateway…")), id=ADD_KEY)]


def _row(entry: Entry, *, chosen: bool, trial: Trial | None) -> Content:
    sign = CHOSEN if chosen else "○" if entry.usable else UNUSABLE
    states = list(_states(chosen=chosen, trial=trial))
    first = f"{sign}  {visible(entry.name)}"
    if states:
        first += "  ·  " + "  ·  ".join(states)
    second = " · ".join(visible(word) for word in (entry.place, leaves(entry), entry.detail, entry.note) if word)
    return Content.assemble((first, "bold" if chosen else ""), "\n", _INDENT, second)


def _states(*, chosen: bool, trial: Trial | None) -> Iterator[str]:
    if chosen:
        yield _("chosen")
    if trial is not None:
        yield _("works") if trial.works else _("! does not answer")


def leaves(entry: Entry) -> str:
    """Return whether the prompt leaves this computer, by a sign and in words."""
    return "→ " + _("the prompt leaves") if entry.hosted else "● " + _("the prompt stays")
