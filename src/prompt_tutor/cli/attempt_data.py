"""An attempt as data: the JSON of `try` (format 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prompt_tutor import i18n
from prompt_tutor.cli.judge_lines import judgement_data
from prompt_tutor.learning.advice import advice_for
from prompt_tutor.learning.gate import consent_content
from prompt_tutor.learning.measure import measure_content

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.errors import StorageError
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.learning.attempt import Answer, Attempt
    from prompt_tutor.llm.model import Recorded


def attempt_data(attempt: Attempt, scenario: Scenario, fault: StorageError | None) -> dict[str, Any]:
    """Return `attempt` on `scenario` as the JSON of `try`; `fault` says why it could not be kept, if it could not."""
    answer = attempt.answer
    return {
        "format": 1,
        "scenario": scenario.id,
        "language": attempt.language,
        "text": attempt.prompt.text,
        "turns": [
            {"id": turn, "text": exchange.prompt.text, "carried": exchange.carried}
            for turn, exchange in zip(scenario.turn_ids, attempt.exchanges, strict=False)
        ],
        "model": _model(answer) if answer else None,
        "passed": attempt.grade.passed,
        "score": attempt.grade.score,
        "prompt": {
            "score": attempt.grade.score,
            "criteria": [_criterion(item, attempt, scenario) for item in attempt.grade.criteria],
        },
        "answer": _answer(answer) if answer else None,
        "next": [{"criterion": advice.criterion, "text": advice.text} for advice in attempt.advice],
        "error": _error(answer, fault),
        **({"judge": judgement_data(attempt.judgement)} if attempt.judgement else {}),
    }


def _model(answer: Answer) -> dict[str, Any]:
    recorded = answer.model.recorded
    return {
        "id": answer.model.id,
        "kind": answer.model.kind,
        "simulated": answer.model.simulated,
        "date": recorded.date if recorded else answer.date,
        **({"recording": _recording(recorded)} if recorded else {}),
    }


def _recording(recorded: Recorded) -> dict[str, Any]:
    return {
        "prompt": recorded.prompt,
        "met": recorded.met,
        "changed": recorded.changed,
        "file": recorded.file,
    }


def _criterion(item: CriterionGrade, attempt: Attempt, scenario: Scenario) -> dict[str, Any]:
    given = next((advice.text for advice in attempt.advice if advice.criterion == item.id), None)
    if given is None and not item.met:
        given = advice_for(item, attempt.prompts, scenario, (), i18n.language()).text
    return {
        "id": item.id,
        "turn": scenario.turn_ids[item.turn],
        "met": item.met,
        **({"disputed": item.disputed} if item.disputed else {}),
        "generic": item.generic,
        "essential": item.essential,
        "weight": item.weight,
        "evidence": item.verdict.evidence,
        "near": item.verdict.near,
        "advice": given,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    checks = answer.grade.checks if answer.grade else ()
    return {
        "status": answer.status,
        "text": answer.text,
        "score": answer.grade.score if answer.grade else None,
        "checks": [
            {"id": check.id, "passed": check.passed, "weight": check.weight, "detail": check.detail} for check in checks
        ],
        "usage": measure_content(answer.measure) if answer.measure else None,
        "consent": consent_content(answer.consent) if answer.consent else None,
    }


def _error(answer: Answer | None, fault: StorageError | None) -> dict[str, str] | None:
    if answer and answer.fault:
        return {"code": answer.fault.code, "message": answer.fault.message, "remedy": answer.fault.remedy}
    if fault:
        return {"code": "storage", "message": fault.message, "remedy": fault.remedy}
    return None
