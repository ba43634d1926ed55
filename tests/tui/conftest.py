"""A tutor on a small pack of its own, with a learner's data in a fresh folder, without a terminal."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from prompt_tutor import i18n
from prompt_tutor.content.library import open_library
from prompt_tutor.learning.workspace import Workspace, open_workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.settings import Settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door, find_door

TODAY = date(2026, 3, 9)
"""The day on which the tests open the tutor."""

PACK = Path(__file__).parent / "pack"

MakeTutor = Callable[..., TutorApp]
Until = Callable[[Pilot[Any], str], Awaitable[str]]
AtHome = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


@pytest.fixture(autouse=True)
def cursor_at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks: a picture is the same whenever it is taken."""
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _area: None)
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _input: None)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the small pack, which a test may break."""
    return Path(shutil.copytree(PACK, tmp_path / "pack"))


@pytest.fixture
def workspace(pack: Path, tmp_path: Path) -> Iterator[Workspace]:
    """What stands open on the small pack, with a learner who begins."""
    opened = open_workspace((pack,), tmp_path / "data", tmp_path / "cache")
    with opened.database:
        yield opened


@pytest.fixture
def tutor(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeTutor]:
    """Make the app on `workspace`: `tutor(language="fr", door=…, settings=…)`; without animations.

    Without `door` it opens as `prompt-tutor` alone does.
    """
    monkeypatch.setattr("prompt_tutor.tui.motion.reduced_motion", lambda: True)

    def make(
        language: str = "fr",
        door: Door | None = None,
        settings: Settings | None = None,
        notice: str = "",
        today: date = TODAY,
    ) -> TutorApp:
        app = TutorApp(
            workspace=workspace,
            make_model=PracticeModel,
            language=language,
            door=door or find_door(workspace, None),
            settings=settings or Settings(),
            settings_path=tmp_path / "settings.toml",
            notice=notice,
            fault_file=tmp_path / "faults.log",
            today=lambda: today,
        )
        app.animation_level = "none"
        return app

    before = i18n.language()
    yield make
    i18n.use(before)


def screen_text(app: App[Any]) -> str:
    """What stands on the screen, line by line, without colours; no-break spaces as plain ones."""
    text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    return text.replace("\u00a0", " ")


@pytest.fixture
def until() -> Until:
    """Wait until some words stand on the screen, and return all of it."""

    async def wait(pilot: Pilot[Any], words: str) -> str:
        for _ in range(500):
            await pilot.pause(0.01)
            text = screen_text(pilot.app)
            if words in text:
                return text
        raise AssertionError(f"“{words}” did not come:\n{text}")

    return wait


@pytest.fixture
def at_home(until: Until) -> AtHome:
    """Run an app until Home stands there with its rows: `async with at_home(app, size=…) as pilot`."""

    @asynccontextmanager
    async def run(app: TutorApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        async with app.run_test(size=size) as pilot:
            await until(pilot, "S’exercer librement")
            yield pilot

    return run


@pytest.fixture
def begun(workspace: Workspace) -> Workspace:
    """The workspace of a learner who has read the first step of the first lesson and stopped on the second."""
    workspace.progress.mark("essai/demander", "lire", "done")
    workspace.progress.mark("essai/demander", "comparer", "seen")
    workspace.progress.leave_at("essai/demander", "comparer")
    return workspace


@pytest.fixture
def town(pack: Path, workspace: Workspace) -> Workspace:
    """The same with two learning paths and the town's charter."""
    (pack / "lessons" / "paths.toml").write_text(
        """
format = 1
[[paths]]
id = "agents"
title = { fr = "Agents", en = "Staff" }
lessons = ["relire"]
[[paths]]
id = "tout"
title = { fr = "Tout le monde", en = "Everyone" }
lessons = ["demander", "relire"]
""",
        encoding="utf-8",
    )
    with (pack / "pack.toml").open("a", encoding="utf-8") as file:
        file.write(
            """
[charter]
file = { fr = "Aucun nom d’habitant **ne sort** de la mairie.", en = "No resident’s name **leaves** the town hall." }
tools = ["L’assistant du centre de gestion"]
data_protection_contact = "dpo@clairvigne.example"
"""
        )
    return replace(workspace, library=open_library((pack,), pack.parent / "cache"))


@pytest.fixture
def same_text(request: pytest.FixtureRequest) -> Callable[[App[Any], str], None]:
    """Compare what stands on the screen with `dumps/<name>.txt`; `pytest --snapshot-update` writes it anew."""

    def compare(app: App[Any], name: str) -> None:
        file = Path(__file__).parent / "dumps" / f"{name}.txt"
        text = "\n".join(line.rstrip() for line in screen_text(app).splitlines()) + "\n"
        if request.config.option.update_snapshots:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare
