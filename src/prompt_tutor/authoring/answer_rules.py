"""What grading tells of a scenario's solution and of its practice answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.calibrate import best_answers, omissions
from prompt_tutor.authoring.schema_rules import schema_problems
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.authoring.calibrate import CalibrationResult, SolutionResult
    from prompt_tutor.authoring.source import Source
    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario


def solution_problems(source: Source, scenario: Scenario, solution: SolutionResult) -> Iterator[Problem]:
    """Yield what is wrong with the solution of `scenario` in one language."""
    declared = {id_ for piece in scenario.solution.pieces for id_ in piece.criteria}
    remedy = _("Change the wording of the solution, or the criterion.")
    for id_ in solution.unmet:
        yield source.problem(
            ("solution",),
            "solution",
            _("The solution in “{language}” does not meet “{id}”.").format(language=solution.language, id=id_),
            remedy,
            "error" if id_ in declared else "warning",
        )
    if not solution.trial.grade.passed:
        yield source.problem(
            ("solution",),
            "solution",
            _("The solution in “{language}” does not pass: score {score}.").format(
                language=solution.language, score=solution.trial.grade.score
            ),
            remedy,
        )
    for piece in solution.pieces:
        for id_ in piece.kept:
            yield source.problem(
                ("solution", "pieces", piece.index, "criteria"),
                "piece",
                _("Without this piece, the solution in “{language}” still meets “{id}”.").format(
                    language=solution.language, id=id_
                ),
                _("Say it in this piece only, or take the criterion out of its list."),
            )


def strong_problems(source: Source, scenario: Scenario, results: Sequence[CalibrationResult]) -> Iterator[Problem]:
    """Yield what keeps the strong calibrations, with their `results`, from being the solution that nobody wrote."""
    if not any(map(scenario.strong, LANGUAGES)):
        return  # that none is there is a problem of the calibrations
    for language in languages_of(scenario):
        strong = scenario.strong(language)
        if strong is None:
            yield source.problem(
                ("calibration",),
                "no-solution",
                _("There is no solution in “{language}”.").format(language=language),
                _("Add a calibration called “strong” in that language, or write [[solution.pieces]]."),
            )
        trial = next((result.trial for result in results if result.calibration is strong), None)
        for criterion in scenario.criteria if trial else ():
            if trial and criterion.id not in trial.grade.met:
                yield source.problem(
                    criterion_keys(scenario, criterion.id),
                    "solution",
                    _("The strong prompt in “{language}”, which is shown as a solution, does not meet “{id}”.").format(
                        language=language, id=criterion.id
                    ),
                    _("Ask for it in that prompt, or write [[solution.pieces]]."),
                    "warning",
                )


def answer_problems(source: Source, scenario: Scenario) -> Iterator[Problem]:
    """Yield what is wrong with the practice answer: omissions that do not show, checks and quotations that miss."""
    yield from schema_problems(source, scenario)
    for language in languages_of(scenario):
        yield from _omission_problems(source, scenario, language)
        yield from _best_answer_problems(source, scenario, language)


def _omission_problems(source: Source, scenario: Scenario, language: str) -> Iterator[Problem]:
    for omission in omissions(scenario, language):
        if omission.shown and omission.changed:
            continue
        yield source.problem(
            criterion_keys(scenario, omission.criterion),
            "omission-hidden",
            _("Where “{id}” alone is missed, the practice answer in “{language}” does not show it.").format(
                id=omission.criterion, language=language
            ),
            _("Give a slot a choice for that case, with shows = “{id}” and another text.").format(
                id=omission.criterion
            ),
        )


def _best_answer_problems(source: Source, scenario: Scenario, language: str) -> Iterator[Problem]:
    answers = best_answers(scenario, language)
    for check in (check for answer in answers for check in answer[1].checks):
        if not check.passed:
            yield source.problem(
                ("answer", "checks", _check_index(scenario, check.id)),
                "best-answer",
                _("The practice answer to the best prompt in “{language}” fails this check. {detail}")
                .format(language=language, detail=check.detail)
                .strip(),
                _("Change the text of the slots, or the check.")
                if scenario.practice.slots
                else _("The general practice answer holds no facts: write [[practice.slots]], or leave the check out."),
            )
    last, _grade = answers[-1]
    for number, residual in enumerate(scenario.practice.residual):
        if residual.quote.in_(language) not in last:
            yield source.problem(
                ("practice", "residual", number, "quote"),
                "residual",
                _("The quotation in “{language}” is not in the practice answer to the best prompt.").format(
                    language=language
                ),
                _("Copy it from the text of a slot, letter by letter."),
            )
    yield from _planted_problems(source, scenario, language, [text for text, _ in answers])


def _planted_problems(source: Source, scenario: Scenario, language: str, answers: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each error to correct that does not stand in the answer before its turn."""
    for number, criterion in enumerate(scenario.criteria):
        if criterion.kind != "corrected" or criterion.turn is None or criterion.wrong is None:
            continue
        place = scenario.turn_ids.index(criterion.turn)
        given = scenario.turns[place].given
        before = answers[place - 1] if place else given.in_(language) if given else ""
        if criterion.wrong.in_(language) not in before:
            yield source.problem(
                ("criteria", number, "wrong"),
                "not-planted",
                _(
                    "What is to be corrected does not stand in the answer before the turn “{turn}”, in “{language}”."
                ).format(turn=criterion.turn, language=language),
                _("Copy it from the text of a slot of that answer, letter by letter."),
            )


def criterion_keys(scenario: Scenario, id_: str) -> Keys:
    """Return where the criterion `id_` of `scenario` names its id."""
    number = next(number for number, criterion in enumerate(scenario.criteria) if criterion.id == id_)
    return ("criteria", number, "id")


def _check_index(scenario: Scenario, id_: str) -> int:
    return next(number for number, check in enumerate(scenario.answer.checks) if check.id == id_)
