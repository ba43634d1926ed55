"""What grading tells of a scenario: calibrations that do not hold, and omissions that do not show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import tomli

from prompt_tutor.authoring.answer_rules import answer_problems, criterion_keys, solution_problems, strong_problems
from prompt_tutor.authoring.calibrate import never_lost, run_calibrations, run_solution
from prompt_tutor.authoring.derived_rules import derived_problems
from prompt_tutor.authoring.scenario_rules import unknown_criteria, unknown_documents
from prompt_tutor.authoring.told import name_one_of, quoted
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.grading.words import find, read
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.authoring.calibrate import CalibrationResult, Difference
    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.criterion import Criterion
    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.problems import Problem, Severity
    from prompt_tutor.content.scenario import Calibration, Scenario

REQUIRED: Final = ("naive", "strong")
WISHED: Final = ("other-way", "cheat")
"""The names of calibrations; `naive-en` is a naive one too."""

PASSING: Final = {"naive": False, "cheat": False, "strong": True, "other-way": True}
"""Whether a calibration of that name passes."""


@dataclass(frozen=True)
class _Places:
    """Where the calibrations stand: in the scenario's file, then in the one beside it."""

    source: Source
    beside: Source | None

    @cached_property
    def _own(self) -> int:
        return len(tomli.loads(self.source.text).get("calibration", []))

    def problem(
        self, number: int, keys: Keys, code: str, message: str, remedy: str, severity: Severity = "error"
    ) -> Problem:
        source, above = self.source_of(number)
        return source.problem((*above, *keys), code, message, remedy, severity)

    def source_of(self, number: int) -> tuple[Source, Keys]:
        """Return the file in which the calibration `number` stands, and its place there."""
        if number >= self._own and self.beside is not None:
            return self.beside, ("calibration", number - self._own)
        return self.source, ("calibration", number)


def calibration_problems(source: Source, scenario: Scenario, beside: Source | None) -> Iterator[Problem]:
    """Yield what grading tells of `scenario`, read from `source`; `beside` is its calibration.toml, if it has one."""
    places = _Places(source, beside)
    results = run_calibrations(scenario)
    written = languages_of(scenario) if scenario.solution.pieces else ()
    solutions = [run_solution(scenario, language) for language in written]
    yield from _missing(source, scenario)
    for number, result in enumerate(results):
        yield from _id_problems(places, scenario, number, result.calibration)
        yield from _result_problems(places, number, result)
    for solution in solutions:
        yield from solution_problems(source, scenario, solution)
    if not scenario.solution.pieces:
        yield from strong_problems(source, scenario, results)
    yield from answer_problems(source, scenario)
    for id_ in never_lost(scenario, results, solutions):
        yield source.problem(
            criterion_keys(scenario, id_),
            "never-lost",
            _("Nothing shows that the criterion “{id}” can be missed.").format(id=id_),
            _("Add a calibration that lists it under “unmet”."),
        )
    yield from _untested_words(source, scenario)
    yield from derived_problems(source, scenario, results)


def _kind(name: str) -> str:
    return next((kind for kind in PASSING if name == kind or name.startswith(f"{kind}-")), "")


def _name(calibration: Calibration) -> str:
    return f"{calibration.name} ({calibration.language})"


def _missing(source: Source, scenario: Scenario) -> Iterator[Problem]:
    present = {_kind(calibration.name) for calibration in scenario.calibration}
    for name in (*REQUIRED, *WISHED):
        if name in present:
            continue
        severity: Severity = "error" if name in REQUIRED else "warning"
        yield source.problem(
            ("calibration",),
            "no-calibration",
            _("There is no calibration called “{name}”.").format(name=name),
            _meaning(name),
            severity,
        )
    tried = {calibration.language for calibration in scenario.calibration}
    for language in languages_of(scenario):
        if tried and language not in tried:
            yield source.problem(
                ("calibration",),
                "language-untried",
                _("No calibration is written in “{language}”, a language of the pack.").format(language=language),
                _("Add at least a strong prompt and a naive one in it: wordings differ from one language to another."),
                "warning",
            )


def _meaning(name: str) -> str:
    match name:
        case "naive":
            return _("Add a prompt such as a beginner writes, with the criteria that it does not meet.")
        case "strong":
            return _("Add a good prompt, with passes = true.")
        case "other-way":
            return _("Add a good prompt that goes about it in another way.")
        case _:
            return _("Add a prompt that uses the right words without asking for anything, with passes = false.")


def _id_problems(places: _Places, scenario: Scenario, number: int, calibration: Calibration) -> Iterator[Problem]:
    source, keys = places.source_of(number)
    if calibration.decline.strip():
        yield from _refusal_problems(source, scenario, calibration, keys)
        return
    yield from unknown_criteria(source, scenario, calibration.met, (*keys, "met"))
    yield from unknown_criteria(source, scenario, calibration.unmet, (*keys, "unmet"))
    yield from unknown_documents(source, scenario, calibration.prompt, (*keys, "prompt"))
    for turn, prompt in calibration.prompts.items():
        yield from unknown_documents(source, scenario, prompt, (*keys, "prompts", turn))
    missing = [turn for turn in scenario.turn_ids if turn and turn not in calibration.prompts]
    if missing:
        yield source.problem(
            (*keys, "prompts"),
            "turn-without-prompt",
            _("The calibration has no prompt for the turn “{turn}”.").format(turn=missing[0]),
            _("Write prompts = {{ {turns} }}.").format(turns=", ".join(f'{turn} = "…"' for turn in scenario.turn_ids)),
        )
    checks = [check.id for check in scenario.answer.checks]
    for key, ids in (("failed_checks", calibration.failed_checks), ("passed_checks", calibration.passed_checks)):
        for id_ in ids:
            if id_ not in checks:
                yield source.problem(
                    (*keys, key),
                    "unknown-check",
                    _("The check “{id}” is not one of this scenario.").format(id=id_),
                    name_one_of(id_, checks),
                )


