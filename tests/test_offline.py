"""Offline mode, watched from outside: nothing but this machine is connected to, as Python and as the system tell it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Watch = Callable[..., list[str]]

HERE = Path(__file__).parent

# Python tells of a connection before it makes it. What is told goes to a file: the program may say what it likes.
_TELL = """
import os, runpy, sys

report = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
CONNECTING = ("socket.connect", "socket.sendto", "socket.sendmsg")
ASKING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo")

def told(event, arguments):
    if event in CONNECTING:
        os.write(report, f"{event} {arguments[1]!r}\\n".encode())
    elif event in ASKING:
        os.write(report, f"{event} {arguments[0]!r}\\n".encode())

sys.addaudithook(told)
sys.argv = sys.argv[2:]
if sys.argv[0] == "-m":
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
else:
    runpy.run_path(sys.argv[0], run_name="__main__")
"""

_CALL = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(")
_PEER = re.compile(r"sa_family=(AF_\w+)([^}]*)")
_LOOPBACK = re.compile(r'inet_addr\("127\.|inet_pton\(AF_INET6, "::1"')


def _python_away(told: str) -> list[str]:
    """Return what Python told of that is neither a file of the system nor this machine."""
    here = re.compile(r"^socket\.\w+ (?:'/|b'|\('127\.|\('::1'|'127\.|'::1'|'localhost'|None)")
    return [line for line in told.splitlines() if not here.match(line)]


def _system_away(traced: str) -> list[str]:
    """Return the system calls that went to another machine."""
    away = []
    for line in traced.splitlines():
        if not _CALL.search(line):
            continue
        for family, rest in _PEER.findall(line):
            if family not in ("AF_UNIX", "AF_NETLINK") and not _LOOPBACK.search(rest):
                away.append(line)
    return away


def _run(command: list[str], data: Path, given: str) -> None:
    env = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    # Whoever followed a proxy would be seen to.
    env |= {"PROMPT_TUTOR_DATA": str(data), "LANG": "fr_FR.UTF-8", "HTTP_PROXY": "http://192.0.2.9:3128"}
    env |= {"HTTPS_PROXY": env["HTTP_PROXY"], "ALL_PROXY": env["HTTP_PROXY"]}
    done = subprocess.run(command, input=given, capture_output=True, text=True, env=env, timeout=300, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in (0, 1, 2, 3), done.stderr


@pytest.fixture(params=["python", "system"])
def watch(request: pytest.FixtureRequest, tmp_path: Path) -> Watch:
    """Run Python with these arguments, and return its connections and look-ups that were not of this machine."""
    report = tmp_path / "report"
    report.touch()
    if request.param == "python":
        teller = tmp_path / "tell.py"
        teller.write_text(_TELL, encoding="utf-8")

        def told(*arguments: str, given: str = "") -> list[str]:
            _run([sys.executable, str(teller), str(report), *arguments], tmp_path / "data", given)
            return _python_away(report.read_text(encoding="utf-8"))

        return told
    strace = shutil.which("strace")
    if strace is None or subprocess.run([strace, "-f", "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is missing here, or may not watch: only Python's own account is checked")

    def traced(*arguments: str, given: str = "") -> list[str]:
        _run(
            [strace, "-f", "-qq", "-e", "trace=network", "-o", str(report), sys.executable, *arguments],
            tmp_path / "data",
            given,
        )
        return _system_away(report.read_text(encoding="utf-8", errors="replace"))

    return traced


def test_the_watch_sees_what_goes_elsewhere_and_lets_pass_what_stays(watch: Watch, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    # Connecting a socket for datagrams sends nothing: it only says where to.
    program.write_text(
        "import socket\n"
        "for host in ('127.0.0.1', '192.0.2.1'):\n"
        "    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect((host, 9))\n"
        "for family in (socket.AF_UNIX, socket.AF_INET6):\n"
        "    try:\n"
        "        socket.socket(family).connect('/no/such' if family == socket.AF_UNIX else ('::1', 9))\n"
        "    except OSError:\n"
        "        pass\n",
        encoding="utf-8",
    )
    (seen,) = watch(str(program))
    assert "192.0.2.1" in seen


def test_a_whole_lesson_connects_to_nothing(watch: Watch, tmp_path: Path) -> None:
    pack = shutil.copytree(HERE / "tui" / "pack", tmp_path / "pack")
    assert watch(str(HERE / "offline_lesson.py"), str(pack), str(tmp_path / "data")) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("try", "note-energie"),
        ("models",),
        ("try", "note-energie", "--model", "mistral/mistral-small-latest"),
        ("try", "note-energie", "--model", "openai/petit", "--api-base", "https://passerelle.invalid/v1"),
    ],
    ids=["try", "models", "hosted", "gateway"],
)
def test_a_command_connects_to_nothing_but_this_machine(watch: Watch, arguments: tuple[str, ...]) -> None:
    assert watch("-m", "prompt_tutor", *arguments, given="Compare la consommation des bâtiments.") == []


def test_a_model_of_this_machine_is_asked_and_nothing_else(watch: Watch, openai_server: Any) -> None:
    model = ("--model", "openai/petit", "--api-base", openai_server.base_url)
    assert watch("-m", "prompt_tutor", "try", "note-energie", *model, given="Compare les bâtiments.") == []
    assert [request.path for request in openai_server.requests] == ["/v1/chat/completions"]
