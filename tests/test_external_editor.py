"""The learner's own editor: which one, what comes back, and what is said where nothing does."""

import sys
from pathlib import Path

import pytest

from prompt_tutor import i18n
from prompt_tutor.errors import UsageError
from prompt_tutor.external_editor import edit


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, and no editor of the machine's."""
    i18n.use("en")
    monkeypatch.delenv("VISUAL", raising=False)


def use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Name as the editor a program that does `code` with the file `it`."""
    script = tmp_path / "my editor.py"
    script.write_text(f"import pathlib, sys\nit = pathlib.Path(sys.argv[1])\n{code}\n", "utf-8")
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')


def test_the_line_end_that_an_editor_adds_does_not_count_but_the_learners_own_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(tmp_path, monkeypatch, "text = it.read_text('utf-8'); it.write_text(text.rstrip('\\n') + ' été\\n', 'utf-8')")
    assert edit("Un") == "Un été"
    assert edit("Un\n") == "Un été\n"


def test_windows_line_ends_and_a_byte_order_mark_are_read_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use(tmp_path, monkeypatch, "it.write_bytes(b'\\xef\\xbb\\xbfa\\r\\nb\\r\\n')")
    assert edit("") == "a\nb"


@pytest.mark.parametrize(
    ("code", "message"),
    [("sys.exit(3)", "ended with a fault (3)"), ("it.unlink()", "cannot be handed to the editor and back")],
)
def test_an_editor_that_fails_is_said_with_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, message: str
) -> None:
    use(tmp_path, monkeypatch, code)
    with pytest.raises(UsageError) as caught:
        edit("Un prompt.")
    assert message in caught.value.message
    assert "is kept" in caught.value.remedy
