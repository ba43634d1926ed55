"""`prompt-tutor try SCENARIO --decline REASON`: not using AI, and saying why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_tutor import i18n
from prompt_tutor.cli.output import heading, mark, say, say_json
from prompt_tutor.i18n import _
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.content.scenario import Decline, Scenario
    from prompt_tutor.grading.decline import DeclineGrade


def run_refusal(scenario: Scenario, language: str, text: str, *, as_data: bool) -> int:
    """Grade and keep `text`, print what comes of it, and return 0 where declining is right and well founded, else 1."""
    with open_database(data_folder()) as database:
        grade = Exercise(scenario, language, Attempts(database)).decline(text)
    if scenario.decline is None:
        raise ValueError("a scenario without declining has refused it")
    if as_data:
        say_json(_data(scenario, scenario.decline, language, text, grade))
    else:
        for line in refusal_lines(scenario.decline, grade):
            say(line)
    return 0 if grade.passed else 1


def _data(scenario: Scenario, decline: Decline, language: str, text: str, grade: DeclineGrade) -> dict[str, Any]:
    shown = i18n.language()
    return {
        "format": 1,
        "scenario": scenario.id,
        "language": language,
        "text": text,
        "passed": grade.passed,
        "expected": grade.expected,
        "reasons": [
            {
                "id": reason.id,
                "met": verdict.met,
                "evidence": verdict.evidence,
                "title": reason.title.in_(shown),
                "why": reason.why.in_(shown),
            }
            for reason, verdict in zip(decline.reasons, grade.reasons, strict=True)
        ],
        "alternative": decline.alternative.in_(shown),
    }


def refusal_lines(decline: Decline, grade: DeclineGrade) -> Iterator[str]:
    """Yield what comes of declining: whether it is right here, the reasons that hold, and what to do instead."""
    shown = i18n.language()
    yield heading(_("Not with AI"))
    if not grade.expected:
        yield f"{mark(False)} " + _("Here AI may be used: nothing in this scenario speaks against it.")
    elif grade.passed:
        yield f"{mark(True)} " + _("Declining is right here, and the reason holds.")
    else:
        yield f"{mark(False)} " + _("Declining is right here; the reason is still to be given.")
    yield ""
    yield _("Reasons that hold")
    for reason, verdict in zip(decline.reasons, grade.reasons, strict=True):
        yield f"  {mark(verdict.met)} {reason.title.in_(shown)}"
        if grade.passed:
            yield f"    {reason.why.in_(shown)}"
    yield ""
    yield _("What to do instead: {alternative}").format(alternative=decline.alternative.in_(shown))
