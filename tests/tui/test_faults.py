"""What nobody expected becomes a message, the tutor goes on, and the file of faults holds no word of the learner's."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.llm.model import Chunk, ModelInfo, Request
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.fault_log import keep_fault
from prompt_tutor.tui.faults import FaultScreen
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.home_list import Rows
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
AtHome = Callable[..., Any]

HOME = Door("home")
BENCH = Door("scenario", scenario=OpenScenario("horaires"))
MARKED = "Mme Lucie Harnois sk-marked-1234567890"
DRAFT = "Annonce la fermeture de vendredi en 3 lignes."


def fail(*_arguments: Any, **_options: Any) -> None:
    """Raise what nobody expected, with words that belong in no file."""
    raise RuntimeError(MARKED)


def log_of(app: TutorApp) -> str:
    """What the file of faults holds; the fault is not raised again at the end of the test."""
    app._exception = None
    return app.fault_file.read_text(encoding="utf-8")


@dataclass
class Broken:
    """A model that raises what no model should."""

    broken: bool = True

    @property
    def info(self) -> ModelInfo:
        return ModelInfo("openai/casse", "live", simulated=False, hosted=False)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        yield Chunk("Voici")
        if self.broken:
            fail()


async def test_a_model_that_raises_is_said_and_the_next_send_works(tutor: Tutor, until: Until) -> None:
    model = Broken()
    app = tutor(door=BENCH)
    app.make_model = lambda: model
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Votre prompt → openai/casse")
        app.screen.query_one(Editor).text = DRAFT
        await pilot.press("f5")
        text = await until(pilot, "imprévu s’est produit (RuntimeError)")
        assert "Votre texte est conservé" in text
        assert MARKED not in text
        assert app.screen.query_one(Editor).text == DRAFT
        log = log_of(app)
        assert "RuntimeError" in log
        assert "prompt_tutor/learning/exercise.py:" in log
        assert MARKED not in log
        model.broken = False
        await pilot.press("f5")
        await until(pilot, "essai 2")
        assert isinstance(app.screen, WorkbenchScreen)


async def test_a_screens_handler_that_raises_is_said_and_its_keys_go_on(
    tutor: Tutor, until: Until, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(100, 30)) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(HomeScreen, "_show_rows", fail)
            await pilot.resize_terminal(90, 30)
            text = await until(pilot, "imprévu s’est produit")
        assert isinstance(app.screen, FaultScreen)
        assert "Ce que vous avez écrit et vos essais sont enregistrés." in text
        assert "faults.log" in "".join(text.split()).replace("│", "")
        assert MARKED not in text
        await pilot.press("escape")
        await pilot.press("f1")
        await until(pilot, "Le bouton du haut")
        await pilot.press("escape")
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, "Relire avant de publier")
        assert MARKED not in log_of(app)


async def test_a_widgets_handler_and_an_action_that_raise_end_nothing(
    tutor: Tutor, until: Until, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(100, 30)) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Rows, "on_focus", fail)
            await pilot.press("down")
            await until(pilot, "imprévu s’est produit")
        await pilot.press("escape", "down", "down", "down")
        with monkeypatch.context() as broken:
            broken.setattr(HomeScreen, "action_language", lambda _self: 1 // 0)
            await pilot.press("l")
            await until(pilot, "ZeroDivisionError")
        await pilot.press("escape", "enter")
        await until(pilot, "Pourquoi relire")
        assert log_of(app).count("RuntimeError") == 1


async def test_a_worker_and_a_timer_that_raise_end_nothing(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    async def work() -> None:
        fail()

    app = tutor(door=HOME)
    async with at_home(app, size=(100, 30)) as pilot:
        app.screen.run_worker(work())
        await until(pilot, "imprévu s’est produit")
        await pilot.press("escape")
        app.screen.set_timer(0.01, lambda: 1 // 0)
        await until(pilot, "ZeroDivisionError")
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        assert log_of(app).count("test_faults.py:") >= 2


async def test_a_screen_that_cannot_be_composed_can_be_left(
    tutor: Tutor, until: Until, at_home: AtHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(100, 30)) as pilot:
        with monkeypatch.context() as broken:
            broken.setattr("prompt_tutor.tui.screens.models.ModelsScreen._mode", fail)
            await pilot.press("m")
            await until(pilot, "imprévu s’est produit")
        await pilot.press("escape", "escape")
        await until(pilot, "S’exercer librement")
        log_of(app)


async def test_a_fault_that_comes_again_and_again_is_said_once_and_kept_each_time(
    tutor: Tutor, until: Until, at_home: AtHome
) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(100, 30)) as pilot:
        for _time in range(3):
            app.screen.call_later(fail)
            await pilot.pause()
        await until(pilot, "imprévu s’est produit")
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")
        app.screen.call_later(fail)
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert log_of(app).count("RuntimeError") == 4


async def test_a_file_that_cannot_be_written_stops_nothing(tutor: Tutor, until: Until, at_home: AtHome) -> None:
    app = tutor(door=HOME)
    app.fault_file.mkdir()
    async with at_home(app, size=(100, 30)) as pilot:
        app.screen.call_later(fail)
        text = await until(pilot, "imprévu s’est produit")
        assert "faults.log" not in text
        app._exception = None


def nested() -> ValueError:
    """An exception that has a cause, as it is caught."""
    try:
        try:
            fail()
        except RuntimeError as error:
            raise ValueError(MARKED) from error
    except ValueError as error:
        return error
    raise AssertionError


def test_the_file_stays_small_and_tells_the_causes(tmp_path: Path) -> None:
    file = tmp_path / "data" / "faults.log"
    error = nested()
    assert all(keep_fault(error, file) for _time in range(1200))
    text = file.read_text(encoding="utf-8")
    assert len(text) < 220_000
    last = text.rstrip().rpartition("\n\n")[2]
    assert [line.split()[-1] for line in last.splitlines()[1:] if not line.startswith("  ")] == [
        "ValueError",
        "RuntimeError",
    ]
    assert MARKED not in text
    assert str(tmp_path) not in text
