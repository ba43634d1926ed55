"""The tutor as the command line opens it: where its folders are, and what stays when its language changes."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prompt_tutor import i18n
from prompt_tutor.errors import StorageError
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.settings import Settings, read_settings
from prompt_tutor.tui.app import Reopen, TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.run import run_tutor

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.llm.model import Model


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[TutorApp]:
    """The apps that `run_tutor` runs, without a terminal: the first one has its language changed."""
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "home"))
    monkeypatch.setenv("NO_COLOR", "1")
    seen: list[TutorApp] = []

    def run(app: TutorApp) -> Reopen | None:
        assert app.no_color
        seen.append(app)
        return Reopen("en", Door("lesson", "relire")) if len(seen) == 1 else None

    monkeypatch.setattr(TutorApp, "run", run)
    return seen


def test_changed_language_is_kept_and_the_tutor_reopens_in_it(runs: list[TutorApp], pack: Path, tmp_path: Path) -> None:
    before = i18n.language()
    status = run_tutor(
        language="fr", open_at=None, make_model=PracticeModel, settings=Settings(theme="tutor-light"), packs=(pack,)
    )
    i18n.use(before)
    assert status == 0
    assert [app.language for app in runs] == ["fr", "en"]
    assert read_settings(tmp_path / "home" / "settings.toml") == Settings(language="en", theme="tutor-light")


def test_language_that_cannot_be_kept_is_changed_all_the_same_and_told(
    runs: list[TutorApp], pack: Path, tmp_path: Path
) -> None:
    before = i18n.language()
    (tmp_path / "home" / "settings.toml").mkdir(parents=True)
    run_tutor(language="fr", open_at=None, make_model=PracticeModel, settings=Settings(), packs=(pack,))
    i18n.use(before)
    assert [app.language for app in runs] == ["fr", "en"]
    assert [bool(app._notice) for app in runs] == [False, True]


def test_data_folder_that_cannot_be_used_is_told_before_the_screen_opens(
    runs: list[TutorApp], pack: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("a file where a folder is wanted", encoding="utf-8")
    with pytest.raises(StorageError):
        run_tutor(language="fr", open_at=None, make_model=PracticeModel, settings=Settings(), packs=(pack,))
    assert runs == []


def test_the_model_that_was_chosen_answers_on_after_the_language_was_changed(
    pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path))
    made: list[Callable[[], Model]] = []

    def run(app: TutorApp) -> Reopen | None:
        made.append(app.make_model)
        if len(made) > 1:
            return None
        app.make_model = PracticeModel
        return Reopen("en", Door("home"))

    monkeypatch.setattr(TutorApp, "run", run)
    run_tutor(language="fr", open_at=None, make_model=lambda: PracticeModel(1.0), settings=Settings(), packs=(pack,))
    assert made[1] is PracticeModel
