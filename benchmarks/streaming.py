"""An answer of 32 KB in pieces of four characters on the real workbench, beside Textual's own MarkdownStream.

How long the event loop is held at once, and how much work it is in all. Run from the root of the checkout:

    .venv/bin/python -m benchmarks.streaming
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Markdown

from prompt_tutor import i18n
from prompt_tutor.learning.workspace import open_workspace
from prompt_tutor.llm.model import Chunk, ModelInfo, Request
from prompt_tutor.paths import base_pack
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.themes import DEFAULT_THEME, THEMES
from prompt_tutor.tui.widgets.answer_text import AnswerText
from prompt_tutor.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

ROOT = Path(__file__).resolve().parents[1]
STYLES = ROOT / "src" / "prompt_tutor" / "tui" / "app.tcss"
SIZE = (120, 40)
BYTES = 32 * 1024
PIECE = 4
TOGETHER = 5
"""Pieces that come in one moment: a pause after each would measure pauses."""

TICK = 0.005
"""Seconds between two looks at the clock."""

HOLD_LIMIT = 0.050
"""Seconds for which the event loop may be held at once."""

WORK_LIMIT = 3.0
"""Seconds of processor time in all."""

_SECTION = """## Bâtiment {n} : l’école du Port-Neuf

La consommation **baisse de 5,0 %** à périmètre comparable ; le relevé de mars est une *anomalie*, à écarter du total.
Le détail figure dans `energie.csv`, que la commission a reçu avec la note de synthèse du service.

- chauffage : 12 000 kWh, dont un tiers pour le gymnase, qui reste ouvert le soir et le samedi matin aux associations ;
- éclairage : 3 400 kWh ;
- ventilation : **non précisé**.

1. Vérifier le relevé de mars.
2. Demander la facture au fournisseur.

| Mois | 2024 (kWh) | 2025 (kWh) | Évolution |
|:-----|-----------:|-----------:|:---------:|
| Janvier | 12 000 | 11 400 | -5,0 % |
| Février | 11 500 | 10 900 | -5,2 % |
| Mars | 10 200 | 19 800 | anomalie |

"""


@dataclass(frozen=True)
class Measured:
    """What a run took, in seconds: the longest hold by the clock, and the longest by the processor time of the loop's
    own thread, which other programs do not lengthen; holds beyond the limit; processor time; time by the clock."""

    hold: float
    busy: float
    over: int
    work: float
    clock: float


class Watch:
    """Measures how long the loop is held: a task that is due at every turn of it notes when it comes late."""

    def __init__(self) -> None:
        self.holds: list[float] = []
        self.busy: list[float] = []

    async def run(self) -> None:
        """Note for how long the loop did not come back, until cancelled."""
        while True:
            before, busy = time.perf_counter(), time.thread_time()
            await asyncio.sleep(TICK)
            self.busy.append(time.thread_time() - busy)
            self.holds.append(time.perf_counter() - before - TICK)


def answer() -> str:
    """Return 32 KB of Markdown with headings, lists and tables."""
    text = ""
    number = 1
    while len(text.encode()) < BYTES:
        text += _SECTION.format(n=number)
        number += 1
    return text.encode()[:BYTES].decode(errors="ignore")


def table() -> str:
    """Return 32 KB that are one table: all of it is one block."""
    head = "| Bâtiment | 2024 (kWh) | 2025 (kWh) | Remarque |\n|---|--:|--:|---|\n"
    row = "| École n° {n} | {n} 000 | {n} 400 | relevé **à vérifier** avec le service des bâtiments |\n"
    return head + "".join(row.format(n=number) for number in range((BYTES - 80) // 80))


def line() -> str:
    """Return 32 KB without a line end."""
    return "La consommation **baisse** de 5,0 % à périmètre comparable. " * (BYTES // 60)


class PiecesModel:
    """Answers with `text` in pieces of four characters, with `pause` seconds after each."""

    info = ModelInfo("openai/bench", "live", simulated=False, hosted=False)

    def __init__(self, text: str, pause: float, watched: Callable[[bool], None]) -> None:
        self._text = text
        self._pause = pause
        self._watched = watched

    async def stream(self, _request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the pieces."""
        self._watched(True)
        for start in range(0, len(self._text), PIECE):
            yield Chunk(self._text[start : start + PIECE])
            if start // PIECE % TOGETHER == 0:
                await asyncio.sleep(self._pause * TOGETHER)
        self._watched(False)


class Bench(App[None]):
    """The workbench of a scenario, without a terminal."""

    CSS_PATH = STYLES

    def __init__(self, screen: WorkbenchScreen) -> None:
        super().__init__()
        self._bench = screen
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT_THEME

    async def on_mount(self) -> None:
        """Show the workbench."""
        await self.push_screen(self._bench)


