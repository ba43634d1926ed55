"""Time from starting the program to its first text on the terminal, against a bare Textual app with one label.

Each run forks a pseudo-terminal of 80x24, starts the program in it and reads until the text that it must show has been
painted. The cases take turns, so that a busy moment of the machine meets them all. See README.md for the command.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIMIT = 1.5
"""How many times as long as the bare app ours may take."""

PATIENCE = 20.0
"""Seconds after which a run is given up."""

BARE = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("Bonjour")

Bare().run()
"""
_CONTROL = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[P^_\]].*?(\x1b\\|\x07)|[@-Z\\-_=>])", re.DOTALL)


@dataclass(frozen=True)
class Case:
    """What is started, the text that ends the measure, and the text of a later moment worth knowing.

    A case that is `fresh` begins each time without a data folder.
    """

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]
    text: str
    later: str
    fresh: bool = False


class Terminal:
    """A program that runs in a pseudo-terminal of 80x24, and what it has painted."""

    def __init__(self, case: Case) -> None:
        self._started = time.perf_counter()
        self._painted = bytearray()
        self._child, self._terminal = pty.fork()
        if self._child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(case.command[0], case.command, case.environment)  # noqa: S606 - no shell is what is wanted

    def seconds_until(self, text: str) -> float:
        """Return the seconds from the start of the program until it has painted `text`."""
        while text.encode() not in _CONTROL.sub(b"", bytes(self._painted)):
            if time.perf_counter() - self._started > PATIENCE:
                sys.exit(f"“{text}” did not come within {PATIENCE} s: {bytes(self._painted)[-2000:]!r}")
            if select.select([self._terminal], [], [], 0.05)[0]:
                self._painted += self._read()
        return time.perf_counter() - self._started

    def _read(self) -> bytes:
        try:
            return os.read(self._terminal, 65536)
        except OSError:  # how Linux says that the program has ended
            sys.exit(f"the program ended: {bytes(self._painted)[-2000:].decode(errors='replace')}")

    def close(self) -> None:
        """End the program."""
        os.kill(self._child, signal.SIGKILL)
        os.waitpid(self._child, 0)
        os.close(self._terminal)


def measure(case: Case) -> tuple[float, float]:
    """Run `case` once and return the seconds until its text, and until its later text."""
    if case.fresh:
        shutil.rmtree(case.environment["PROMPT_TUTOR_DATA"], ignore_errors=True)
    terminal = Terminal(case)
    try:
        return terminal.seconds_until(case.text), terminal.seconds_until(case.later)
    finally:
        terminal.close()


def cases(folder: Path) -> list[Case]:
    """Return the bare app; ours in mid-course, in the lesson; ours on a fresh folder, on the first steps."""
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    ours = (sys.executable, "-m", "prompt_tutor", "--ui", "fr")
    begun = {**environment, "PROMPT_TUTOR_DATA": str(folder / "begun")}
    lesson, step_text = begin_lesson(folder / "begun")
    return [
        Case("bare app, one label", (sys.executable, "-c", BARE), environment, "Bonjour", "Bonjour"),
        Case("in mid-course: the lesson", ours, begun, lesson, step_text),
        Case(
            "fresh data folder: first steps",
            ours,
            {**environment, "PROMPT_TUTOR_DATA": str(folder / "fresh")},
            "Rien ne part",
            "Envoyer",
            fresh=True,
        ),
    ]


def begin_lesson(data: Path) -> tuple[str, str]:
    """Put a learner of `data` on a page of the first lesson; return the lesson's title and words of that page."""
    from prompt_tutor.content.lesson import Read
    from prompt_tutor.learning.workspace import open_workspace
    from prompt_tutor.paths import base_pack

    workspace = open_workspace((base_pack(),), data, data / "cache")
    with workspace.database:
        entry = workspace.library.lessons[0]
        step = next(step for step in workspace.library.lesson(entry.name).steps if isinstance(step, Read))
        workspace.progress.mark(entry.name, step.id, "seen")
        workspace.progress.leave_at(entry.name, step.id)
    words = re.findall(r"[A-Za-zÀ-ÿ]+(?: [A-Za-zÀ-ÿ]+){2}", step.text.in_("fr"))
    return entry.title_in("fr"), words[0]


def main() -> int:
    """Measure, print a table and return 0 where ours stays within the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=11, help="runs of each case (11)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        times: dict[str, list[tuple[float, float]]] = {}
        all_cases = cases(Path(folder))
        for case in all_cases * (runs + 1):
            times.setdefault(case.name, []).append(measure(case))
    bare, *ours = [
        (name, *(statistics.median(column) for column in zip(*taken[1:], strict=True)))  # the first run warms the disk
        for name, taken in times.items()
    ]
    print(f"{bare[0]:<28} {bare[1] * 1000:5.0f} ms")
    for name, first, later in ours:
        print(f"{name:<28} {first * 1000:5.0f} ms  ratio {first / bare[1]:.2f}  (whole page: {later * 1000:.0f} ms)")
    worst = max(first / bare[1] for _name, first, _later in ours)
    print(f"limit {LIMIT}: {'held' if worst <= LIMIT else 'not held'}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
