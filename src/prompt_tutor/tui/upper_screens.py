"""Screens that are opened above any other: the history of the exercise, the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen

from prompt_tutor.tui.screens.workbench import WorkbenchScreen

if TYPE_CHECKING:
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.tui.app import TutorApp


def exercise_of(app: TutorApp) -> Exercise | None:
    """Return the exercise of the workbench that stands open, None where none does."""
    found = (screen for screen in reversed(app.screen_stack) if isinstance(screen, WorkbenchScreen))
    return next((screen.practice.exercise for screen in found), None)


def show_history(app: TutorApp) -> None:
    """Show the history of the exercise above the screen, unless something there waits for an answer."""
    from prompt_tutor.tui.screens.history import HistoryScreen

    exercise = exercise_of(app)
    if exercise and not isinstance(app.screen, HistoryScreen | ModalScreen):
        app.push_screen(HistoryScreen(exercise))


def show_settings(app: TutorApp) -> None:
    """Show the settings above the screen, unless something there waits for an answer."""
    from prompt_tutor.tui.screens.settings import SettingsScreen

    if not isinstance(app.screen, SettingsScreen | ModalScreen):
        app.push_screen(SettingsScreen(app))
