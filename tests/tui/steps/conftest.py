"""The small pack with a lesson of sorting, spotting and writing."""

import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the small pack, with that lesson in it."""
    folder = Path(shutil.copytree(HERE / "pack", tmp_path / "pack"))
    shutil.copy(HERE / "lesson_of_rows.toml", folder / "lessons" / "03-manier.toml")
    return folder
