"""Warnings about what prompts earn that nobody wrote: a strong one without its evidence, the brief itself, a hint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.answer_rules import criterion_keys
from prompt_tutor.authoring.derived import grade_of_brief, kept_without_evidence, telling_hints, telling_ladder
from prompt_tutor.authoring.told import quoted
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.authoring.calibrate import CalibrationResult
    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario


def derived_problems(source: Source, scenario: Scenario, results: Sequence[CalibrationResult]) -> Iterator[Problem]:
    """Yield a warning for each criterion of `scenario` that earns what it should not; `results` of its calibrations."""
    for result in results:
        if result.calibration is scenario.strong(result.calibration.language):
            yield from _kept_problems(source, scenario, result)
    for language in languages_of(scenario):
        yield from _brief_problems(source, scenario, language)
        yield from _hint_problems(source, scenario, language)


def _kept_problems(source: Source, scenario: Scenario, result: CalibrationResult) -> Iterator[Problem]:
    if result.trial is None:
        return
    for kept in kept_without_evidence(scenario, result.trial, result.calibration.language):
        criterion = scenario.criterion(kept.criterion)
        yield source.problem(
            criterion_keys(scenario, kept.criterion),
            "kept-without-evidence",
            _("Less the words that meet “{id}”, the strong prompt in “{language}” still meets it{seen}.").format(
                id=kept.criterion,
                language=result.calibration.language,
                seen=quoted(kept.passages) and _(" (by {passages})").format(passages=quoted(kept.passages)),
            ),
            _("Tighten its routes, so that only what says it counts.")
            if criterion and criterion.routes
            else _("Say it once in that prompt; if something else there earns it, take the criterion out."),
            "warning",
        )


def _brief_problems(source: Source, scenario: Scenario, language: str) -> Iterator[Problem]:
    grade = grade_of_brief(scenario, language)
    if grade.passed:
        yield source.problem(
            ("brief",),
            "brief-passes",
            _("The brief itself, copied as the prompt in “{language}” with the documents, passes.").format(
                language=language
            ),
            _("Have the brief say what is needed, not how to ask for it; or add a criterion."),
            "warning",
        )
    for criterion in scenario.criteria:
        if criterion.routes and criterion.id in grade.met:
            yield source.problem(
                criterion_keys(scenario, criterion.id),
                "met-by-brief",
                _("The brief and the documents alone meet “{id}” in “{language}”.").format(
                    id=criterion.id, language=language
                ),
                _("Tighten its routes, so that only what says it counts."),
                "warning",
            )


def _hint_problems(source: Source, scenario: Scenario, language: str) -> Iterator[Problem]:
    for number, criterion in enumerate(scenario.criteria):
        telling = telling_hints(criterion, scenario, language)
        for hint in telling:
            yield source.problem(
                ("criteria", number, "hints", hint),
                "hint-tells",
                _("Copied as a prompt, this hint in “{language}” meets “{id}” by itself.").format(
                    language=language, id=criterion.id
                ),
                _("Have it say less, or tighten the routes of the criterion."),
                "warning",
            )
        if not telling and telling_ladder(criterion, scenario, language):
            yield source.problem(
                ("criteria", number, "hints"),
                "hints-tell",
                _("Copied one after another as a prompt, the hints in “{language}” meet “{id}”.").format(
                    language=language, id=criterion.id
                ),
                _(
                    "Have the last one show only how such a sentence begins, or one about another case; "
                    "or tighten the routes of the criterion."
                ),
                "warning",
            )
