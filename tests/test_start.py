"""The start script on a tiny project of the same shape: it installs, hands over, and repairs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "prompt-tutor"
version = "1"
[project.scripts]
prompt-tutor = "tiny:main"
[tool.hatch.build.targets.wheel]
packages = ["src/tiny"]
"""
PROGRAM = "import sys\n\ndef main():\n    print('got', sys.argv[1:])\n    return 7\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a project whose program prints its arguments and exits with 7."""
    folder = tmp_path_factory.mktemp("clone with spaces")
    shutil.copy(ROOT / "start.py", folder)
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "compile_catalogues.py").write_text("", encoding="utf-8")
    (folder / "src" / "tiny").mkdir(parents=True)
    (folder / "src" / "tiny" / "__init__.py").write_text(PROGRAM, encoding="utf-8")
    return folder


def start(project: Path, *arguments: str, language: str = "C") -> subprocess.CompletedProcess[str]:
    """Run the project's start script from another folder."""
    environment = {**os.environ, "LC_ALL": language}
    command = [sys.executable, str(project / "start.py"), *arguments]
    return subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)


def test_first_start_installs_and_later_ones_hand_over_at_once(project: Path) -> None:
    first = start(project, "try", "une situation", language="fr_FR.UTF-8")
    assert "Installation" in first.stderr
    assert (first.stdout, first.returncode) == ("got ['try', 'une situation']\n", 7)
    second = start(project, "list")
    assert (second.stdout, second.stderr) == ("got ['list']\n", "")


def test_program_is_told_how_it_was_started(project: Path) -> None:
    (project / "src" / "tiny" / "__init__.py").write_text(
        "import os\n\ndef main():\n    print(os.environ['PROMPT_TUTOR_COMMAND'])\n", encoding="utf-8"
    )
    done = start(project, "list", "--json")
    (project / "src" / "tiny" / "__init__.py").write_text(PROGRAM, encoding="utf-8")
    assert done.stdout == f"{sys.executable} '{project / 'start.py'}'\n"


def test_installation_cut_short_is_repaired(project: Path) -> None:
    start(project)
    (project / ".venv" / "installed.txt").unlink()
    python = project / ".venv" / "bin" / "python"
    python.unlink()
    again = start(project)
    assert "Installing" in again.stderr
    assert again.stdout == "got []\n"


def test_changed_project_is_installed_again(project: Path) -> None:
    start(project)
    (project / "compile_catalogues.py").write_text("# changed", encoding="utf-8")
    assert "Installing" in start(project).stderr
    assert start(project).stderr == ""


def test_installation_that_fails_says_what_to_do(project: Path) -> None:
    file = project / "pyproject.toml"
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace('version = "1"', 'version = "1"\ndependencies = ["no-such-package-zzz"]'), "utf-8")
    failed = start(project)
    assert failed.returncode == 2
    assert "PyPI" in failed.stderr
    assert "Traceback" not in failed.stderr
    file.write_text(whole, encoding="utf-8")
    assert start(project).stdout == "got []\n"
