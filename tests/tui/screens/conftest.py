"""The workbench on a small scenario, a real store and models of the tests' own, without a terminal."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from prompt_tutor import i18n
from prompt_tutor.content.library import Library
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.model import Chunk, Model, ModelInfo, Request
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.storage.progress import Progress
from prompt_tutor.tui.key_names import key_name
from prompt_tutor.tui.messages import Passed
from prompt_tutor.tui.no_break import NoBreakFilter
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.themes import DEFAULT_THEME, THEMES
from prompt_tutor.tui.widgets.answer_text import AnswerText
from prompt_tutor.tui.widgets.editor import Editor

SHARED_STYLES = Path(__file__).parents[3] / "src" / "prompt_tutor" / "tui" / "app.tcss"

LIVE = ModelInfo("openai/test", "live", simulated=False, hosted=False)

WEAK = {"fr": "Annonce la fermeture de la piscine.", "en": "Announce the closing of the pool."}
STRONG = {
    "fr": "Annonce la fermeture de la piscine du 3 au 14 mars. Indique que le bassin de Bellerive reste ouvert.",
    "en": "Announce the closing of the pool from 3 to 14 March. Say that the Bellerive pool stays open.",
}


def scenario_data() -> dict[str, Any]:
    """The table of a scenario on a pool that closes: two criteria of its own, `dates` essential."""
    return {
        "format": 1,
        "id": "piscine",
        "title": {"fr": "La piscine ferme", "en": "The pool closes"},
        "level": "beginner",
        "minutes": 8,
        "brief": {
            "persona": {"fr": "Vous êtes agente du service des sports.", "en": "You work in the sports department."},
            "situation": {
                "fr": "La piscine municipale ferme pour vidange. Les clubs ont été prévenus, les habitants non.",
                "en": "The municipal pool closes to be drained. Clubs have been told, residents have not.",
            },
            "request": {
                "fr": "Faites rédiger l’annonce aux habitants : quand, et où nager à la place.",
                "en": "Have the notice to residents written: when, and where to swim instead.",
            },
        },
        "documents": [
            {
                "id": "bassins",
                "name": "bassins.csv",
                "title": {"fr": "Les bassins", "en": "The pools"},
                "text": "bassin,longueur_m,ouvert\nPort-Neuf,50,non\nBellerive,25,oui\n",
            }
        ],
        "criteria": [
            {
                "id": "dates",
                "kind": "mentions",
                "weight": 3,
                "essential": True,
                "title": {"fr": "Les dates", "en": "The dates"},
                "consequence": {"fr": "La réponse invente une date.", "en": "The answer makes a date up."},
                "advice": {"fr": "Donnez les dates de fermeture.", "en": "Give the dates of the closing."},
                "hints": [],
                "routes": [{"fr": [["3 au 14 mars"]], "en": [["3 to 14 march"]]}],
            },
            {
                "id": "elsewhere",
                "kind": "mentions",
                "weight": 2,
                "title": {"fr": "Où nager à la place", "en": "Where to swim instead"},
                "consequence": {"fr": "Personne ne sait où aller.", "en": "Nobody knows where to go."},
                "advice": {"fr": "Dites quel bassin reste ouvert.", "en": "Say which pool stays open."},
                "hints": [],
                "routes": [{"fr": [["bellerive"]], "en": [["bellerive"]]}],
            },
        ],
        "answer": {
            "checks": [
                {
                    "id": "says-march",
                    "title": {"fr": "Les vraies dates", "en": "The true dates"},
                    "kind": "contains-any",
                    "words": {"fr": ["14 mars"], "en": ["14 March"]},
                }
            ]
        },
        "practice": {
            "subject": {"fr": ["piscine"], "en": ["pool"]},
            "off_topic": {"fr": "Bonjour.", "en": "Hello."},
            "residual": [
                {
                    "quote": {"fr": "sans rendez-vous", "en": "without an appointment"},
                    "why": {"fr": "Rien ne le dit.", "en": "Nothing says so."},
                    "check_with": {"fr": "le service des sports", "en": "the sports department"},
                }
            ],
            "slots": [
                {
                    "id": "when",
                    "choices": [
                        {
                            "when": {"met": ["dates"]},
                            "text": {
                                "fr": "La piscine ferme du 3 au 14 mars.",
                                "en": "The pool is closed from 3 to 14 March.",
                            },
                        },
                        {
                            "shows": "dates",
                            "text": {"fr": "La piscine ferme le 12 avril.", "en": "The pool is closed on 12 April."},
                        },
                    ],
                },
                {
                    "id": "where",
                    "choices": [
                        {
                            "when": {"met": ["elsewhere"]},
                            "text": {
                                "fr": "Le bassin de Bellerive vous accueille sans rendez-vous.",
                                "en": "The Bellerive pool welcomes you without an appointment.",
                            },
                        },
                        {
                            "shows": "elsewhere",
                            "text": {"fr": "Merci de votre patience.", "en": "Thank you for your patience."},
                        },
                    ],
                },
            ],
        },
        "solution": {"pieces": [{"criteria": ["dates"], "text": {"fr": STRONG["fr"], "en": STRONG["en"]}}]},
    }


@pytest.fixture
def scenario() -> Scenario:
    """The scenario on the pool that closes."""
    return Scenario.model_validate(scenario_data())


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A learner's store in a fresh folder; no pack."""
    database = open_database(tmp_path / "data")
    with database:
        yield Workspace(Library((), ()), database, Attempts(database), Drafts(database), Progress(database))


