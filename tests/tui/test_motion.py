"""Reduced motion is asked of the system."""

import sys
from pathlib import Path

import pytest

from prompt_tutor.tui.motion import reduced_motion


@pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux does")
@pytest.mark.parametrize(("answer", "reduced"), [("false", True), ("true", False), ("", False)])
def test_what_the_desktop_says_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, reduced: bool
) -> None:
    program = tmp_path / "gsettings"
    program.write_text(f"#!/bin/sh\necho {answer}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert reduced_motion() is reduced


@pytest.mark.skipif(sys.platform != "linux", reason="asks as Linux does")
def test_system_that_cannot_be_asked_wants_motion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert reduced_motion() is False