def _refusal_problems(source: Source, scenario: Scenario, calibration: Calibration, keys: Keys) -> Iterator[Problem]:
    reasons = [reason.id for reason in scenario.decline.reasons] if scenario.decline else []
    if scenario.decline is None:
        yield source.problem(
            (*keys, "decline"),
            "no-decline",
            _("This calibration declines, and the scenario does not offer to."),
            _("Add a table [decline] to the scenario, or write a prompt here."),
        )
    for key, ids in (("met", calibration.met), ("unmet", calibration.unmet)):
        for id_ in ids:
            if id_ not in reasons:
                yield source.problem(
                    (*keys, key),
                    "unknown-reason",
                    _("“{id}” is no reason of [decline].").format(id=id_),
                    name_one_of(id_, reasons),
                )


def _result_problems(places: _Places, number: int, result: CalibrationResult) -> Iterator[Problem]:
    calibration = result.calibration
    for difference in result.differences:
        yield places.problem(
            number,
            (difference.key,),
            "calibration",
            _difference(calibration, result, difference),
            _("Change the prompt, the expectation or the criterion, until they agree."),
        )
    wanted = PASSING.get(_kind(calibration.name))
    if result.trial is None:
        return
    passed = result.trial.grade.passed
    if wanted is not None and calibration.passes is None and passed != wanted:
        message = (
            _("The calibration “{name}” does not pass (score {score}), and one of that name should.")
            if wanted
            else _("The calibration “{name}” passes (score {score}), and one of that name should not.")
        )
        yield places.problem(
            number,
            ("prompt",),
            "calibration",
            message.format(name=_name(calibration), score=result.trial.grade.score),
            _("Change the prompt, the criteria or the pass mark, until it does."),
        )


def _difference(calibration: Calibration, result: CalibrationResult, difference: Difference) -> str:
    name, id_ = _name(calibration), difference.id
    seen = quoted(difference.passages)
    match difference.key:
        case "met":
            unmet = _("Calibration “{name}”: “{id}” should be met and is not{seen}.").format(
                name=name, id=id_, seen=seen and _(" (nearly: {passages})").format(passages=seen)
            )
            if not difference.copied:
                return unmet
            copied = _("Copied word for word from the brief or a document, this does not count: {passages}.")
            return f"{unmet} {copied.format(passages=quoted(difference.copied))}"
        case "unmet":
            return _("Calibration “{name}”: “{id}” should not be met and is{seen}.").format(
                name=name, id=id_, seen=seen and _(" (by {passages})").format(passages=seen)
            )
        case "passed_checks":
            return (
                _("Calibration “{name}”: the check “{id}” should pass and does not. {detail}")
                .format(name=name, id=id_, detail=difference.detail)
                .strip()
            )
        case "failed_checks":
            return (
                _("Calibration “{name}”: the check “{id}” should not pass and does. {detail}")
                .format(name=name, id=id_, detail=difference.detail)
                .strip()
            )
        case "passes":
            return _passing(calibration, result)


def _passing(calibration: Calibration, result: CalibrationResult) -> str:
    if result.trial is None:
        given = [reason.criterion for reason in result.declined.reasons if reason.met] if result.declined else []
        message = (
            _("Calibration “{name}” should be a good refusal and is not: reasons found: {given}.")
            if calibration.passes
            else _("Calibration “{name}” should not be a good refusal and is: reasons found: {given}.")
        )
        return message.format(name=_name(calibration), given=", ".join(given) or "—")
    grade = result.trial.grade
    missing = ", ".join(item.id for item in grade.criteria if not item.met) or "—"
    message = (
        _("Calibration “{name}” should pass and does not: score {score}, not met: {missing}.")
        if calibration.passes
        else _("Calibration “{name}” should not pass and does: score {score}, not met: {missing}.")
    )
    return message.format(name=_name(calibration), score=grade.score, missing=missing)


def _untested_words(source: Source, scenario: Scenario) -> Iterator[Problem]:
    """Yield a warning for each own criterion that no calibration tries with its words alone."""
    for number, criterion in enumerate(scenario.criteria):
        if criterion.routes and not any(
            criterion.id in calibration.unmet and _uses_words(criterion, calibration)
            for calibration in scenario.calibration
        ):
            yield source.problem(
                ("criteria", number, "id"),
                "words-untested",
                _("No calibration uses the words of “{id}” without meeting it.").format(id=criterion.id),
                _("Add one, with the criterion under “unmet”: it shows that words alone do not earn it."),
                "warning",
            )


def _uses_words(criterion: Criterion, calibration: Calibration) -> bool:
    reading = read("\n\n".join([calibration.prompt, *calibration.prompts.values()]), calibration.language)
    return any(
        find(wording, reading)
        for route in criterion.routes
        for group in route.in_(calibration.language)
        for wording in group
    )
