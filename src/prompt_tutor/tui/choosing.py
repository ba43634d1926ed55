"""Which model answers, as it is chosen inside the tutor: finding, choosing, trying, and keeping keys."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from prompt_tutor.i18n import _
from prompt_tutor.settings import write_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.llm.entry import Entry
    from prompt_tutor.llm.model import Model, ModelInfo
    from prompt_tutor.llm.trial import Trial
    from prompt_tutor.settings import Settings
    from prompt_tutor.tui.app import TutorApp

PACE: Final = 0.02
"""Seconds between two pieces of a simulated answer: about the pace of a hosted model, so that one sees it come."""


def model_maker(settings: Settings) -> Callable[[], Model]:
    """Return what makes the model that `settings` remember; it raises UsageError where offline mode forbids it."""

    def make() -> Model:
        from prompt_tutor.llm.opening import open_model

        return open_model(settings.model, settings.api_base, offline=settings.offline, delay=PACE)

    return make


def judge_maker(settings: Settings) -> Callable[[], Model | None]:
    """Return what makes the judge that `settings` remember, or None; it raises UsageError as `model_maker` does."""

    def make() -> Model | None:
        from prompt_tutor.learning.judging import check_judge
        from prompt_tutor.llm.opening import open_model

        if not settings.judge:
            return None
        return check_judge(open_model(settings.judge, settings.judge_api_base, offline=settings.offline))

    return make


def model_words(info: ModelInfo) -> str:
    """Return who answers and whether what one sends leaves this computer, on one line."""
    if info.simulated:
        return _("Practice model · nothing leaves this computer")
    if info.kind == "recorded":
        return _("Recorded answers · nothing leaves this computer")
    if info.hosted:
        return _("→ leaves this computer · {model}").format(model=info.id)
    return _("{model} · on this computer").format(model=info.id)


def narrow_words(info: ModelInfo) -> str:
    """Return the same where there is little room: what may be cut off at the end is the model's name."""
    if info.simulated:
        return _("Practice model · nothing is sent")
    if info.kind == "recorded":
        return _("Recorded answers · nothing is sent")
    if info.hosted:
        return model_words(info)
    return _("on this computer · {model}").format(model=info.id)


def short_words(info: ModelInfo) -> str:
    """Return who answers and where, in a few words."""
    if info.simulated:
        return _("practice model")
    if info.kind == "recorded":
        return _("recorded answers")
    if info.hosted:
        return _("{model}, leaves this computer").format(model=info.id)
    return _("{model}, on this computer").format(model=info.id)


class Choices:
    """What the screen of models works with, on `app`."""

    def __init__(self, app: TutorApp) -> None:
        self._app = app

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._app.settings

    def is_chosen(self, entry: Entry) -> bool:
        """Return whether `entry` is the model that is remembered."""
        from prompt_tutor.llm.catalogue import is_chosen

        return is_chosen(entry, self.settings)

    async def find(self, on_found: Callable[[tuple[Entry, ...]], None]) -> tuple[Entry, ...]:
        """Return what can answer here; `on_found` is told of it as it is found."""
        from prompt_tutor.llm.catalogue import find_models
        from prompt_tutor.llm.discovery import USUAL

        recordings = await asyncio.to_thread(self._recordings)
        return await find_models(self.settings, recordings=recordings, usual=USUAL, on_found=on_found)

    def _recordings(self) -> int:
        from prompt_tutor.content.recording import recording_files

        scenarios = self._app.workspace.library.scenarios
        return sum(len(recording_files(Path(entry.path).parent)) for entry in scenarios)

    async def ask_server(self, api_base: str) -> tuple[Entry, ...]:
        """Return the models of the server at `api_base`, whatever offline mode says: the learner wants it asked."""
        from prompt_tutor.llm.discovery import Address, look_at

        return await look_at(Address(api_base, with_key=True))

    def choose(self, entry: Entry) -> None:
        """Let `entry` answer from the next prompt on, and remember it.

        Raises UsageError where its address cannot be remembered, StorageError where the settings cannot be written: it
        then answers this time all the same.
        """
        from prompt_tutor.llm.catalogue import choose

        settings = choose(entry, self.settings)
        self._app.make_model, self._app.make_judge = model_maker(settings), judge_maker(settings)
        self._keep(settings)

    async def try_out(self, entry: Entry) -> Trial:
        """Return what comes of a short question to `entry`."""
        from prompt_tutor.llm.trial import try_model

        return await try_model(entry, offline=self.settings.offline)

    def add_server(self, base: str) -> None:
        """Look for models at the address `base` from now on; raises StorageError."""
        from prompt_tutor.llm.catalogue import with_server

        self._keep(with_server(base, self.settings))

    async def log_in(self, text: str, key: str) -> None:
        """Keep `key`, of the provider or address `text`, in the keyring; raises UsageError, StorageError."""
        from prompt_tutor.llm.catalogue import with_login
        from prompt_tutor.llm.keys import key_name, store_key

        settings = with_login(text, self.settings)
        await asyncio.to_thread(partial(store_key, key_name(text), key))
        self._keep(settings)

    def _keep(self, settings: Settings) -> None:
        self._app.settings = settings
        write_settings(self._app.settings_path, settings)