class Peer(App[None]):
    """Textual's Markdown, to which its MarkdownStream adds."""

    def compose(self) -> ComposeResult:
        """Compose the text alone."""
        with VerticalScroll():
            yield Markdown()


class Stopwatch:
    """Measures what happens between `set(True)` and `set(False)`."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._task: asyncio.Task[None] | None = None
        self._began = (0.0, 0.0)
        self.measured: Measured | None = None

    def set(self, running: bool) -> None:
        """Begin or end measuring."""
        if running:
            self._task = asyncio.create_task(self._watch.run())
            self._began = (time.process_time(), time.perf_counter())
        elif self._task is not None:
            work, clock = time.process_time() - self._began[0], time.perf_counter() - self._began[1]
            self._task.cancel()
            holds = self._watch.holds
            self.measured = Measured(
                max(holds), max(self._watch.busy), sum(hold > HOLD_LIMIT for hold in holds), work, clock
            )

    def result(self) -> Measured:
        """Return what was measured; once it has ended."""
        if self.measured is None:
            raise RuntimeError("nothing was measured")
        return self.measured


async def ours(text: str, pause: float, *, follow: bool) -> tuple[Measured, Measured]:
    """Send a prompt on the workbench and have it answered with `text`; `follow` keeps the end of it in view.

    Return what was measured until its last piece, and then until it was checked, marked and the feedback shown.
    """
    watch, after = Stopwatch(), Stopwatch()
    gc.unfreeze()  # a run is to be as the first answer of a process
    gc.collect()
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace((base_pack(),), Path(folder), Path(folder) / "cache")
        with workspace.database:
            scenario = workspace.library.scenario("note-energie")
            model = PiecesModel(text, pause, watch.set)
            screen = WorkbenchScreen(scenario, workspace=workspace, make_model=lambda: model, language="fr")
            app = Bench(screen)
            async with app.run_test(size=SIZE) as pilot:
                await pilot.pause()
                app.screen.query_one(Editor).text = "Résume la note pour les élus."
                await pilot.press("f5")
                page = app.screen.query_one(AnswerText)
                while watch.measured is None:
                    await asyncio.sleep(0.05)
                    if follow and page.max_scroll_y and not page.scroll_y:
                        page.scroll_end(animate=False)
                after.set(True)
                await app.workers.wait_for_complete()
                await pilot.pause()
                after.set(False)
    return watch.result(), after.result()


async def peer(text: str, pause: float) -> Measured:
    """Write `text` to Textual's MarkdownStream."""
    watch = Stopwatch()
    app = Peer()
    async with app.run_test(size=SIZE) as pilot:
        markdown = app.query_one(Markdown)
        app.query_one(VerticalScroll).anchor()
        stream = Markdown.get_stream(markdown)
        watch.set(True)
        for start in range(0, len(text), PIECE):
            await stream.write(text[start : start + PIECE])
            if start // PIECE % TOGETHER == 0:
                await asyncio.sleep(pause * TOGETHER)
        await stream.stop()
        watch.set(False)
        await pilot.pause()
    return watch.result()


def report(name: str, measured: Measured) -> None:
    """Print one line of the table."""
    print(
        f"{name:<44} {measured.hold * 1000:7.0f} ms {measured.busy * 1000:5.0f} ms {measured.over:5d} "
        f"{measured.work:7.2f} s {measured.clock:7.2f} s"
    )


def main() -> int:
    """Measure, print a table and return 0 where ours stays within the limits."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3, help="runs of each case of ours (3)")
    parser.add_argument("--pause", type=float, default=0.001, help="seconds between two pieces (0.001)")
    parser.add_argument("--alone", action="store_true", help="leave the peer out")
    arguments = parser.parse_args()
    i18n.use("fr")
    text = answer()
    print(f"{'':<44} {'longest':>10} {'busy':>8} {'> 50':>5} {'work':>9} {'clock':>9}")
    cases = [
        ("ours, read from the top", text, False),
        ("ours, the end kept in view", text, True),
        ("ours, one table, the end in view", table(), True),
        ("ours, one line, the end in view", line(), True),
    ]
    held = True
    for name, words, follow in cases:
        for _run in range(arguments.runs):
            measured, after = asyncio.run(ours(words, arguments.pause, follow=follow))
            report(name, measured)
            report("  … checked and marked", after)
            held = held and measured.hold <= HOLD_LIMIT and measured.work <= WORK_LIMIT
    if not arguments.alone:
        with suppress(KeyboardInterrupt):
            report("Textual's MarkdownStream", asyncio.run(peer(text, arguments.pause)))
    print(f"limits {HOLD_LIMIT * 1000:.0f} ms, {WORK_LIMIT:.0f} s: {'held' if held else 'not held'}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
