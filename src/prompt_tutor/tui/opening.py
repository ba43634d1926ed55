"""What is shown first and next: screens made with what they need, imported when they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from prompt_tutor.i18n import _
from prompt_tutor.learning.course import resume_at
from prompt_tutor.tui.navigation import GoHome, OpenScenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from prompt_tutor.content.index import PathEntry
    from prompt_tutor.errors import TutorError
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.tui.app import TutorApp


@dataclass(frozen=True, slots=True)
class Door:
    """What the tutor opens on.

    Attributes:
        kind: the first steps, Home, a lesson (with Home one key away), or a scenario above the screen that it was
            opened from.
        lesson: the lesson's name, "" where there is none.
        step: the id of its step, "" for the first.
        scenario: the scenario and what its step asks; None for the other kinds.
    """

    kind: Literal["welcome", "home", "lesson", "scenario"]
    lesson: str = ""
    step: str = ""
    scenario: OpenScenario | None = None


def find_door(
    workspace: Workspace, open_at: str | None, path: PathEntry | None = None, *, welcomed: bool = True
) -> Door:
    """Return what the tutor opens on: `open_at`, else the lesson where the learner left off, else Home.

    `path` is the learning path that is followed. Whoever has done nothing yet and was not `welcomed` is shown the first
    steps.

    Raises UsageError where there is no `open_at`, StorageError.
    """
    if open_at is not None:
        if workspace.library.kind_of(open_at) == "scenario":
            return Door("scenario", scenario=OpenScenario(open_at))
        return Door("lesson", open_at)
    if not welcomed and workspace.progress.left_at() is None and not workspace.attempts.best():
        return Door("welcome")
    place = resume_at(workspace.library, workspace.progress, path)
    if place is None or place.step not in workspace.progress.states(place.lesson):
        return Door("home")
    return Door("lesson", place.lesson, place.step)


def door_of(app: TutorApp) -> Door:
    """Return the door that leads to what `app` shows now."""
    from prompt_tutor.tui.screens.lesson import LessonScreen
    from prompt_tutor.tui.screens.welcome import WelcomeScreen
    from prompt_tutor.tui.screens.workbench import WorkbenchScreen

    if isinstance(app.screen_stack[0], WelcomeScreen):
        return Door("welcome")
    lesson = next((screen for screen in app.screen_stack if isinstance(screen, LessonScreen)), None)
    name, step = (lesson.entry.name, lesson.step_id) if lesson else ("", "")
    if any(isinstance(screen, WorkbenchScreen) for screen in app.screen_stack):
        return Door("scenario", name, step, app.opened)
    return Door("lesson", name, step) if name else Door("home")


def first_screen(app: TutorApp, door: Door) -> Screen[None]:
    """Return the screen below everything else: the first steps, or a lesson where the door leads to one, else Home."""
    if door.kind == "welcome":
        return welcome_screen(app, lambda: app.post_message(GoHome()))
    return lesson_screen(app, door.lesson, door.step) if door.lesson else home_screen(app, opening=True)


def first_styles(door: Door) -> str:
    """Return the file of the first screen's styles."""
    return f"screens/{'welcome' if door.kind == 'welcome' else 'lesson' if door.lesson else 'home'}.tcss"


def welcome_screen(app: TutorApp, then: Callable[[], object]) -> Screen[None]:
    """Return the first steps; at their end it is remembered that they were shown, and `then` is called."""
    from prompt_tutor.learning.first_steps import read_first_steps
    from prompt_tutor.tui.screens.welcome import WelcomeScreen

    def leave() -> None:
        if not app.settings.welcomed:
            app.remember(welcomed=True)
        then()

    return WelcomeScreen(read_first_steps(app.language), leave)


def show_first_steps(app: TutorApp) -> None:
    """Show the first steps again, above the screen."""
    app.push_screen(welcome_screen(app, app.pop_screen))


def home_screen(app: TutorApp, *, opening: bool = False) -> Screen[None]:
    """Return Home, as things stand now; `opening`: the tutor opens with it."""
    from prompt_tutor.tui.screens.home import HomeScreen

    return HomeScreen(
        app.workspace,
        lambda: app.make_model(),  # another may be chosen meanwhile
        app.language,
        get_path=app.path,
        choose_path=lambda name: app.remember(path=name),
        today=app.today,
        opening=opening,
    )


def lesson_screen(app: TutorApp, name: str, step: str = "") -> Screen[None]:
    """Return the player on the lesson `name`, at `step` or at its first step. The file is read by the screen."""
    from prompt_tutor.tui.screens.lesson import LessonScreen

    return LessonScreen(app.workspace, app.workspace.library.lesson_entry(name), step, app.language, app.path)


def workbench_screen(app: TutorApp, asked: OpenScenario) -> Screen[None]:
    """Return the workbench on the scenario that is asked for; reads its file, so call it in a thread.

    Raises UsageError where there is none, ContentError where it cannot be read.
    """
    from prompt_tutor.tui.screens.workbench import WorkbenchScreen

    return WorkbenchScreen(
        app.workspace.library.scenario(asked.name),
        workspace=app.workspace,
        make_model=lambda: app.make_model(),  # another may be chosen meanwhile
        make_judge=lambda: app.make_judge(),
        language=app.language,
        step=asked.step,
        start=asked.start,
        count=asked.count,
        pass_mark=asked.pass_mark,
    )


def show_models(app: TutorApp) -> None:
    """Show what can answer here above the screen, unless something there waits for an answer."""
    from textual.screen import ModalScreen

    from prompt_tutor.tui.choosing import Choices
    from prompt_tutor.tui.screens.models import ModelsScreen

    if not isinstance(app.screen, ModelsScreen | ModalScreen):
        app.push_screen(ModelsScreen(Choices(app)))


def show_error(app: TutorApp, error: TutorError) -> None:
    """Show what is wrong, where, and what to do next, above the screen."""
    from prompt_tutor.tui.screens.help import HelpScreen

    parts = [error.message, error.remedy, _("Place: {place}").format(place=error.place) if error.place else ""]
    app.push_screen(
        HelpScreen(_("This cannot be done just now"), "\n\n".join(part for part in parts if part), keys=False)
    )


def show_notice(app: TutorApp, notice: str) -> None:
    """Show a sentence that must be read once, above the screen; nothing where it is empty."""
    from prompt_tutor.tui.screens.help import HelpScreen

    if notice:
        app.push_screen(HelpScreen(_("Good to know"), notice, keys=False))
