"""A text is saved to a file of its own: nothing that is there already is written over."""

from pathlib import Path

import pytest

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.learning.saving import free_name, save_text


def test_a_file_is_made_with_its_folder_and_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "new" / "a.md"
    assert free_name(file) == file
    save_text(file, "un")
    with pytest.raises(UsageError, match="already"):
        save_text(file, "deux")
    assert file.read_bytes() == b"un\n"


def test_a_name_that_is_taken_is_numbered_before_its_ending(tmp_path: Path) -> None:
    for name in ("a.b.md", "a.b-2.md"):
        save_text(tmp_path / name, "un")
    assert free_name(tmp_path / "a.b.md").name == "a.b-3.md"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for name in ("file/a.md", "file/folder/a.md"):
        with pytest.raises(StorageError, match="cannot be written"):
            save_text(tmp_path / name, "un")
