"""The ids of the sixteen criteria, in the order in which the course names them."""

from __future__ import annotations

from typing import Final

CRITERIA: Final = (
    "task",
    "context",
    "role",
    "audience",
    "format",
    "length",
    "tone",
    "source",
    "delimiters",
    "grounding",
    "examples",
    "steps",
    "verification",
    "exclusions",
    "privacy",
    "injection",
)
"""Reserved: a scenario's own criterion takes another id."""
