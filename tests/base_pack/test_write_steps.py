"""What the steps of writing find in a learner's text: what it says, and not words that look like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prompt_tutor.content.lesson import Lesson, Write
from prompt_tutor.content.reading import read_lesson
from prompt_tutor.learning.writing import read_text

if TYPE_CHECKING:
    from pathlib import Path

TELL = {"fr": "À qui signaler une erreur", "en": "Whom to tell of an error"}


@pytest.mark.parametrize(
    ("language", "text", "held"),
    [
        ("fr", "Une IA aide à écrire les avis de travaux, une agente les relit.", False),
        ("fr", "Le service signale les travaux et prévient les riverains.", False),
        ("fr", "Une erreur ? Écrivez à la voirie.", True),
        ("fr", "Vous pouvez nous appeler.", True),
        ("fr", "En cas d’erreur : 01 99 00 12 40.", True),
        ("en", "An AI helps to write the notices of works; an officer reads them.", False),
        ("en", "We tell the residents what we call the machine.", False),
        ("en", "A mistake? Call us.", True),
        ("en", "You can report a mistake to the town hall.", True),
    ],
)
def test_whom_to_tell_of_an_error_is_said_and_not_that_something_is_written(
    pack: Path, language: str, text: str, held: bool
) -> None:
    steps = read_lesson(pack / "lessons" / "16-choisir.toml").whole().steps
    step = next(step for step in steps if isinstance(step, Write))
    findings = {finding.title: finding.held for finding in read_text(step, text, language)}
    assert findings[TELL[language]] is held


def test_sample_holds_all_that_its_step_looks_for(lesson: Lesson, language: str) -> None:
    for step in lesson.steps:
        if isinstance(step, Write):
            findings = read_text(step, step.sample.in_(language), language)
            assert [finding.title for finding in findings if not finding.held] == []
