"""What must not disturb the tutor: resizing, a huge paste, two windows, a closed or suspended terminal."""

import asyncio
import os
import re
import select
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from textual import events

from prompt_tutor.learning.workspace import Workspace, open_workspace
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.navigation import OpenScenario
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]

BENCH = Door("scenario", scenario=OpenScenario("horaires"))
PROMPT = "Annonce la fermeture de vendredi en 3 lignes."
ANSWER = "L’accueil sera fermé vendredi 12 juin."

terminals = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=str)
async def test_the_terminal_may_be_resized_at_any_moment_of_an_answer(
    tutor: Tutor, until: Until, size: tuple[int, int]
) -> None:
    app = tutor(door=BENCH)
    app.make_model = lambda: PracticeModel(0.01)
    async with app.run_test(size=size) as pilot:
        await until(pilot, "F5")
        app.screen.query_one(Editor).text = PROMPT
        await pilot.press("f5")
        for width, height in ((60, 20), (20, 5), (200, 60), (99, 24), (100, 24), (1, 1), size):
            await pilot.resize_terminal(width, height)
            await pilot.pause(0.02)
        workbench = app.screen
        assert isinstance(workbench, WorkbenchScreen)
        workbench.show_pane("answer")
        await until(pilot, ANSWER)


async def test_a_window_of_60_by_20_is_enough_to_read_write_send_and_read_the_answer(
    tutor: Tutor, until: Until
) -> None:
    async with tutor(door=BENCH).run_test(size=(60, 20)) as pilot:
        await until(pilot, "Faites rédiger l’affichette")
        await pilot.press("f4", "f4", *"fermeture vendredi")
        await until(pilot, "fermeture vendredi")
        await pilot.press("f5")
        await until(pilot, ANSWER)
        await pilot.press("f4")
        await until(pilot, "À reprendre")


async def test_a_paste_of_200_kilobytes_is_kept_and_sent(tutor: Tutor, until: Until, workspace: Workspace) -> None:
    text = "La fermeture de vendredi est annoncée aux habitants.\n" * 4000
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "F5")
        await pilot.press("f4", "f4")
        app.post_message(events.Paste(text))  # as the driver hands it over
        for _ in range(300):
            await pilot.pause(0.02)
            if workspace.drafts.load("scenario/essai/horaires/fr") == text:
                break
        assert workspace.drafts.load("scenario/essai/horaires/fr") == text
        await pilot.press("f5")
        await until(pilot, ANSWER)
    assert workspace.attempts.history("essai/horaires")[0].drafts == (text,)


async def test_two_windows_work_on_one_database(tutor: Tutor, until: Until, pack: Path, tmp_path: Path) -> None:
    app = tutor(door=BENCH)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "F5")
        other = [sys.executable, "-m", "prompt_tutor", "--pack", str(pack), "practise", "horaires", "--language", "fr"]
        env = {**os.environ, "PROMPT_TUTOR_DATA": str(tmp_path / "data")}
        pipe = asyncio.subprocess.PIPE
        second = await asyncio.create_subprocess_exec(*other, stdin=pipe, stdout=pipe, env=env)
        app.screen.query_one(Editor).text = PROMPT
        await pilot.press("f5")
        done = await second.communicate(f"1\n{PROMPT}\n.\n".encode())
        await until(pilot, ANSWER)
        assert ANSWER in done[0].decode().replace("\u00a0", " ")
    with open_database(tmp_path / "data") as database:
        attempts = Attempts(database).history("essai/horaires")
        assert [attempt.drafts for attempt in attempts] == [(PROMPT,), (PROMPT,)]
        assert [getattr(Attempts(database).answer_of(each.id), "status", "") for each in attempts] == ["complete"] * 2


@dataclass
class Terminal:
    """The tutor in a pseudo-terminal of 100 columns: `shown` is what it has written so far."""

    pid: int
    end: int
    shown: str = field(default="")

    def until(self, words: str) -> None:
        """Read until `words` come after this call."""
        seen, last = len(self.shown), time.monotonic() + 30
        while words not in plain(self.shown[seen:]):
            assert time.monotonic() < last, f"“{words}” did not come: {plain(self.shown[seen:])}"
            if select.select([self.end], [], [], 1)[0]:
                self.shown += os.read(self.end, 65536).decode("utf-8", "replace")

    def write_prompt(self) -> None:
        """Once the workbench is there, go to the editor and write a prompt."""
        self.until("F4 Autre volet")
        for typed in ("\x1bOS", "\x1bOS", "bonjour"):  # F4 twice
            self.rest()
            self.type(typed)
        self.until("7 caractères")

    def rest(self) -> None:
        """Read until the screen has come to rest."""
        while select.select([self.end], [], [], 0.5)[0]:
            self.shown += os.read(self.end, 65536).decode("utf-8", "replace")

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def ended(self) -> int:
        """Wait for the end of the program, reading on, and return how it ended."""
        for _ in range(300):
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status
            time.sleep(0.1)
        raise AssertionError("the tutor did not end")


def plain(text: str) -> str:
    """Return `text` without control sequences, its no-break spaces as spaces."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text).replace("\u00a0", " ")


@pytest.fixture
def terminal(pack: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The tutor on the workbench of a scenario whose answer takes many seconds to come."""
    import fcntl
    import pty
    import struct
    import termios

    file = pack / "scenarios" / "horaires" / "scenario.toml"
    long = "Premiers mots de la réponse. " + "Encore une phrase. " * 300
    file.write_text(file.read_text("utf-8").replace("Bonjour, que puis-je faire pour vous ?", long), "utf-8")
    child, end = pty.fork()
    if child == 0:
        os.environ.update(PROMPT_TUTOR_DATA=str(tmp_path / "data"), TERM="xterm-256color", COLUMNS="100", LINES="30")
        command = ["prompt_tutor", "--pack", str(pack), "--ui", "fr", "open", "horaires"]
        os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - the program under test
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    yield Terminal(child, end)
    for act in (lambda: os.kill(child, signal.SIGKILL), lambda: os.close(end), lambda: os.waitpid(child, 0)):
        try:
            act()
        except OSError:
            continue  # it has ended already


@terminals
@pytest.mark.parametrize("how", ["hangup", "closed", "terminated"])
def test_closing_the_terminal_in_mid_answer_keeps_draft_and_partial_answer(
    terminal: Terminal, tmp_path: Path, how: str
) -> None:
    terminal.write_prompt()
    terminal.type("\x1b[15~")  # F5
    terminal.until("phrase")
    if how == "closed":
        os.close(terminal.end)
    else:
        os.kill(terminal.pid, signal.SIGHUP if how == "hangup" else signal.SIGTERM)
    terminal.ended()
    with open_workspace((), tmp_path / "data", tmp_path / "cache").database as database:
        (attempt,) = Attempts(database).history("essai/horaires")
        answer = Attempts(database).answer_of(attempt.id)
        assert attempt.drafts == ("bonjour",)
        assert answer
        assert answer.text.startswith("Premiers mots de la réponse. Encore une phrase.")
        assert answer.status == "cancelled"
        assert Drafts(database).load("scenario/essai/horaires/fr") == "bonjour"


@terminals
def test_the_tutor_can_be_suspended_and_resumed(terminal: Terminal) -> None:
    terminal.write_prompt()
    os.kill(terminal.pid, signal.SIGTSTP)
    _pid, status = os.waitpid(terminal.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.until("bonjour")  # the whole screen is drawn again
    terminal.type(" encore")
    terminal.until("14 caractères")
    terminal.type("\x11")  # Ctrl+Q
    assert os.waitstatus_to_exitcode(terminal.ended()) == 0
