"""What a lesson's schema cannot say: the scenarios that it practises are there, and their pass shows in its score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.scenario_rules import ALWAYS, unknown_criteria, unknown_documents
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.content.lesson import PracticeStep
from prompt_tutor.errors import ContentError, UsageError
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.prompt import expand
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.authoring.shelf import Shelf
    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.lesson import Lesson, Paths
    from prompt_tutor.content.library import Library
    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario


def lesson_problems(source: Source, lesson: Lesson, shelf: Shelf) -> Iterator[Problem]:
    """Yield the problems of `lesson`, read from `source`; its practice steps may name what `shelf` finds near it."""
    library = shelf.library(source.path)
    stem = source.path.stem
    if lesson.id != (stem.partition("-")[2] if stem[:2].isdigit() else stem):
        yield source.problem(
            ("id",),
            "id-differs",
            _("The id “{id}” differs from the name of its file.").format(id=lesson.id),
            _("Name the file with two digits, a hyphen and the id, such as 01-{id}.toml.").format(id=lesson.id),
            "warning",
        )
    if lesson.review:
        yield from _unknown_scenario(source, lesson.review, ("review",), library)
    for number, step in enumerate(lesson.steps):
        if isinstance(step, PracticeStep):
            yield from _practice_problems(source, step, number, shelf, library)


def path_problems(source: Source, paths: Paths, library: Library) -> Iterator[Problem]:
    """Yield the problems of the learning paths, read from `source`: lessons that are not there, or stand twice."""
    for number, path in enumerate(paths.paths):
        for place, name in enumerate(path.lessons):
            keys = ("paths", number, "lessons", place)
            try:
                library.lesson_entry(name)
            except UsageError as error:
                yield source.problem(keys, "unknown-lesson", error.message, error.remedy)
            if name in path.lessons[:place]:
                yield source.problem(
                    keys,
                    "twice",
                    _("“{id}” stands twice in {label}.").format(id=name, label=path.id),
                    _("Name each lesson once."),
                )


def _unknown_scenario(source: Source, name: str, keys: Keys, library: Library) -> Iterator[Problem]:
    try:
        library.scenario_entry(name)
    except UsageError as error:
        yield source.problem(keys, "unknown-scenario", error.message, error.remedy)


def _practice_problems(
    source: Source, step: PracticeStep, number: int, shelf: Shelf, library: Library
) -> Iterator[Problem]:
    keys = ("steps", number)
    yield from _unknown_scenario(source, step.scenario, (*keys, "scenario"), library)
    try:
        scenario = shelf.scenario(step.scenario, library)
    except (UsageError, ContentError):
        return  # the first is told above, the scenario's own problems where it is checked
    yield from unknown_criteria(source, scenario, step.count, (*keys, "count"))
    for text in step.start.root.values() if step.start else ():
        yield from unknown_documents(source, scenario, text, (*keys, "start"))
    yield from _uncounted_problems(source, step, scenario, (*keys, "count"))


def _uncounted_problems(source: Source, step: PracticeStep, scenario: Scenario, keys: Keys) -> Iterator[Problem]:
    """Yield a warning for each criterion that blocks the pass and is not in the score that the learner reads.

    What the prompt to repair meets, in every language, is there from the beginning.
    """
    uncounted = [each.id for each in scenario.criteria if each.essential and each.id not in (*step.count, *ALWAYS)]
    given = _met_by_start(step, scenario) if step.count and uncounted else frozenset()
    for id_ in uncounted if step.count else ():
        if id_ not in given:
            yield source.problem(
                keys,
                "essential-uncounted",
                _(
                    "“{id}” is essential in “{scenario}” and is not counted here: a learner may read a score of 100 "
                    "and not have reached the objective."
                ).format(id=id_, scenario=scenario.id),
                _("Add “{id}” to “count”, or begin from a prompt (“start”) that meets it in each language.").format(
                    id=id_
                ),
                "warning",
            )


def _met_by_start(step: PracticeStep, scenario: Scenario) -> frozenset[str]:
    """Return the criteria that the prompt to repair meets in every language of `scenario`."""
    if step.start is None:
        return frozenset()
    drafts = ((step.start.in_(language), language) for language in languages_of(scenario))
    return frozenset.intersection(
        *(
            grade_prompt(expand(draft, scenario.documents_in(language)), scenario, language).met
            for draft, language in drafts
        )
    )
