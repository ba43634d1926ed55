"""What a scenario's schema cannot say: ids that name nothing, and wordings of the answer that are never reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.told import name_one_of
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.practice_answer import Choice, Slot, When
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario

ALWAYS: Final = ("privacy",)
"""Graded in every scenario, declared or not."""

_DOCUMENT: Final = re.compile(r"\{\{\s*([a-z0-9-]{2,40})\s*\}\}")


def scenario_problems(source: Source, scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of `scenario`, read from `source`, that need no grading."""
    if source.path.name == "scenario.toml" and source.path.absolute().parent.name != scenario.id:
        yield source.problem(
            ("id",),
            "id-differs",
            _("The id “{id}” differs from the name of its folder.").format(id=scenario.id),
            _("Give both the same name."),
            "warning",
        )
    for number, slot in enumerate(scenario.practice.slots):
        yield from _slot_problems(source, scenario, slot, ("practice", "slots", number, "choices"))
    for number, piece in enumerate(scenario.solution.pieces):
        keys: Keys = ("solution", "pieces", number)
        yield from unknown_criteria(source, scenario, piece.criteria, (*keys, "criteria"))
        for text in piece.text.root.values():
            yield from unknown_documents(source, scenario, text, (*keys, "text"))


def unknown_criteria(source: Source, scenario: Scenario, ids: Iterable[str], keys: Keys) -> Iterator[Problem]:
    """Yield a problem for each of `ids`, standing at `keys`, that is no criterion of `scenario`."""
    declared = [criterion.id for criterion in scenario.criteria]
    for id_ in ids:
        if id_ not in declared and id_ not in ALWAYS:
            yield source.problem(
                keys,
                "unknown-criterion",
                _("The criterion “{id}” is not one of this scenario.").format(id=id_),
                name_one_of(id_, declared),
            )


def unknown_documents(source: Source, scenario: Scenario, text: str, keys: Keys) -> Iterator[Problem]:
    """Yield a warning for each `{{id}}` of `text` that names no document of `scenario`."""
    documents = [document.id for document in scenario.documents]
    for match in _DOCUMENT.finditer(text):
        if match[1] not in documents:
            yield source.problem(
                keys,
                "unknown-document",
                _("{name} names no document of this scenario.").format(name=match[0]),
                name_one_of(match[1], documents),
                "warning",
            )


def _slot_problems(source: Source, scenario: Scenario, slot: Slot, keys: Keys) -> Iterator[Problem]:
    for number, choice in enumerate(slot.choices):
        here = (*keys, number)
        yield from unknown_criteria(source, scenario, (*choice.when.met, *choice.when.unmet), (*here, "when"))
        yield from unknown_criteria(source, scenario, [choice.shows] if choice.shows else [], (*here, "shows"))
        if _hidden(choice, slot.choices[:number]):
            yield source.problem(
                here,
                "never-chosen",
                _("This choice of the slot “{slot}” is never reached: one before it holds whenever it does.").format(
                    slot=slot.id
                ),
                _("Move it up, or change its condition."),
            )
    if not _unconditional(slot.choices[-1].when):
        yield source.problem(
            (*keys, len(slot.choices) - 1),
            "no-last-choice",
            _("The slot “{slot}” has no last choice without a condition: the answer may lack it.").format(slot=slot.id),
            _("Add a choice without “when” at its end; its text may be empty."),
        )


def _unconditional(when: When) -> bool:
    return not when.met and not when.unmet


def _hidden(choice: Choice, before: Iterable[Choice]) -> bool:
    when = choice.when
    if set(when.met) & set(when.unmet):
        return True
    return any(
        set(earlier.when.met) <= set(when.met) and set(earlier.when.unmet) <= set(when.unmet) for earlier in before
    )
