"""A scenario of two criteria, in memory, and a store on disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database


def scenario_data() -> dict[str, Any]:
    """The table of a scenario on closing hours: `length` counts 2, its own `days` counts 3 and is essential."""
    return {
        "format": 1,
        "id": "horaires",
        "title": "Horaires",
        "level": "beginner",
        "minutes": 5,
        "brief": {"persona": "agente", "situation": "fermeture", "request": "annoncer"},
        "documents": [{"id": "note", "title": "Note", "text": "Fermé vendredi."}],
        "criteria": [
            {"id": "length", "weight": 2},
            {
                "id": "days",
                "kind": "mentions",
                "title": "Les jours",
                "weight": 3,
                "essential": True,
                "consequence": "Les jours manquent.",
                "advice": "Nommez les jours.",
                "hints": ["Indice un", "Indice deux"],
                "routes": [{"fr": [["vendredi"]], "en": [["friday"]]}],
            },
        ],
        "answer": {
            "checks": [
                {
                    "id": "says-friday",
                    "title": "Vendredi",
                    "kind": "contains-any",
                    "words": {"fr": ["vendredi"], "en": ["friday"]},
                }
            ]
        },
        "practice": {
            "subject": {"fr": ["fermeture", "horaires"], "en": ["closing"]},
            "off_topic": "Bonjour.",
            "slots": [
                {
                    "id": "day",
                    "choices": [
                        {"when": {"met": ["days"]}, "text": "Fermé vendredi."},
                        {"shows": "days", "text": "Fermé bientôt."},
                    ],
                },
                {
                    "id": "size",
                    "choices": [
                        {"when": {"met": ["length"]}, "text": "Merci."},
                        {"shows": "length", "text": "Merci de votre compréhension, et ainsi de suite."},
                    ],
                },
            ],
        },
        "solution": {"pieces": [{"criteria": ["length"], "text": "En 3 lignes."}]},
    }


@pytest.fixture
def scenario() -> Scenario:
    """The scenario on closing hours."""
    return Scenario.model_validate(scenario_data())


@pytest.fixture
def attempts(tmp_path: Path) -> Iterator[Attempts]:
    """A store in a fresh folder."""
    database = open_database(tmp_path / "data")
    yield Attempts(database)
    database.close()
