"""How Home and each kind of step look, at both sizes and in both languages."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]

SIZES = [(80, 24), (120, 40)]
LANGUAGES = ["fr", "en"]
STEPS = {
    "lire": ("https://example.org", "https://example.org"),
    "comparer": ("Lisez les deux réponses", "Read both answers"),
    "predire": ("Il refuse de répondre.", "It refuses to answer."),
    "exercice": ("Objectif à atteindre", "Goal not reached yet"),
    "retenir": ("À essayer au travail", "To try at work"),
}


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return tuple(request.param)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def shown(until: Until, words: str, *keys: str, then: str = "") -> Callable[[Pilot[Any]], Awaitable[None]]:
    """Wait for `words`, press `keys`, wait for the words `then`, and let the footer follow."""

    async def run_before(pilot: Pilot[Any]) -> None:
        await until(pilot, words)
        await pilot.press(*keys)
        await until(pilot, then)
        await pilot.pause()
        await pilot.pause()

    return run_before


def test_home_of_a_new_learner(
    snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], language: str
) -> None:
    model = {"fr": "Modèle d’entraînement", "en": "Practice model"}[language]
    assert snap_compare(tutor(language), terminal_size=size, run_before=shown(until, model))


def test_home_in_mid_course(
    begun: Workspace, snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], language: str
) -> None:
    begun.progress.mark("essai/relire", "lire", "done")
    model = {"fr": "Modèle d’entraînement", "en": "Practice model"}[language]
    app = tutor(language, door=Door("home"))
    assert snap_compare(app, terminal_size=size, run_before=shown(until, model, "down"))


@pytest.mark.parametrize("step", STEPS)
def test_step(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], language: str, step: str) -> None:
    words = dict(zip(LANGUAGES, STEPS[step], strict=True))[language]
    app = tutor(language, door=Door("lesson", "demander", step))
    assert snap_compare(app, terminal_size=size, run_before=shown(until, words))


def test_difference_told(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int]) -> None:
    app = tutor("fr", door=Door("lesson", "demander", "comparer"))
    run_before = shown(until, "Lisez les deux réponses", "enter", then="Entrée Continuer")
    assert snap_compare(app, terminal_size=size, run_before=run_before)


def test_question_answered(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int]) -> None:
    app = tutor("fr", door=Door("lesson", "demander", "predire"))
    run_before = shown(until, "Il refuse de répondre.", "down", "enter", then="Entrée Continuer")
    assert snap_compare(app, terminal_size=size, run_before=run_before)


def test_help_of_home(snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], language: str) -> None:
    model = {"fr": "Modèle d’entraînement", "en": "Practice model"}[language]
    assert snap_compare(tutor(language), terminal_size=size, run_before=shown(until, model, "f1"))
