"""Whether a prompt is about the scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prompt_tutor.content.practice_answer import Practice
from prompt_tutor.grading.prompt import Prompt, expand
from prompt_tutor.grading.subject import on_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario

    Build = Callable[..., Scenario]


def test_the_subject_is_a_document_or_one_of_its_words(build: Build) -> None:
    scenario = build()
    assert on_subject(expand("Résume {{energie}}", scenario.documents_in("fr")), scenario, "fr")
    assert on_subject(Prompt("Analyse nos consommations"), scenario, "fr")
    assert not on_subject(Prompt("Écris un poème"), scenario, "fr")
    assert on_subject(Prompt("our energy use"), scenario, "en")


@pytest.mark.parametrize(
    ("text", "language", "about"),
    [
        ("Rédige l’avis sur les piscines municipales", "fr", True),
        ("Write about the swimming pool", "en", True),
        ("Écris un poème sur la mer.", "fr", False),
        ("Write a poem about the sea.", "en", False),
        ("Rédige une note", "fr", False),
    ],
)
def test_without_named_words_the_brief_tells_the_subject(build: Build, text: str, language: str, about: bool) -> None:
    scenario = build()
    told = {"fr": "Écrivez la note sur la piscine.", "en": "Write the note on the swimming pool."}
    brief = scenario.brief.model_copy(update={"request": type(scenario.title).model_validate(told)})
    bare = scenario.model_copy(update={"brief": brief, "practice": Practice()})
    assert on_subject(Prompt(text), bare, language) == about
