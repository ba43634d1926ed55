"""A whole lesson as a learner plays it, without a terminal: a program of its own, to be watched from outside.

Arguments: the pack's folder, the data folder. Ends with 0 once the learner is home again and the attempt is answered.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prompt_tutor.cli.models import chosen_model
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.settings import Settings
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def _until(pilot: Pilot[Any], words: str) -> None:
    for _moment in range(3000):
        await pilot.pause(0.01)
        lines = [strip.text for strip in pilot.app.screen._compositor.render_strips()]
        if words in "\n".join(lines).replace("\u00a0", " "):
            return
    raise AssertionError(f"“{words}” did not come:\n" + "\n".join(lines))


async def _play(app: TutorApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await _until(pilot, "Trois précisions")
        await pilot.press("enter")
        await _until(pilot, "Lisez les deux réponses")
        await pilot.press("right")
        await _until(pilot, "Que fait le modèle")
        await pilot.press("right")
        await _until(pilot, "Objectif à atteindre")
        await pilot.press("enter")
        await _until(pilot, "Annonce la fermeture.")
        app.screen.query_one(Editor).text = "Annonce la fermeture de vendredi en 3 lignes."
        await pilot.press("f5")
        await _until(pilot, "L’accueil sera fermé vendredi 12 juin.")
        await pilot.press("escape")
        await _until(pilot, "✓ Objectif atteint")
        await pilot.press("right")
        await _until(pilot, "À essayer au travail")
        await pilot.press("enter")
        await _until(pilot, "Relire avant de publier")


def main(pack: Path, data: Path) -> None:
    """Play the lesson of `pack` with the practice model, and see that its answer was kept."""
    settings = Settings()
    workspace = open_workspace((pack,), data, data / "cache")
    with workspace.database:
        app = TutorApp(
            workspace=workspace,
            make_model=partial(chosen_model, settings.model, settings.api_base, offline=settings.offline),
            language="fr",
            door=Door("lesson", "essai/demander", "lire"),
            settings=settings,
            settings_path=data / "settings.toml",
        )
        app.animation_level = "none"
        asyncio.run(_play(app))
        (best,) = Attempts(workspace.database).best().values()
        assert best.attempts == 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