@dataclass
class ScriptedModel:
    """Says `pieces`, words or whole chunks; then raises `error`, or waits until it is stopped where `endless`.

    `on_ask` is called first.
    """

    pieces: tuple[str | Chunk, ...] = ()
    error: Exception | None = None
    endless: bool = False
    info: ModelInfo = LIVE
    on_ask: Callable[[], None] = lambda: None
    requests: list[Request] = field(default_factory=list)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the pieces."""
        self.requests.append(request)
        self.on_ask()
        for piece in self.pieces:
            yield Chunk(piece) if isinstance(piece, str) else piece
        if self.error:
            raise self.error
        if self.endless:
            await asyncio.Event().wait()


class BenchApp(App[None]):
    """Shows one workbench; notes the steps that were passed."""

    CSS_PATH = SHARED_STYLES

    def __init__(self, make_screen: Callable[[], Screen[None]]) -> None:
        super().__init__()
        self._make_screen = make_screen
        self._no_break = NoBreakFilter()
        self.passed: list[str] = []
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT_THEME

    async def on_mount(self) -> None:
        """Show the workbench."""
        await self.push_screen(self._make_screen())

    def on_passed(self, message: Passed) -> None:
        """Note the step."""
        self.passed.append(message.step)

    def get_key_display(self, binding: Any) -> str:
        """Return the key's name, as the tutor does."""
        return key_name(binding.key)

    def get_line_filters(self) -> Any:
        """Return Textual's filters and that of the tutor."""
        return (*super().get_line_filters(), self._no_break)


MakeBench = Callable[..., BenchApp]


@pytest.fixture
def bench(workspace: Workspace, scenario: Scenario) -> Iterator[MakeBench]:
    """Make an app on the workbench: `bench(language="fr", model=…, scenario=…, **what the screen takes)`."""
    before = i18n.language()

    def make(language: str = "fr", model: Model | None = None, on: Scenario | None = None, **options: Any) -> BenchApp:
        i18n.use(language)

        def screen() -> Screen[None]:
            return WorkbenchScreen(
                on or scenario,
                workspace=workspace,
                make_model=lambda: model or PracticeModel(),
                language=language,
                **options,
            )

        return BenchApp(screen)

    yield make
    i18n.use(before)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing runs but timers."""
    for _ in range(3):
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until `holds`; a test that waits too long is stopped."""
    async with asyncio.timeout(20):
        while not holds():
            await pilot.pause(0.02)


async def write(pilot: Pilot[Any], text: str) -> None:
    """Write `text` as the prompt in place of what stands there."""
    pilot.app.screen.query_one(Editor).text = text
    await pilot.pause()


async def send(pilot: Pilot[Any], text: str) -> None:
    """Write `text`, send it and wait for the feedback."""
    await write(pilot, text)
    await pilot.press("f5")
    await settle(pilot)


def words(screen: Screen[Any], selector: str) -> str:
    """Return the text of what `selector` finds on `screen`, as it is shown."""
    return "\n".join(
        str(widget.render()).replace("\ue000", "\u00a0") for widget in screen.query(selector).results(Static)
    )


def answer(screen: Screen[Any]) -> str:
    """Return the answer on `screen` as it is shown, its rows joined."""
    return " ".join(screen.query_one(AnswerText).shown.replace("\ue000", " ").split())


class Hands:
    """What a test does with the workbench."""

    settle = staticmethod(settle)
    until = staticmethod(until)
    write = staticmethod(write)
    send = staticmethod(send)
    words = staticmethod(words)
    answer = staticmethod(answer)
    model = ScriptedModel
    weak = WEAK
    strong = STRONG
    scenario_data = staticmethod(scenario_data)


@pytest.fixture
def hands() -> Hands:
    """What a test does with the workbench, without importing this file."""
    return Hands()
