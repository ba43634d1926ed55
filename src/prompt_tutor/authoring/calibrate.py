"""A scenario's own tests: its calibrations, its solution in pieces, and whether each omission shows in the answer.

Pure functions: nothing is read, kept or printed.

    for result in run_calibrations(scenario):
        assert not result.differences, result
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from prompt_tutor.content.model import LANGUAGES
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.prompt import expand
from prompt_tutor.llm.practice import compose

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prompt_tutor.content.scenario import Calibration, Scenario
    from prompt_tutor.grading.grade import AnswerGrade, PromptGrade
    from prompt_tutor.grading.prompt import Prompt, Span

Expectation = Literal["met", "unmet", "passes", "failed_checks", "passed_checks"]
"""The key of a calibration that an expectation stands in."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An expectation that does not hold.

    Attributes:
        key: the calibration's key that says what was expected.
        id: the criterion or check; "" for `passes`.
        passages: the words that decided: of the prompt for a criterion, of the answer for a check.
        detail: why, for a check; "" otherwise.
    """

    key: Expectation
    id: str
    passages: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """A prompt that was graded and answered by the practice model."""

    prompt: Prompt
    grade: PromptGrade
    answer: str
    answer_grade: AnswerGrade

    @property
    def failed_checks(self) -> frozenset[str]:
        """The ids of the answer checks that failed."""
        return frozenset(check.id for check in self.answer_grade.checks if not check.passed)


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """What came of one calibration; no differences where everything is as expected."""

    calibration: Calibration
    trial: Trial
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class PieceResult:
    """The solution less one piece.

    Attributes:
        index: of the piece that was dropped.
        lost: the criteria that the whole solution meets and this does not.
        kept: the criteria that the piece declares and that are met without it all the same.
    """

    index: int
    lost: frozenset[str]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SolutionResult:
    """The solution in one language.

    Attributes:
        unmet: the scenario's criteria, and those that its pieces declare, that the whole solution does not meet.
        pieces: the solution less each of its pieces.
    """

    language: str
    trial: Trial
    unmet: tuple[str, ...]
    pieces: tuple[PieceResult, ...]


@dataclass(frozen=True, slots=True)
class Omission:
    """What the practice answer shows when one criterion alone is not met.

    Attributes:
        shown: whether a passage of the answer is marked as showing it.
        changed: whether the answer differs from that of a prompt that meets everything.
    """

    criterion: str
    language: str
    shown: bool
    changed: bool


def languages_of(scenario: Scenario) -> tuple[str, ...]:
    """Return the languages in which `scenario` can be practised: those that its brief is written in."""
    written = scenario.brief.request.languages
    return tuple(language for language in LANGUAGES if language in written)


def try_prompt(scenario: Scenario, draft: str, language: str) -> Trial:
    """Grade `draft`, which may hold `{{document}}`, and have the practice model answer it."""
    prompt = expand(draft, scenario.documents_in(language))
    grade = grade_prompt(prompt, scenario, language)
    answer = compose(scenario, grade.met, language, on_subject=grade.on_subject).text
    return Trial(prompt, grade, answer, check_answer(answer, scenario, language))


def run_calibrations(scenario: Scenario) -> tuple[CalibrationResult, ...]:
    """Run every calibration of `scenario` and return what came of each, in order."""
    return tuple(run_calibration(scenario, calibration) for calibration in scenario.calibration)


def run_calibration(scenario: Scenario, calibration: Calibration) -> CalibrationResult:
    """Run one calibration; ids that the scenario does not declare are left to `authoring.check`."""
    trial = try_prompt(scenario, calibration.prompt, calibration.language)
    differences = [*_criterion_differences(calibration, trial), *_check_differences(calibration, trial)]
    if calibration.passes is not None and calibration.passes != trial.grade.passed:
        differences.append(Difference("passes", ""))
    return CalibrationResult(calibration, trial, tuple(differences))


def run_solution(scenario: Scenario, language: str) -> SolutionResult:
    """Grade the whole solution in `language`, and the solution less each of its pieces."""
    trial = try_prompt(scenario, scenario.solution.text(language), language)
    met = trial.grade.met
    wanted = [criterion.id for criterion in scenario.criteria]
    wanted += [id_ for piece in scenario.solution.pieces for id_ in piece.criteria if id_ not in wanted]
    pieces = []
    for index, piece in enumerate(scenario.solution.pieces):
        without = try_prompt(scenario, scenario.solution.text(language, without=index), language).grade.met
        kept = tuple(id_ for id_ in piece.criteria if id_ in without)
        pieces.append(PieceResult(index, met - without, kept))
    return SolutionResult(language, trial, tuple(id_ for id_ in wanted if id_ not in met), tuple(pieces))


def omissions(scenario: Scenario, language: str) -> tuple[Omission, ...]:
    """Return, for each criterion of `scenario`, what the practice answer shows when it alone is not met."""
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    best = compose(scenario, everything, language)
    found = []
    for criterion in scenario.criteria:
        answer = compose(scenario, everything - {criterion.id}, language)
        shown = any(passage.criterion == criterion.id for passage in answer.passages)
        found.append(Omission(criterion.id, language, shown, answer.text != best.text))
    return tuple(found)


def best_answer(scenario: Scenario, language: str) -> tuple[str, AnswerGrade]:
    """Return the practice answer to a prompt that meets every criterion, and its checks."""
    text = compose(scenario, frozenset(criterion.id for criterion in scenario.criteria), language).text
    return text, check_answer(text, scenario, language)


def never_lost(
    scenario: Scenario, calibrations: Iterable[CalibrationResult], solutions: Iterable[SolutionResult]
) -> tuple[str, ...]:
    """Return the criteria of `scenario` that no calibration and no dropped piece of the solution was seen to lose."""
    seen: set[str] = set()
    for result in calibrations:
        seen.update(item.id for item in result.trial.grade.criteria if not item.met)
    for solution in solutions:
        seen.update(*(piece.lost for piece in solution.pieces))
    return tuple(criterion.id for criterion in scenario.criteria if criterion.id not in seen)


def _criterion_differences(calibration: Calibration, trial: Trial) -> list[Difference]:
    by_id = {item.id: item for item in trial.grade.criteria}
    differences = []
    for key, ids, expected in (("met", calibration.met, True), ("unmet", calibration.unmet, False)):
        for id_ in ids:
            item = by_id.get(id_)
            if item is None or item.met == expected:
                continue
            verdict = item.verdict
            differences.append(
                Difference(
                    "met" if key == "met" else "unmet",
                    id_,
                    _passages(trial.prompt.text, verdict.evidence or verdict.near),
                )
            )
    return differences


def _check_differences(calibration: Calibration, trial: Trial) -> list[Difference]:
    by_id = {check.id: check for check in trial.answer_grade.checks}
    differences = []
    for id_ in calibration.failed_checks:
        check = by_id.get(id_)
        if check is not None and check.passed:
            passages = _passages(trial.answer, check.evidence)
            differences.append(Difference("failed_checks", id_, passages, check.detail))
    for id_ in calibration.passed_checks:
        check = by_id.get(id_)
        if check is not None and not check.passed:
            passages = _passages(trial.answer, check.evidence)
            differences.append(Difference("passed_checks", id_, passages, check.detail))
    return differences


def _passages(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)
