"""Writing to a terminal: lines break between words, controls are shown."""

import os
import subprocess
import sys

import pytest

from prompt_tutor.cli.output import escape

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)
import pty


def in_terminal(code: str, columns: int) -> list[str]:
    """Run `code` with its output in a terminal of that many columns, and return the lines that it wrote."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns)}
    done = subprocess.run([sys.executable, "-c", code], stdout=theirs, stderr=subprocess.PIPE, env=env, text=True)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    written = os.read(ours, 65_536)
    os.close(ours)
    return written.decode().replace("\r\n", "\n").removesuffix("\n").split("\n")


def test_line_breaks_between_words_and_keeps_its_indent() -> None:
    code = 'from prompt_tutor.cli.output import say; say("  1. aaaa bbbb cccc dddd\\u00a0: eeee")'
    assert in_terminal(code, 20) == ["  1. aaaa bbbb cccc", "    dddd\u00a0: eeee"]


@pytest.mark.parametrize("size", [1, 3, 50])
def test_streamed_text_breaks_between_words_whatever_its_pieces(size: int) -> None:
    code = f"""
from prompt_tutor.cli.output import Stream
text, stream = "aaaa bbbb cc dddd eeee\\n\\n- f\\u00a0: ggggggggggggggg hh", Stream()
for start in range(0, len(text), {size}):
    stream.write(text[start:start + {size}])
stream.close()
"""
    assert in_terminal(code, 12) == ["aaaa bbbb cc", "dddd eeee", "", "- f\u00a0:", "ggggggggggggggg", "hh"]


def test_output_that_is_no_terminal_keeps_its_lines() -> None:
    code = 'from prompt_tutor.cli.output import say; say("aaaa " * 60)'
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "COLUMNS": "20"}
    )
    assert done.stdout == "aaaa " * 60 + "\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\\x0db"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m\x7f", "\\x9b31m\\x7f"),
        ("\u202eabc\u2066", "\\u202eabc\\u2066"),
        ("\udc80", "\\udc80"),
        ("é’ « œ » 👩‍💼", "é’ « œ » 👩‍💼"),
    ],
)
def test_controls_are_written_out(text: str, shown: str) -> None:
    assert escape(text) == shown
