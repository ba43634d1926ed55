"""The screen of models: what answers here is found, tried and chosen, and nothing is lost by it."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import keyring
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.discovery import Address
from prompt_tutor.llm.entry import Entry
from prompt_tutor.llm.model import Chunk, Model, ModelError, ModelInfo, Request
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.llm.providers import PROVIDERS
from prompt_tutor.settings import Settings, read_settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.confirmation import Confirmation
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.home import HomeScreen
from prompt_tutor.tui.screens.model_key import KeyEntry
from prompt_tutor.tui.screens.model_rows import ADD_KEY
from prompt_tutor.tui.screens.models import ModelsScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
AtHome = Callable[..., Any]
OnRow = Callable[..., Any]
Snap = Callable[..., bool]

HOME = Door("home")
BENCH = Door("scenario", scenario=OpenScenario("horaires"))
KEY = "sk-marked-1234567890"
DRAFT = "Annonce la fermeture de vendredi en 3 lignes."

LOCAL = Entry(
    "ollama_chat/petit", "http://127.0.0.1:11434", "petit", "ollama", False, "http://127.0.0.1:11434", "7.2B, Q4_K_M"
)
HOSTED = Entry("mistral/grand", None, "grand", "provider", True, "Mistral AI (FR)", note="clé dans MISTRAL_API_KEY")
GATEWAY = Entry(
    "", "https://ville.fr/v1", "https://ville.fr", "server", True, "https://ville.fr", note="pas interrogé : hors ligne"
)
PRACTICE = Entry("practice", None, "Modèle d’entraînement", "practice", False, "")


@dataclass
class Models:
    """What can answer in a test: `entries` are found, `asked` are those that were opened, with their requests."""

    entries: tuple[Entry, ...] = (PRACTICE, LOCAL, GATEWAY, HOSTED)
    asked: list[tuple[str, str]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    error: ModelError | None = None
    endless: bool = False
    closed: bool = False

    async def find(self, settings: Settings, **options: Any) -> tuple[Entry, ...]:
        """Find everything, the practice model first."""
        options["on_found"](self.entries[:1])
        return self.entries

    def open(self, name: str, api_base: str | None, *, offline: bool, delay: float = 0.0) -> Model:
        """Open the practice model, or one that answers with its name."""
        return Answering(self, name) if name else PracticeModel()


@dataclass
class Answering:
    """A model that answers with its name."""

    models: Models
    name: str

    @property
    def info(self) -> ModelInfo:
        return ModelInfo(self.name, "live", simulated=False, hosted=self.name == HOSTED.id)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        self.models.asked.append((self.name, request.messages[0].text))
        try:
            yield Chunk(f"Je suis {self.name}.")
            if self.models.error:
                raise self.models.error
            if self.models.endless:
                await asyncio.Event().wait()
        finally:
            self.models.closed = True


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> Models:
    """Four lines to choose from, without a server."""
    made = Models()
    monkeypatch.setattr("prompt_tutor.llm.catalogue.find_models", made.find)
    monkeypatch.setattr("prompt_tutor.llm.opening.open_model", made.open)
    monkeypatch.setattr("prompt_tutor.llm.trial.open_model", made.open)
    for provider in PROVIDERS:
        for variable in provider.variables:
            monkeypatch.delenv(variable, raising=False)
    return made


def written(words: str, folder: Path) -> list[Path]:
    """Return the files under `folder` that hold `words`."""
    return [file for file in folder.rglob("*") if file.is_file() and words.encode() in file.read_bytes()]


def go_to(app: TutorApp, entry: Entry) -> None:
    """Highlight the row of `entry`."""
    rows = app.screen.query_one(ChoiceList)
    rows.highlighted = next(
        place for place, row in enumerate(rows.options) if (row.id or "").endswith(f"|{entry.name}")
    )


@pytest.fixture
def on_row(tutor: Tutor, until: Until, at_home: AtHome, models: Models) -> OnRow:
    """Open the list of models from Home, on the row of an entry: `async with on_row(LOCAL, size=…) as pilot`."""

    @asynccontextmanager
    async def run(entry: Entry, **options: Any) -> AsyncIterator[Pilot[Any]]:
        app = tutor(door=HOME)
        async with at_home(app, **options) as pilot:
            await pilot.press("m")
            await until(pilot, entry.name)
            go_to(app, entry)
            yield pilot

    return run


async def test_what_needs_no_server_is_listed_at_once_and_servers_as_they_are_found(
    tutor: Tutor, until: Until, at_home: AtHome, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    openai_server.route("/api/tags", {"models": [{"name": "petit", "model": "petit"}]})
    monkeypatch.setattr("prompt_tutor.llm.discovery.USUAL", (Address(openai_server.ollama_url, "ollama", usual=True),))
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("f6")
        await until(pilot, "✓  Modèle d’entraînement")
        text = await until(pilot, "petit")
        assert f"Ollama, {openai_server.ollama_url} · ● le prompt reste" in text


@pytest.mark.parametrize("key", ["m", "f6"])
async def test_choosing_changes_the_models_name_on_home_at_once_and_is_remembered(
    tutor: Tutor, until: Until, models: Models, tmp_path: Path, key: str
) -> None:
    app = tutor(door=HOME)
    async with app.run_test() as pilot:
        await until(pilot, "Modèle d’entraînement · rien ne quitte cet ordinateur")
        await pilot.press(key)
        await until(pilot, "petit")
        go_to(app, LOCAL)
        await pilot.press("enter")
        text = await until(pilot, "répond désormais")
        assert "✓  petit" in text
        await pilot.press("escape")
        await until(pilot, "ollama_chat/petit · sur cet ordinateur")
    kept = read_settings(tmp_path / "settings.toml")
    assert (kept.model, kept.api_base, kept.offline) == (LOCAL.id, LOCAL.api_base, True)


async def test_the_next_prompt_goes_to_the_model_that_was_chosen_and_the_draft_is_untouched(
    tutor: Tutor, until: Until, models: Models
) -> None:
    app = tutor(door=BENCH)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Votre prompt → modèle d’entraînement")
        app.screen.query_one(Editor).text = DRAFT
        await pilot.press("f6")
        await until(pilot, "petit")
        go_to(app, LOCAL)
        await pilot.press("enter")
        await until(pilot, "répond désormais")
        await pilot.press("escape")
        await until(pilot, "Votre prompt → ollama_chat/petit, sur cet ordinateur")
        assert isinstance(app.screen, WorkbenchScreen)
        assert app.screen.query_one(Editor).text == DRAFT
        await pilot.press("f5")
        await until(pilot, "Je suis ollama_chat/petit.")
    assert models.asked == [(LOCAL.id, DRAFT)]


async def test_an_answer_goes_on_while_another_model_is_chosen(
    tutor: Tutor, until: Until, models: Models, workspace: Workspace
) -> None:
    models.endless = True
    app = tutor(door=BENCH, settings=Settings(model=LOCAL.id))
    app.make_model = lambda: models.open(LOCAL.id, None, offline=True)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Votre prompt → ollama_chat/petit")
        app.screen.query_one(Editor).text = DRAFT
        await pilot.press("f5")
        await until(pilot, "Je suis ollama_chat/petit.")
        await pilot.press("f6")
        await until(pilot, "Ailleurs")
        go_to(app, PRACTICE)
        await pilot.press("enter")
        await until(pilot, "répond désormais")
        await pilot.press("escape")
        text = await until(pilot, "Votre prompt → modèle d’entraînement")
        assert "Je suis ollama_chat/petit." in text
        assert not models.closed
        await pilot.press("escape")
        await until(pilot, "Arrêtée")
    answer = workspace.attempts.answer_of(1)
    assert answer is not None
    assert (answer.status, answer.model["id"]) == ("cancelled", LOCAL.id)


async def test_a_hosted_model_is_chosen_only_after_a_deliberate_confirmation(
    until: Until, on_row: OnRow, tmp_path: Path
) -> None:
    async with on_row(HOSTED) as pilot:
        await pilot.press("enter", "enter")  # by habit: the focused button changes nothing
        await until(pilot, "mode hors ligne")
        assert pilot.app.settings == Settings()
        await pilot.press("enter")
        text = await until(pilot, "Laisser les prompts sortir")
        assert "sortent de cet ordinateur vers Mistral AI (FR)" in " ".join(text.replace("│", " ").split())
        assert isinstance(pilot.app.screen, Confirmation)
        await pilot.press("right", "enter")
        await until(pilot, "hors ligne désactivé")
        await pilot.press("escape")
        await until(pilot, "→ sort de cet ordinateur")
    kept = read_settings(tmp_path / "settings.toml")
    assert (kept.model, kept.offline) == (HOSTED.id, False)


async def test_a_click_chooses_and_a_click_on_the_models_name_opens_the_list(
    tutor: Tutor, until: Until, models: Models
) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, "Modèle d’entraînement · rien ne quitte")
        await pilot.click("TitleBar", offset=(100, 0))
        text = await until(pilot, "petit")
        line = next(number for number, row in enumerate(text.splitlines()) if "○  petit" in row)
        await pilot.click(offset=(20, line))
        await until(pilot, "✓  petit")


async def test_t_tries_the_model_and_says_its_time_and_first_words(until: Until, on_row: OnRow, models: Models) -> None:
    async with on_row(LOCAL, size=(120, 40)) as pilot:
        await pilot.press("t")
        text = await until(pilot, "premier mot après 0,")
        assert "« Je suis ollama_chat/petit. »" in " ".join(text.split())
        assert "petit  ·  répond" in text
        models.error = ModelError("refused", "Rien ne répond.", "Lancez le programme.")
        await pilot.press("t")
        text = await until(pilot, "! Rien ne répond. Lancez le programme.")
        assert "petit  ·  ! ne répond pas" in text


async def test_escape_stops_a_trial_and_only_then_leaves(until: Until, on_row: OnRow, models: Models) -> None:
    models.endless = True
    async with on_row(LOCAL) as pilot:
        await pilot.press("t")
        await until(pilot, "Échap l’arrête")
        await pilot.press("escape")
        await until(pilot, "n’est pas allé jusqu’au bout")
        assert isinstance(pilot.app.screen, ModelsScreen)
        assert models.closed
        await pilot.press("escape")
        await until(pilot, "S’exercer librement")


async def test_offline_a_hosted_model_is_not_tried(until: Until, on_row: OnRow, models: Models) -> None:
    async with on_row(HOSTED) as pilot:
        await pilot.press("t")
        await until(pilot, "rien n’est envoyé ailleurs")
    assert models.asked == []


async def test_k_keeps_a_key_in_the_keyring_and_nowhere_else(
    until: Until, on_row: OnRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr("prompt_tutor.llm.keys._keyring", lambda: keyring)
    monkeypatch.setattr(keyring, "set_password", lambda service, name, key: kept.update({(service, name): key}))
    async with on_row(HOSTED) as pilot:
        await pilot.press("k")
        await until(pilot, "elle ne s’affiche pas")
        pilot.app.screen.query_one("#key", Input).value = "pas une clé"
        await pilot.press("enter")
        await until(pilot, "n’est pas une clé")
        pilot.app.screen.query_one("#key", Input).value = KEY
        text = await until(pilot, "•••")
        assert KEY not in text
        await pilot.press("enter")
        await until(pilot, "grand")
        assert isinstance(pilot.app.screen, ModelsScreen)
    assert kept == {("prompt-tutor", "mistral"): KEY}
    assert read_settings(tmp_path / "settings.toml").logins == ("mistral",)
    assert not written(KEY, tmp_path)


async def test_without_a_keyring_k_says_where_the_key_goes_instead(until: Until, on_row: OnRow) -> None:
    async with on_row(HOSTED) as pilot:
        await pilot.press("k")
        text = await until(pilot, "pas de trousseau")
        assert "MISTRAL_API_KEY" in text
        assert not pilot.app.screen.query_one("#key", Input).display
        await pilot.press("escape")
        await until(pilot, "grand")


async def test_the_last_line_asks_whose_key_it_is_and_takes_an_address(
    tutor: Tutor, until: Until, at_home: AtHome, models: Models, tmp_path: Path
) -> None:
    app = tutor(door=HOME)
    async with at_home(app) as pilot:
        await pilot.press("m")
        await until(pilot, "grand")
        await pilot.press("end")
        rows = app.screen.query_one(ChoiceList)
        assert rows.highlighted_option is not None
        assert rows.highlighted_option.id == ADD_KEY
        await pilot.press("enter")
        await until(pilot, "De qui est cette clé")
        await pilot.press("end", "enter")
        await until(pilot, "Son adresse, puis Entrée")
        app.screen.query_one("#address", Input).value = "ni l’un ni l’autre"
        await pilot.press("enter")
        await until(pilot, "n’est ni un fournisseur")
        app.screen.query_one("#address", Input).value = "passerelle.ville.fr/v1"
        await pilot.press("enter")
        await until(pilot, "La clé de passerelle.ville.fr:443")
        assert isinstance(app.screen, KeyEntry)
    assert read_settings(tmp_path / "settings.toml").servers == ("https://passerelle.ville.fr/v1",)


async def test_offline_a_gateway_is_asked_for_its_models_only_when_the_learner_wants_it(
    until: Until, on_row: OnRow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def look(address: Address) -> tuple[Entry, ...]:
        asked.append(address.api_base)
        return (Entry("openai/ville", address.api_base, "modele-ville", "server", True, "https://ville.fr"),)

    monkeypatch.setattr("prompt_tutor.llm.discovery.look_at", look)
    async with on_row(GATEWAY) as pilot:
        await pilot.press("enter", "enter")
        await until(pilot, "grand")
        assert asked == []
        await pilot.press("enter", "right", "enter")
        await until(pilot, "modele-ville")
        assert asked == [GATEWAY.api_base]
        assert pilot.app.settings.offline


async def test_r_looks_again(tutor: Tutor, until: Until, at_home: AtHome, models: Models) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(120, 40)) as pilot:
        await pilot.press("m")
        assert "R Actualiser" in await until(pilot, "grand")
        models.entries = (PRACTICE,)
        await pilot.press("r")
        await until(pilot, "Aucun autre modèle ne répond sur cet ordinateur")


async def test_f1_explains_and_the_palette_finds_the_screen(
    tutor: Tutor, until: Until, at_home: AtHome, models: Models
) -> None:
    app = tutor(door=HOME)
    async with at_home(app, size=(100, 40)) as pilot:
        await pilot.press("ctrl+p", *"choisir un")
        await until(pilot, "Quel modèle répond")
        await pilot.press("enter")
        await until(pilot, "grand")
        await pilot.press("f1")
        await until(pilot, "Chaque ligne est un modèle")
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape", "escape")
        await until(pilot, "S’exercer librement")
        assert isinstance(app.screen, HomeScreen)


async def test_settings_that_cannot_be_written_are_said_and_the_choice_holds_this_time(
    until: Until, on_row: OnRow, tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").mkdir()
    async with on_row(LOCAL, size=(100, 30)) as pilot:
        await pilot.press("enter")
        assert "✓  petit" in await until(pilot, "! ")
        await pilot.press("escape")
        await until(pilot, "ollama_chat/petit · sur cet ordinateur")


async def test_a_narrow_screen_holds_it(tutor: Tutor, until: Until, models: Models) -> None:
    app = tutor(door=HOME)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause(0.2)
        await pilot.press("m")
        text = await until(pilot, "Ailleurs")
        assert "F1 Aide" in text


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")


@SIZES
def test_list_of_models(snap_compare: Snap, tutor: Tutor, until: Until, models: Models, size: tuple[int, int]) -> None:
    async def show(pilot: Any) -> None:
        await until(pilot, "S’exercer librement")
        await pilot.press("m")
        await until(pilot, "grand")
        await until(pilot, "Entrée choisit")
        await pilot.pause()

    assert snap_compare(tutor(door=HOME), terminal_size=size, run_before=show)


@SIZES
def test_confirmation(snap_compare: Snap, tutor: Tutor, until: Until, models: Models, size: tuple[int, int]) -> None:
    async def show(pilot: Any) -> None:
        await until(pilot, "S’exercer librement")
        await pilot.press("m")
        await until(pilot, "grand")
        await until(pilot, "Entrée choisit")
        go_to(pilot.app, HOSTED)
        await pilot.press("enter")
        await until(pilot, "Laisser les prompts sortir")
        await pilot.pause()

    assert snap_compare(tutor(door=HOME), terminal_size=size, run_before=show)


async def test_the_list_in_english(tutor: Tutor, until: Until, models: Models) -> None:
    app = tutor(language="en", door=HOME)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, "Practise freely")
        await pilot.press("m")
        text = await until(pilot, "Enter chooses")
        shown = [line.strip() for line in text.splitlines() if line.strip()]
        assert shown == [
            "Choose a model" + " " * 67 + "offline mode on",
            "On this computer",
            "✓  Modèle d’entraînement  ·  chosen",
            "on this computer · ● the prompt stays",
            "○  petit",
            "Ollama, http://127.0.0.1:11434 · ● the prompt stays · 7.2B, Q4_K_M",
            "Elsewhere: the prompt leaves this computer",
            "!  https://ville.fr",
            "→ the prompt leaves · pas interrogé : hors ligne",
            "○  grand",
            "Mistral AI (FR) · → the prompt leaves · clé dans MISTRAL_API_KEY",
            "+  Add the key of a provider or of the town’s gateway…",
            "Enter chooses the model that answers from your next prompt on.",
            "Enter Choose   T Try it   K Key   Esc Back   F1 Help   R Look again",
        ]
