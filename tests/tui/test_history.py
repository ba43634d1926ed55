"""The history of a scenario: every attempt read, any two compared, one or all saved, and nothing lost."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from prompt_tutor.learning import regrading
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.comparison import ComparisonScreen
from prompt_tutor.tui.screens.export_name import ExportName
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.history import HistoryScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]

BENCH = Door("scenario", scenario=OpenScenario("horaires"))
PROMPTS = (
    "Annonce la fermeture de l’accueil.",
    "Annonce la fermeture de l’accueil en 3 lignes.",
    "Annonce la fermeture de l’accueil de vendredi en 3 lignes.",
)


@pytest.fixture
def tried(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The workspace of a learner with three attempts at `horaires`, of known dates; the time zone is UTC."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    exercise = Exercise(workspace.library.scenario("horaires"), "fr", workspace.attempts)
    for prompt in PROMPTS:
        asyncio.run(exercise.ask(exercise.submit(prompt), PracticeModel()))
    with workspace.database.transaction() as connection:
        connection.execute("UPDATE attempts SET created = '2026-03-0' || id || 'T09:30:00.000Z'")
    yield workspace
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The learner's folder of documents."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    monkeypatch.setattr("prompt_tutor.paths.user_documents_path", lambda: folder)
    return folder


async def opened(pilot: Pilot[Any], until: Until, words: str = "Essai 3") -> str:
    """Open the history from the workbench, and return what it shows."""
    await until(pilot, "Qui vous êtes")
    await pilot.press("ctrl+t")
    return await until(pilot, words)


async def test_every_attempt_stands_there_with_date_model_score_sign_and_word(
    tried: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=BENCH).run_test(size=(80, 24)) as pilot:
        shown = await opened(pilot, until)
        rows = [line for line in shown.splitlines() if "Essai " in line]
        assert [row.split()[:2] for row in rows] == [["Essai", "3"], ["Essai", "2"], ["Essai", "1"]]
        assert "03/03/2026 09:30" in rows[0]
        assert "score de 100 sur 100 · modèle d’entraînement" in shown
        assert "✓ 2 critères sur 2 · Objectif atteint" in rows[0]
        assert "○ 1 critère sur 2 · À reprendre" in rows[1]
        assert "3 essais · meilleur score : 100 sur 100 · ✓ objectif atteint 1 fois" in shown
        bars = next(line for line in shown.splitlines() if "█" in line)
        assert bars.split() == ["▁", "▃", "█"]


async def test_an_attempt_can_be_read_in_full(tried: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=BENCH).run_test(size=(120, 40)) as pilot:
        await opened(pilot, until)
        await pilot.press("down", "enter")
        shown = await until(pilot, PROMPTS[1])
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "L’accueil sera fermé lundi prochain." in shown


async def test_an_attempt_of_an_older_grader_says_what_todays_would(
    tried: Workspace, tutor: Tutor, until: Until, monkeypatch: pytest.MonkeyPatch, documents: Path
) -> None:
    exercise = Exercise(tried.library.scenario("horaires"), "fr", tried.attempts)
    better = exercise.history()[2].grade
    monkeypatch.setattr(regrading, "GRADER_VERSION", "newer")
    monkeypatch.setattr(regrading, "grade_conversation", lambda *given, **named: better)
    async with tutor(door=BENCH).run_test(size=(120, 60)) as pilot:
        await opened(pilot, until)
        await pilot.press("enter")
        shown = await until(pilot, PROMPTS[2])
        assert "Le correcteur d’aujourd’hui" not in shown
        await pilot.press("escape", "down", "enter")
        shown = await until(pilot, PROMPTS[1])
        assert "○ À reprendre · 1 critère sur 2" in shown
        assert "Le correcteur d’aujourd’hui dirait : ✓ Objectif atteint" in shown
        assert "à reprendre (aujourd’hui : rempli)" in shown
        await pilot.press("escape", "e", "enter")
        await until(pilot, "Enregistré")
    assert "Le correcteur d’aujourd’hui dirait" in (documents / "prompt-tutor-horaires-2.md").read_text("utf-8")
    again = exercise.history()
    assert [attempt.grade.passed for attempt in again] == [False, False, True]
    assert [attempt.differs_now for attempt in again] == [False, True, False]


@pytest.mark.parametrize(
    ("keys", "numbers"),
    [
        (("c",), (2, 3)),
        (("down", "c"), (1, 2)),
        (("end", "space", "home", "c"), (1, 3)),
        (("space", "end", "space", "up", "c"), (1, 3)),
    ],
    ids=["this and the one before", "the second and the first", "the marked one and this", "the two marked"],
)
async def test_any_two_are_compared(
    tried: Workspace, tutor: Tutor, until: Until, keys: tuple[str, ...], numbers: tuple[int, int]
) -> None:
    async with tutor(door=BENCH).run_test(size=(120, 40)) as pilot:
        await opened(pilot, until)
        await pilot.press(*keys)
        shown = await until(pilot, "deux essais côte à côte")
        assert isinstance(pilot.app.screen, ComparisonScreen)
        assert all(f"Essai {number}" in shown for number in numbers)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HistoryScreen)


async def test_the_first_attempt_alone_says_that_another_has_to_be_marked(
    tried: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=BENCH).run_test(size=(80, 24)) as pilot:
        await opened(pilot, until)
        await pilot.press("end", "c")
        await until(pilot, "marquez-en un")


async def test_one_attempt_or_all_are_saved_where_the_learner_says(
    tried: Workspace, tutor: Tutor, until: Until, documents: Path
) -> None:
    async with tutor(door=BENCH).run_test(size=(120, 40)) as pilot:
        await opened(pilot, until)
        await pilot.press("e")
        assert isinstance(pilot.app.screen, ExportName)
        await pilot.press("enter")
        await until(pilot, "Enregistré")
        one = (documents / "prompt-tutor-horaires-3.md").read_text("utf-8")
        assert PROMPTS[2] in one
        assert PROMPTS[0] not in one
        assert "L’accueil sera fermé vendredi 12 juin." in one
        assert "“vendredi”" in one or "« vendredi »" in one.replace("\u00a0", " ")
        await pilot.press("a")
        pilot.app.screen.query_one(Input).value = "tout.md"
        await pilot.press("enter")
        await until(pilot, "tout.md")
        everything = (documents / "tout.md").read_text("utf-8")
        assert [everything.index(prompt) for prompt in PROMPTS] == sorted(map(everything.index, PROMPTS))


async def test_a_file_that_is_there_is_never_overwritten(
    tried: Workspace, tutor: Tutor, until: Until, documents: Path
) -> None:
    (documents / "prompt-tutor-horaires-3.md").write_text("à moi", "utf-8")
    async with tutor(door=BENCH).run_test(size=(120, 40)) as pilot:
        await opened(pilot, until)
        await pilot.press("e")
        name = pilot.app.screen.query_one(Input)
        assert name.value.endswith("prompt-tutor-horaires-3-2.md")
        name.value = str(documents / "prompt-tutor-horaires-3.md")
        await pilot.press("enter")
        await until(pilot, "Un fichier de ce nom existe déjà.")
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, HistoryScreen)
    assert (documents / "prompt-tutor-horaires-3.md").read_text("utf-8") == "à moi"


async def test_without_attempts_the_page_says_so_and_offers_nothing_else(tutor: Tutor, until: Until) -> None:
    async with tutor(door=BENCH).run_test(size=(80, 24)) as pilot:
        shown = await opened(pilot, until, "Rien n’a encore été envoyé ici")
        assert "Comparer" not in shown
        await pilot.press("c", "space", "e", "a", "enter")
        assert isinstance(pilot.app.screen, HistoryScreen)
        await pilot.press("f1")
        await until(pilot, "Tous les essais de cette situation")
        await pilot.press("escape", "escape")
        assert isinstance(pilot.app.screen, WorkbenchScreen)


async def test_the_palette_finds_the_history_on_the_workbench_alone(
    tried: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=BENCH).run_test(size=(80, 24)) as pilot:
        await until(pilot, "Qui vous êtes")
        await pilot.press("ctrl+p", *"Vos essais")
        await until(pilot, "Leur historique")
        await pilot.press("down", "enter")
        await until(pilot, "Essai 3")
    async with tutor(door=Door("home")).run_test(size=(80, 24)) as pilot:
        await until(pilot, "Modèle d’entraînement")
        await pilot.press("ctrl+t", "ctrl+p", *"Vos essais")
        assert "Leur historique" not in await until(pilot, "Rien de ce nom")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_how_it_looks(tried: Workspace, snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int]) -> None:
    async def run_before(pilot: Pilot[Any]) -> None:
        await opened(pilot, until)
        await pilot.press("down", "space")
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(tutor(door=BENCH), terminal_size=size, run_before=run_before)


async def test_the_words_tell_it_all_without_colours_where_it_is_narrow(
    tried: Workspace,
    tutor: Tutor,
    until: Until,
    same_text: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = tutor(door=BENCH)
    async with app.run_test(size=(60, 20)) as pilot:
        await opened(pilot, until)
        await pilot.press("down", "space")
        same_text(app, "history-marked-fr-60x20")
        await pilot.press("enter")
        await until(pilot, PROMPTS[1])
        same_text(app, "history-attempt-fr-60x20")
