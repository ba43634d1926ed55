"""Opening the tutor on the learner's own folders, and again where the language is changed inside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor.errors import StorageError
from prompt_tutor.learning.course import find_path
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.paths import cache_folder, data_folder, settings_file
from prompt_tutor.settings import Settings, write_settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import find_door

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from prompt_tutor.llm.model import Model


def run_tutor(
    *,
    language: str,
    open_at: str | None,
    make_model: Callable[[], Model],
    settings: Settings,
    packs: Sequence[Path],
    make_judge: Callable[[], Model | None] = lambda: None,
) -> int:
    """Open the tutor and return its exit status, once the learner has left it.

    Args:
        language: the interface's, "fr" or "en".
        open_at: the lesson or scenario to open; None opens where the learner left off.
        make_model: makes the model that answers; called when the screen first needs it.
        settings: what is remembered; a language or theme that is chosen inside is written to the settings file.
        packs: the pack folders.
        make_judge: makes the judge; returns None where there is none.

    Raises StorageError where the data folder cannot be used, UsageError where `open_at` names nothing.
    """
    workspace = open_workspace(packs, data_folder(), cache_folder())
    with workspace.database:
        path = find_path(workspace.library, settings.path)
        door = find_door(workspace, open_at, path, welcomed=settings.welcomed)
        notice = workspace.database.notice
        while True:
            app = TutorApp(
                workspace=workspace,
                make_model=make_model,
                make_judge=make_judge,
                language=language,
                door=door,
                settings=settings,
                settings_path=settings_file(),
                notice=notice,
            )
            reopen = app.run()
            if reopen is None:
                return app.return_code or 0
            make_model, make_judge = app.make_model, app.make_judge
            language, door, notice = reopen.language, reopen.door, ""
            settings = replace(app.settings, language=language)
            try:
                write_settings(settings_file(), settings)
            except StorageError as error:
                notice = str(error)  # the language is changed all the same, this time
