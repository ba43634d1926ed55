"""What a lesson's schema cannot say: whether the scenarios that it practises are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.scenario_rules import unknown_criteria, unknown_documents
from prompt_tutor.content.lesson import PracticeStep
from prompt_tutor.errors import ContentError, UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.lesson import Lesson
    from prompt_tutor.content.library import Library
    from prompt_tutor.content.problems import Problem


def lesson_problems(source: Source, lesson: Lesson, library: Library) -> Iterator[Problem]:
    """Yield the problems of `lesson`, read from `source`; its practice steps may name what is in `library`."""
    stem = source.path.stem
    if lesson.id != (stem.partition("-")[2] if stem[:2].isdigit() else stem):
        yield source.problem(
            ("id",),
            "id-differs",
            _("The id “{id}” differs from the name of its file.").format(id=lesson.id),
            _("Name the file with two digits, a hyphen and the id, such as 01-{id}.toml.").format(id=lesson.id),
            "warning",
        )
    for number, step in enumerate(lesson.steps):
        if isinstance(step, PracticeStep):
            yield from _practice_problems(source, step, number, library)


def _practice_problems(source: Source, step: PracticeStep, number: int, library: Library) -> Iterator[Problem]:
    keys = ("steps", number)
    try:
        scenario = library.scenario(step.scenario)
    except UsageError as error:
        yield source.problem((*keys, "scenario"), "unknown-scenario", error.message, error.remedy)
        return
    except ContentError:
        return  # the scenario's own problems are told where it is checked
    yield from unknown_criteria(source, scenario, step.count, (*keys, "count"))
    for text in step.start.root.values() if step.start else ():
        yield from unknown_documents(source, scenario, text, (*keys, "start"))
