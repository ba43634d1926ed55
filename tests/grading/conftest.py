"""A scenario with a document, for graders that need one."""

from collections.abc import Callable
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.verdict import CheckResult

DOCUMENT = {
    "fr": "Consommation 2025 : 3 648 000 kWh, soit 120,4 kWh par habitant. Crèche : 97 MWh. Conseil du 12 octobre 2026",
    "en": "Consumption in 2025: 3,648,000 kWh, or 120.4 kWh per resident. Nursery: 97 MWh. Council of 12 October 2026.",
}


def scenario_with(
    *, checks: list[dict[str, Any]] | None = None, criteria: list[dict[str, Any]] | None = None
) -> Scenario:
    """Return a scenario on energy with these checks and criteria."""
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "energie",
            "title": "Énergie",
            "level": "beginner",
            "minutes": 5,
            "brief": {
                "persona": {"fr": "Vous êtes économe de flux.", "en": "You are an energy officer."},
                "situation": {
                    "fr": "La commission se réunit jeudi et veut voir comment les bâtiments ont consommé cette année.",
                    "en": "The committee meets on Thursday and wants to see how the buildings used energy this year.",
                },
                "request": {"fr": "Faites une note.", "en": "Write a note."},
            },
            "documents": [{"id": "energie", "title": "Énergie", "text": DOCUMENT}],
            "criteria": criteria or [{"id": "length"}],
            "answer": {"checks": checks or []},
            "practice": {
                "subject": {"fr": ["consommation", "énergie"], "en": ["consumption", "energy"]},
                "off_topic": "?",
                "slots": [{"id": "body", "choices": [{"text": "x"}]}],
            },
            "solution": {"pieces": [{"text": "x"}]},
        }
    )


Checker = Callable[..., CheckResult]


@pytest.fixture
def run_check() -> Checker:
    """Run one check, given by its fields, on an answer."""

    def run(answer: str, language: str = "fr", **fields: Any) -> CheckResult:
        scenario = scenario_with(checks=[{"id": "it", "title": "It", **fields}])
        return check_answer(answer, scenario, language).checks[0]

    return run


@pytest.fixture
def build() -> Callable[..., Scenario]:
    """Build a scenario with given checks or criteria."""
    return scenario_with
