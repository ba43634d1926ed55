"""Home and the review: what is due, how far the criteria are, and the way into the workbench."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Static

from prompt_tutor.content.library import open_library
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]
SameText = Callable[..., None]

HOME = Door("home")
SUNDAY, MONDAY = date(2026, 3, 8), date(2026, 3, 9)


def keep(workspace: Workspace, day: str, scenario: str, *, step: str = "", **met: bool) -> None:
    """Keep a first attempt of the `day`, written without help."""
    content: dict[str, Any] = {
        "prompt": {
            "score": 50,
            "passed": False,
            "on_subject": True,
            "criteria": [
                {"id": key, "met": value, "generic": value, "essential": False, "weight": 1, "evidence": [], "near": []}
                for key, value in met.items()
            ],
        }
    }
    number = workspace.attempts.add(
        scenario=scenario,
        digest=scenario,
        snapshot=json.dumps({"solution": {"pieces": []}}),
        language="fr",
        step=step,
        drafts=("Annonce la fermeture.",),
        prompts=("Annonce la fermeture.",),
        version="1",
        grade=content,
    )
    with workspace.database.transaction() as connection:
        connection.execute("UPDATE attempts SET created = ? WHERE id = ?", (f"{day}T12:00:00.000Z", number))


@pytest.fixture
def mastered(workspace: Workspace) -> Workspace:
    """A learner who mastered lengths on Friday, and has met tones and tasks once."""
    keep(workspace, "2026-03-05", "a", length=True, tone=True)
    keep(workspace, "2026-03-06", "b", length=True, task=True)
    return workspace


@pytest.fixture
def finished(workspace: Workspace, pack: Path) -> Workspace:
    """A learner who finished on the second of March a lesson that is practised again on a blank page."""
    file = pack / "lessons" / "01-demander.toml"
    file.write_text(file.read_text("utf-8").replace("minutes = 15", 'minutes = 15\nreview = "horaires"'), "utf-8")
    library = open_library((pack,), pack.parent / "cache")
    workspace.progress.mark_done("essai/demander", library.lesson_entry("demander").steps)
    with workspace.database.transaction() as connection:
        connection.execute("UPDATE steps SET updated = '2026-03-02T12:00:00.000Z'")
    return replace(workspace, library=library)


async def test_mastered_criterion_is_due_as_a_repair_and_not_a_day_before(
    mastered: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=HOME, today=SUNDAY).run_test() as pilot:
        text = await until(pilot, "↻  À réparer : Longueur")
        assert "Critères : 0 acquis · 2 à confirmer · 1 à revoir" in text
    async with tutor(door=HOME, today=date(2026, 3, 7)).run_test() as pilot:
        text = await until(pilot, "Critères : 1 acquis · 2 à confirmer")
        assert "À réparer" not in text


async def test_repair_opens_a_prompt_that_lacks_the_criterion_and_holding_it_puts_the_next_one_off(
    mastered: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "↻  À réparer : Longueur")
        await pilot.press("down", "down", "enter")
        await until(pilot, "affichette pour la porte")
        editor = app.screen.query_one(Editor)
        assert editor.text == "Rédige l’affichette qui annonce la fermeture de l’accueil vendredi."
        editor.text += " En 3 lignes."
        await pilot.press("f5")
        await until(pilot, "Objectif atteint")
        await pilot.press("escape")
        await until(pilot, "Critères : ")
    (record,) = mastered.attempts.history("essai/horaires")
    assert record.step == "@review/2026-03-09/length"
    assert mastered.progress.all_states() == {}


async def test_lesson_is_practised_again_on_a_blank_page_that_shows_nothing_of_earlier_attempts(
    finished: Workspace, tutor: Tutor, until: Until
) -> None:
    keep(finished, "2026-03-02", "horaires", length=False)
    finished.drafts.save("scenario/essai/horaires/fr", "Annonce la fermeture.")
    app = tutor(door=HOME)
    app.workspace = finished
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "↻  Page blanche : La fermeture de l’accueil")
        await pilot.press("down", "down", "enter")
        await until(pilot, "affichette pour la porte")
        await pilot.pause(0.2)
        assert isinstance(app.screen, WorkbenchScreen)
        assert app.screen.query_one(Editor).text == ""
        shown = " ".join(str(widget.render()) for widget in app.screen.query(Static) if widget.display)
        assert "Longueur" not in shown
        assert "Le jour" not in shown


async def test_no_more_than_three_reviews_are_offered_at_a_time(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    criteria = ("length", "tone", "audience", "format")
    keep(workspace, "2026-03-05", "a", length=True, tone=True, audience=True, format=True)
    keep(workspace, "2026-03-06", "b", length=True, tone=True, audience=True, format=True)
    app = tutor(door=HOME)
    horaires = replace(workspace.library.scenarios[0], criteria=criteria)
    app.workspace = replace(workspace, library=replace(workspace.library, scenarios=(horaires,)))
    async with app.run_test() as pilot:
        text = await until(pilot, "Critères : 0 acquis · 4 à revoir")
        assert text.count("À réparer") == 3


async def test_progress_names_every_criterion_by_its_title_with_sign_and_word(
    mastered: Workspace, tutor: Tutor, until: Until
) -> None:
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "◆  Critères")
        await pilot.press("down", "down", "down", "enter")
        text = await until(pilot, "↻ à revoir     Longueur")
        assert "◐ à confirmer  Tâche" in text
        assert "○ pas encore   Rôle" in text
        assert "Données personnelles" not in text
        await pilot.press("f1")
        await until(pilot, "dans deux situations")
        await pilot.press("escape", "escape")
        await until(pilot, "S’exercer librement")


async def test_new_learner_sees_nothing_of_the_review(tutor: Tutor, until: Until) -> None:
    async with tutor(door=HOME).run_test() as pilot:
        await until(pilot, "S’exercer librement")
        await pilot.pause(0.2)
        text = await until(pilot, "S’exercer librement")
        assert "Critères" not in text
        assert "↻" not in text


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("keys", [(), ("down", "down", "down", "down", "enter")], ids=["due", "progress"])
def test_picture(
    snap_compare: Snap,
    finished: Workspace,
    mastered: Workspace,
    tutor: Tutor,
    until: Until,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    app = tutor(door=HOME)
    app.workspace = finished

    async def run_before(pilot: Any) -> None:
        await until(pilot, "Modèle d’entraînement")
        await until(pilot, "Critères : ")
        await pilot.press(*keys)
        await until(pilot, "↻ à revoir" if keys else "")
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)


@pytest.mark.parametrize(("language", "width", "height"), [("en", 80, 24), ("fr", 60, 20)])
async def test_text(
    same_text: SameText,
    finished: Workspace,
    mastered: Workspace,
    tutor: Tutor,
    until: Until,
    language: str,
    width: int,
    height: int,
) -> None:
    app = tutor(language, door=HOME)
    app.workspace = finished
    async with app.run_test(size=(width, height)) as pilot:
        await until(pilot, {"fr": "Modèle d’entraînement", "en": "Practice model"}[language])
        await until(pilot, "◆")
        same_text(app, f"home-review-{language}-{width}x{height}")


async def test_progress_tells_it_all_without_colours_where_it_is_narrow(
    same_text: SameText, mastered: Workspace, tutor: Tutor, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = tutor(door=HOME)
    async with app.run_test(size=(60, 20)) as pilot:
        await until(pilot, "◆  Critères")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, "↻ à revoir")
        same_text(app, "progress-fr-60x20")
