"""The command line as a person or a script runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Done:
    """What a command wrote, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What was written to standard output, its no-break spaces as spaces."""
        return self.out.replace("\u00a0", " ")


Run = Callable[..., Done]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The learner's data folder."""
    return tmp_path / "data"


@pytest.fixture
def run(data: Path, tmp_path: Path, example_pack: Path) -> Run:
    """Run `prompt-tutor` with these arguments, `given` on its standard input, and the example pack beside ours.

    The system's language is English unless `lang` says otherwise; the working folder is `tmp_path`.
    """

    def run_command(
        *arguments: str,
        given: str | bytes = b"",
        lang: str = "en_GB.UTF-8",
        folder: Path | None = None,
        pack: bool = True,
    ) -> Done:
        env = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
        env |= {"LANG": lang, "PROMPT_TUTOR_DATA": str(folder or data), "COLUMNS": "100"}
        done = subprocess.run(
            [sys.executable, "-m", "prompt_tutor", *(("--pack", str(example_pack)) if pack else ()), *arguments],
            input=given if isinstance(given, bytes) else given.encode(),
            capture_output=True,
            env=env,
            cwd=tmp_path,
            timeout=120,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_command
