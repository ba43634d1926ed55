"""The preview: what is shown follows the file, and its problems stand below."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.authoring.look import file_to_look_at, look
from prompt_tutor.authoring.scaffold import new_lesson, new_scenario
from prompt_tutor.authoring.shelf import packs_near
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.settings import Settings
from prompt_tutor.tui.preview import PreviewApp, door_to
from prompt_tutor.tui.widgets.problems_panel import ProblemsPanel

Until = Callable[..., Awaitable[str]]
Preview = Callable[[Path], PreviewApp]
SIZE = (80, 24)


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A pack of one scenario and one lesson, in French, as `new` makes it."""
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))
    before = i18n.language()
    i18n.use("fr")
    folder = tmp_path / "ma-ville"
    new_scenario("fete", folder)
    new_lesson("matiere", folder)
    yield folder
    i18n.use(before)


@pytest.fixture
def preview(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """Make the preview of a file; without animations."""
    monkeypatch.setattr("prompt_tutor.tui.motion.reduced_motion", lambda: True)
    monkeypatch.setattr("prompt_tutor.tui.preview.PAUSE", 0.02)
    opened = []

    def make(path: Path) -> PreviewApp:
        first = look(file_to_look_at(path))
        folder = tmp_path / "tried"
        workspace = open_workspace(packs_near(first.file), folder, folder)
        opened.append(workspace)
        app = PreviewApp(
            first,
            folder,
            workspace=workspace,
            make_model=PracticeModel,
            language="fr",
            door=door_to(first, workspace.library),
            settings=Settings(),
            settings_path=tmp_path / "settings.toml",
            fault_file=tmp_path / "faults.log",
        )
        app.animation_level = "none"
        return app

    yield make
    for workspace in opened:
        workspace.database.close()


def rewrite(file: Path, old: str, new: str) -> None:
    """Change the first `old` of `file` to `new`, as an editor saves it."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    save(file, text.replace(old, new, 1))


def save(file: Path, text: str) -> None:
    """Write `text` at once, so that no test sees half of it."""
    part = file.with_suffix(".part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)


async def test_scenario_is_shown_anew_at_each_save_and_the_draft_stays(
    preview: Preview, town: Path, until: Until
) -> None:
    file = town / "scenarios/fete/scenario.toml"
    app = preview(town / "scenarios/fete")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, "scenario.toml : rien à corriger")
        await pilot.press("f4", "f4", *"Bonjour")
        await until(pilot, "Bonjour")
        rewrite(file, "L’affiche de la fête de quartier", "Un tout autre titre")
        await until(pilot, "Un tout autre titre")
        await until(pilot, "Bonjour")


async def test_lesson_stays_at_its_step(preview: Preview, town: Path, until: Until) -> None:
    file = town / "lessons/01-matiere.toml"
    app = preview(file)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, "Continuer ›")
        await pilot.press("right")
        await until(pilot, "Avec et sans les notes")
        rewrite(file, "Qu’est-ce qui change dans la réponse", "Que remarquez-vous")
        await until(pilot, "Que remarquez-vous")
        await until(pilot, "01-matiere.toml : rien à corriger")


async def test_broken_file_keeps_the_last_version_and_tells_the_line(
    preview: Preview, town: Path, until: Until
) -> None:
    file = town / "scenarios/fete/scenario.toml"
    app = preview(file)
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, "rien à corriger")
        whole = file.read_text(encoding="utf-8")
        rewrite(file, 'level = "beginner"', 'level = "beginner')
        line = whole.split("level =")[0].count("\n") + 1
        text = await until(pilot, f"ligne {line} :")  # the list takes its room after the title has changed
        assert "1 problème à corriger" in text
        assert "L’affiche de la fête de quartier" in text
        save(file, whole.replace("L’affiche de la fête", "Le retour de la fête"))
        await until(pilot, "Le retour de la fête")
        await until(pilot, "rien à corriger")


async def test_change_of_a_document_or_of_the_pack_is_followed(preview: Preview, town: Path, until: Until) -> None:
    app = preview(town / "scenarios/fete")
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, "rien à corriger")
        (town / "scenarios/fete/notes.fr.md").unlink()
        await until(pilot, "notes.fr.md est introuvable")


async def test_f10_gives_the_problems_room_and_takes_it_back(preview: Preview, town: Path, until: Until) -> None:
    rewrite(town / "scenarios/fete/scenario.toml", 'name = "cheat"', 'name = "autre"')
    app = preview(town / "scenarios/fete")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, "1 avertissement")
        panel = app.screen.query_one(ProblemsPanel)
        await pilot.press("f10")
        assert panel.has_class("-large")
        await pilot.press("f10")
        assert not panel.has_class("-large")


async def test_what_is_tried_stays_out_of_the_learners_data(
    preview: Preview, town: Path, until: Until, tmp_path: Path
) -> None:
    app = preview(town / "scenarios/fete")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, "rien à corriger")
        await pilot.press("f4", "f4", *"Bonjour", "f5")
        await until(pilot, "Retour")
    assert not list((tmp_path / "data").glob("*.db"))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("kind", ["scenario", "lesson"])
def test_preview_looks(
    snap_compare: Any, preview: Preview, town: Path, until: Until, size: tuple[int, int], kind: str
) -> None:
    rewrite(town / "scenarios/fete/scenario.toml", 'met = ["source", "audience"', 'met = ["sources", "audience"')
    rewrite(town / "lessons/01-matiere.toml", 'scenario = "fete"', 'scenario = "fetes"')
    app = preview(town / {"scenario": "scenarios/fete", "lesson": "lessons/01-matiere.toml"}[kind])

    async def settled(pilot: Any) -> None:
        await until(pilot, "1 problème à corriger")
        await until(pilot, {"scenario": "Vous travaillez", "lesson": "Un modèle ne voit"}[kind])
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=settled)
