"""Open prompt-tutor, or run its tests, from a clone: `python3 start.py [arguments]`, `python3 start.py --tests`.

Needs nothing but Python 3.11 or newer and pip. Makes the virtual environment `.venv` beside this file, installs the
program into it the first time and whenever what is to be installed has changed, then hands the arguments over.
The sentences stand here in both languages, because the catalogues are not there before the installation.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("prompt-tutor : il faut Python 3.11 ou plus récent. / prompt-tutor needs Python 3.11 or newer.")

import hashlib
import locale
import os
import shlex
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
SUFFIX = ".exe" if os.name == "nt" else ""
PYTHON = SCRIPTS / f"python{SUFFIX}"
STAMP = ENVIRONMENT / "installed.txt"

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto"),
    ("prompt-tutor", "check", "lessons", "scenarios"),
)


def say(french: str, english: str) -> None:
    """Print the sentence in the system's language, at once."""
    name = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = name or (locale.getlocale()[0] or "")
    print(french if name.lower().startswith("fr") else english, file=sys.stderr, flush=True)


def run(*command: str | Path) -> bool:
    """Run `command`, its output going where ours goes, and return whether it succeeded."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode == 0


def succeeds(*command: str | Path) -> bool:
    """Return whether `command` succeeds, its output unseen."""
    done = subprocess.run([str(word) for word in command], cwd=ROOT, check=False, capture_output=True)
    return done.returncode == 0


def wanted(extra: str) -> str:
    """Return what the environment must hold: the extra, this Python, and a hash of what decides the installation."""
    files = [ROOT / "pyproject.toml", ROOT / "compile_catalogues.py", *sorted(ROOT.glob("src/**/*.po"))]
    content = b"\0".join(file.read_bytes() for file in files)
    return f"{extra} {sys.version_info.major}.{sys.version_info.minor} {hashlib.sha256(content).hexdigest()}"


def installed() -> str:
    """Return what the environment holds, "" where it is missing or was left half made."""
    try:
        return STAMP.read_text(encoding="utf-8")
    except OSError:
        return ""


def environment_works() -> bool:
    """Return whether `.venv` is there and of this version of Python."""
    same = f"import sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return PYTHON.exists() and succeeds(PYTHON, "-c", same)


def make_environment() -> bool:
    """Make `.venv` anew and return whether that succeeded."""
    venv = (sys.executable, "-m", "venv", "--clear")
    # Debian without python3-venv has no ensurepip; its own pip can then install into the environment.
    return succeeds(*venv, ENVIRONMENT) or run(*venv, "--without-pip", ENVIRONMENT)


def pip() -> tuple[str | Path, ...]:
    """Return the command that installs into `.venv`: its own pip, or that of this Python."""
    inside = (PYTHON, "-m", "pip")
    return inside if succeeds(*inside, "--version") else (sys.executable, "-m", "pip", "--python", PYTHON)


def install(extra: str) -> None:
    """Install the program, with `extra` ("dev" or ""), where the environment does not hold it already."""
    held = installed()
    if held in (wanted(extra), wanted("dev")):
        return
    say(
        "Installation de prompt-tutor dans .venv : une à deux minutes, une seule fois…",
        "Installing prompt-tutor into .venv: a minute or two, once…",
    )
    if not environment_works() and not make_environment():
        say(
            f"L’environnement {ENVIRONMENT} n’a pas pu être créé. Vérifiez que vous pouvez écrire dans ce dossier.",
            f"The environment {ENVIRONMENT} could not be made. Check that you may write in this folder.",
        )
        sys.exit(2)
    STAMP.unlink(missing_ok=True)
    if held.startswith("dev "):
        extra = "dev"
    options = ["install", "--quiet", "--quiet", "--disable-pip-version-check", "--editable"]
    if not run(*pip(), *options, f"{ROOT}[{extra}]" if extra else ROOT):
        say(
            "L’installation n’a pas abouti. Vérifiez l’accès à PyPI (réseau, proxy), puis relancez la même commande.",
            "The installation did not finish. Check the access to PyPI (network, proxy), then run the command again.",
        )
        sys.exit(2)
    STAMP.write_text(wanted(extra), encoding="utf-8")


def run_tests() -> int:
    """Run every check, all of them even where one fails, and return the exit status."""
    failed = []
    for name, *arguments in CHECKS:
        print(f"\n== {' '.join([name, *arguments])}", flush=True)
        if not run(SCRIPTS / f"{name}{SUFFIX}", *arguments):
            failed.append(" ".join([name, *arguments]))
    if failed:
        say(f"\nÀ reprendre : {', '.join(failed)}", f"\nNot passed: {', '.join(failed)}")
    return 1 if failed else 0


def as_typed() -> str:
    """Return the command that started this script, without its arguments: `python3 start.py`."""
    words = sys.orig_argv[: len(sys.orig_argv) - len(sys.argv) + 1]
    if os.name == "posix":
        return shlex.join(words)
    return subprocess.list2cmdline([Path(words[0]).stem, *words[1:]])  # Windows gives the whole path of Python


def hand_over(arguments: list[str]) -> int:
    """Run the program with `arguments` and return its exit status; on POSIX it takes our place and gets its signals.

    It is told how it was started: no shell finds it in `.venv`, and it tells people what to type.
    """
    program = str(SCRIPTS / f"prompt-tutor{SUFFIX}")
    os.environ["PROMPT_TUTOR_COMMAND"] = as_typed()
    if os.name == "posix":
        os.execv(program, [program, *arguments])  # noqa: S606 - no shell is wanted
    return subprocess.run([program, *arguments], check=False).returncode


def main() -> int:
    """Install what is missing, then run the tests or the program."""
    arguments = sys.argv[1:]
    tests = arguments == ["--tests"]
    try:
        install("dev" if tests else "")
        if tests:
            return run_tests()
        return hand_over(arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
