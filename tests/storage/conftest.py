"""A database in a folder of its own, an attempt to put into it, and other processes that use it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import Database, open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder that does not exist yet."""
    return tmp_path / "données de l’agent" / "prompt-tutor"


@pytest.fixture
def database(folder: Path) -> Iterator[Database]:
    """Return an open database in `folder`."""
    with open_database(folder) as opened:
        yield opened


@pytest.fixture
def add() -> Callable[..., int]:
    """Return what adds an attempt that differs from a plain one by its keywords."""

    def add_attempt(database: Database, **changes: Any) -> int:
        plain: dict[str, Any] = {
            "scenario": "note-energie",
            "digest": "d1",
            "snapshot": '{"id": "note-energie"}',
            "language": "fr",
            "step": "03-donnees/ecrire",
            "drafts": ("Résume {{energie}}",),
            "prompts": ("Résume bâtiment;kWh",),
            "version": "1",
            "grade": {"prompt": {"score": 20, "passed": False}},
        }
        return Attempts(database).add(**{**plain, **changes})

    return add_attempt


@pytest.fixture
def run_child(folder: Path) -> Iterator[Callable[[str], subprocess.Popen[str]]]:
    """Return what starts another process on `folder`: its code finds `database`, `attempts` and `say(text)`."""
    started: list[subprocess.Popen[str]] = []
    prelude = f"""
from pathlib import Path
import time
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
def say(text):
    print(text, flush=True)
database = open_database(Path({str(folder)!r}))
attempts = Attempts(database)
"""

    def start(code: str) -> subprocess.Popen[str]:
        child = subprocess.Popen(
            [sys.executable, "-c", prelude + code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.kill()
        child.communicate()
