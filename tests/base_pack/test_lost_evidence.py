"""What a strong prompt earns, it earns by its words: without them the mark goes, and the answer shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.calibrate import compose_all, run_calibration
from prompt_tutor.authoring.trial import try_drafts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.authoring.trial import Trial
    from prompt_tutor.content.scenario import Calibration, Scenario
    from prompt_tutor.grading.prompt import Prompt, Span

MOST_PLACES: Final = 3
"""A prompt may say one thing in so many places; where it is met without them all, something else earns it."""


def strong(scenario: Scenario, language: str) -> Calibration:
    """Return the strong calibration in `language`."""
    return next(each for each in scenario.calibration if (each.name, each.language) == ("strong", language))


def criteria_said(scenario: Scenario, trial: Trial) -> list[str]:
    """Return the criteria that words meet: neither the absence of personal data nor a correction of the answer."""
    kinds = {criterion.id: criterion.kind for criterion in scenario.criteria if criterion.id != "privacy"}
    return [each.id for each in trial.grade.criteria if each.met and kinds.get(each.id, "corrected") != "corrected"]


def without(draft: str, prompt: Prompt, evidence: tuple[Span, ...]) -> str:
    """Return `draft` less the `evidence`, passages of the prompt that it stands for."""
    for start, end in sorted({prompt.to_draft(span) for span in evidence}, reverse=True):
        draft = draft[:start] + draft[end:]
    return draft


def less_its_evidence(scenario: Scenario, calibration: Calibration, trial: Trial, criterion: str) -> Trial:
    """Return the `trial` of `calibration` made anew once the words that meet `criterion` are taken out."""
    drafts = [calibration.prompts.get(turn, calibration.prompt) for turn in scenario.turn_ids]
    for _place in range(MOST_PLACES):
        judged = next(each for each in trial.grade.criteria if each.id == criterion)
        if not judged.met:
            break
        drafts[judged.turn] = without(drafts[judged.turn], trial.prompts[judged.turn], judged.verdict.evidence)
        trial = try_drafts(scenario, drafts, calibration.language, calibration.corrected)
    return trial


def losses(scenario: Scenario, language: str) -> Iterator[tuple[str, Trial, frozenset[str]]]:
    """Yield each criterion that the strong prompt says, the trial without its words, and what that trial lost."""
    calibration = strong(scenario, language)
    whole = run_calibration(scenario, calibration).trial
    assert whole is not None
    for criterion in criteria_said(scenario, whole):
        trial = less_its_evidence(scenario, calibration, whole, criterion)
        yield criterion, trial, whole.grade.met - trial.grade.met


def test_strong_prompt_loses_each_criterion_with_its_words_and_the_answer_shows_it(
    scenario: Scenario, language: str
) -> None:
    kept, silent = [], []
    for criterion, trial, lost in losses(scenario, language):
        if criterion not in lost:
            kept.append(criterion)
            continue
        answers = compose_all(scenario, trial.grade.met, language)
        shown = {passage.criterion for answer in answers for passage in answer.passages}
        # Words may earn two marks at once: one of those that went has to show, or the answer to something else.
        if trial.grade.on_subject and not lost & shown:
            silent.append(criterion)
    assert (kept, silent) == ([], [])
