"""Draws the README's pictures with the program itself: `python docs/pictures.py` writes docs/images/workbench.*.svg."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Final

from prompt_tutor import i18n
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.paths import base_pack
from prompt_tutor.settings import Settings
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import find_door
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

IMAGES: Final = Path(__file__).parent / "images"
SCENARIO: Final = "note-energie"
PROMPTS: Final = {
    "fr": "Rédige une note pour les élus de la commission, en 300 mots au plus. Présente les chiffres dans un tableau. "
    "N’utilise que le relevé ci-dessous.\n\n<releve>\n{{energie}}\n</releve>",
    "en": "Write a note for the councillors of the committee, in 300 words at most. Set the figures out in a table. "
    "Use only the readings below.\n\n<readings>\n{{energie}}\n</readings>",
}


async def draw(language: str, folder: Path) -> None:
    """Write the picture of the workbench in `language`, after one attempt by a learner whose data is in `folder`."""
    i18n.use(language)
    workspace = open_workspace((base_pack(),), folder, folder)
    workspace.drafts.save(f"scenario/{SCENARIO}/{language}", PROMPTS[language])
    with workspace.database:
        app = TutorApp(
            workspace=workspace,
            make_model=PracticeModel,
            language=language,
            door=find_door(workspace, SCENARIO),
            settings=Settings(),
            settings_path=folder / "settings.toml",
            notice="",
        )
        async with app.run_test(size=(120, 40)) as pilot:
            while not isinstance(app.screen, WorkbenchScreen):
                await pilot.pause(0.1)
            await pilot.pause(1)
            await pilot.press("f5")
            await pilot.pause(3)
            app.save_screenshot(f"workbench.{language}.svg", str(IMAGES))


def main() -> None:
    """Draw the pictures of both languages."""
    IMAGES.mkdir(exist_ok=True)
    for language in PROMPTS:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(draw(language, Path(folder)))


if __name__ == "__main__":
    main()
