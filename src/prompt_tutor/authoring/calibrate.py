"""A scenario's own tests: its calibrations, its solution in pieces, and whether each omission shows in the answer.

Pure functions: nothing is read, kept or printed.

    for result in run_calibrations(scenario):
        assert not result.differences, result
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from prompt_tutor.authoring.trial import grade_drafts, try_drafts, try_solution
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.decline import grade_decline
from prompt_tutor.grading.mentions import copied_words
from prompt_tutor.llm.practice import compose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prompt_tutor.authoring.trial import Trial
    from prompt_tutor.content.scenario import Calibration, Scenario
    from prompt_tutor.grading.decline import DeclineGrade
    from prompt_tutor.grading.grade import AnswerGrade
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.verdict import Verdict
    from prompt_tutor.llm.practice import Composition

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
        copied: passages of the prompt that would have counted, were they not copied from the brief or a document.
    """

    key: Expectation
    id: str
    passages: tuple[str, ...] = ()
    detail: str = ""
    copied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CalibrationResult:
    """What came of one calibration, a trial of prompts or a refusal; no differences where everything is as expected."""

    calibration: Calibration
    trial: Trial | None
    declined: DeclineGrade | None
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


def run_calibrations(scenario: Scenario) -> tuple[CalibrationResult, ...]:
    """Run every calibration of `scenario` and return what came of each, in order."""
    return tuple(run_calibration(scenario, calibration) for calibration in scenario.calibration)


def run_calibration(scenario: Scenario, calibration: Calibration) -> CalibrationResult:
    """Run one calibration; ids that the scenario does not declare are left to `authoring.check`."""
    if calibration.decline.strip():
        return _run_refusal(scenario, calibration)
    drafts = [calibration.prompts.get(turn, calibration.prompt) for turn in scenario.turn_ids]
    trial = try_drafts(scenario, drafts, calibration.language, calibration.corrected)
    verdicts = {item.id: (item.verdict, trial.prompts[item.turn].text) for item in trial.grade.criteria}
    differences = [
        *(
            replace(each, copied=_copied(scenario, calibration.language, trial, each))
            for each in _verdict_differences(calibration, verdicts)
        ),
        *_check_differences(calibration, trial),
    ]
    if calibration.passes is not None and calibration.passes != trial.grade.passed:
        differences.append(Difference("passes", ""))
    return CalibrationResult(calibration, trial, None, tuple(differences))


def _run_refusal(scenario: Scenario, calibration: Calibration) -> CalibrationResult:
    declined = grade_decline(calibration.decline, scenario, calibration.language)
    reasons = declined.reasons if declined else ()
    differences = _verdict_differences(calibration, {item.criterion: (item, calibration.decline) for item in reasons})
    if calibration.passes is not None and calibration.passes != (declined is not None and declined.passed):
        differences.append(Difference("passes", ""))
    return CalibrationResult(calibration, None, declined, tuple(differences))


def run_solution(scenario: Scenario, language: str) -> SolutionResult:
    """Grade the whole solution in `language`, and the solution less each of its pieces."""
    trial = try_solution(scenario, language)
    met = trial.grade.met
    wanted = [criterion.id for criterion in scenario.criteria]
    wanted += [id_ for piece in scenario.solution.pieces for id_ in piece.criteria if id_ not in wanted]
    pieces = []
    for index, piece in enumerate(scenario.solution.pieces):
        drafts = scenario.solution_drafts(language, without=index)
        without = grade_drafts(scenario, drafts, language, scenario.turn_ids).met
        kept = tuple(id_ for id_ in piece.criteria if id_ in without)
        pieces.append(PieceResult(index, met - without, kept))
    return SolutionResult(language, trial, tuple(id_ for id_ in wanted if id_ not in met), tuple(pieces))


def omissions(scenario: Scenario, language: str) -> tuple[Omission, ...]:
    """Return, for each criterion of `scenario`, what the practice answers show when it alone is not met."""
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    best = compose_all(scenario, everything, language)
    found = []
    for criterion in scenario.criteria:
        answers = compose_all(scenario, everything - {criterion.id}, language)
        shown = any(passage.criterion == criterion.id for answer in answers for passage in answer.passages)
        changed = [answer.text for answer in answers] != [answer.text for answer in best]
        found.append(Omission(criterion.id, language, shown, changed))
    return tuple(found)


def compose_all(scenario: Scenario, met: frozenset[str], language: str) -> tuple[Composition, ...]:
    """Return the practice answer of every turn to prompts that meet `met`."""
    return tuple(compose(scenario, met, language, turn=turn) for turn in range(len(scenario.turn_ids)))


def best_answers(scenario: Scenario, language: str) -> tuple[tuple[str, AnswerGrade], ...]:
    """Return the practice answer of each turn to prompts that meet every criterion, and its checks."""
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    return tuple(
        (answer.text, check_answer(answer.text, scenario, language, turn=turn))
        for turn, answer in enumerate(compose_all(scenario, everything, language))
    )


def never_lost(
    scenario: Scenario, calibrations: Iterable[CalibrationResult], solutions: Iterable[SolutionResult]
) -> tuple[str, ...]:
    """Return the criteria of `scenario` that no calibration and no dropped piece of the solution was seen to lose."""
    seen: set[str] = set()
    for result in calibrations:
        if result.trial is not None:
            seen.update(item.id for item in result.trial.grade.criteria if not item.met)
    for solution in solutions:
        seen.update(*(piece.lost for piece in solution.pieces))
    return tuple(criterion.id for criterion in scenario.criteria if criterion.id not in seen)


def _verdict_differences(calibration: Calibration, verdicts: Mapping[str, tuple[Verdict, str]]) -> list[Difference]:
    """Return the expectations on criteria or reasons that do not hold; each verdict comes with the text it read."""
    expectations: tuple[tuple[Literal["met", "unmet"], tuple[str, ...]], ...] = (
        ("met", calibration.met),
        ("unmet", calibration.unmet),
    )
    differences = []
    for key, ids in expectations:
        for id_ in ids:
            if id_ not in verdicts or verdicts[id_][0].met == (key == "met"):
                continue
            verdict, text = verdicts[id_]
            differences.append(Difference(key, id_, _passages(text, verdict.evidence or verdict.near)))
    return differences


def _copied(scenario: Scenario, language: str, trial: Trial, difference: Difference) -> tuple[str, ...]:
    criterion = scenario.criterion(difference.id)
    if difference.key != "met" or criterion is None or not criterion.routes:
        return ()
    turn = next(item.turn for item in trial.grade.criteria if item.id == difference.id)
    prompt = trial.prompts[turn]
    return _passages(prompt.text, copied_words(criterion, prompt, scenario, language))


def _check_differences(calibration: Calibration, trial: Trial) -> list[Difference]:
    by_id = {check.id: (trial.answers[turn], check) for turn, check in trial.checks}
    expectations: tuple[tuple[Literal["failed_checks", "passed_checks"], tuple[str, ...]], ...] = (
        ("failed_checks", calibration.failed_checks),
        ("passed_checks", calibration.passed_checks),
    )
    differences = []
    for key, ids in expectations:
        for id_ in ids:
            if id_ in by_id and by_id[id_][1].passed != (key == "passed_checks"):
                answer, check = by_id[id_]
                differences.append(Difference(key, id_, _passages(answer, check.evidence), check.detail))
    return differences


def _passages(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in spans)
