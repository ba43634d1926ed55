"""The built wheel in an environment of its own, without litellm: everything offline works there."""

import json
import os
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

from prompt_tutor.content.index import SHIPPED, shipped_index

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, given: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `command` in `folder`, out of reach of this checkout."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    env |= {"PYTHONIOENCODING": "utf-8", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if folder:
        env["PROMPT_TUTOR_DATA"] = str(folder / "data")
    return subprocess.run(
        [str(word) for word in command],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        cwd=folder,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`prompt-tutor`, installed from the wheel with everything that it depends on but litellm."""
    environment = tmp_path_factory.mktemp("environment")
    # Debian's Python has no ensurepip: the pip at hand installs into the environment from outside.
    assert run(sys.executable, "-m", "venv", "--without-pip", environment).returncode == 0
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet")
    done = run(*pip, *[requirement for requirement in requirements(wheel) if not requirement.startswith("litellm")])
    assert done.returncode == 0, done.stderr
    done = run(*pip, "--no-deps", wheel)
    assert done.returncode == 0, done.stderr
    assert run(scripts / "python", "-c", "import litellm").returncode == 1
    return scripts / "prompt-tutor"


def requirements(wheel: Path) -> list[str]:
    """Return what `wheel` depends on, its extras left out."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_string(archive.read(name).decode())
    return [requirement for requirement in metadata.get_all("Requires-Dist", []) if "extra ==" not in requirement]


def test_wheel_holds_the_base_pack_the_catalogue_and_the_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    for room in ("lessons", "scenarios"):
        files = {path.relative_to(ROOT).as_posix() for path in (ROOT / room).rglob("*") if path.is_file()}
        files = {name for name in files if not Path(name).name.startswith(".")}
        assert files
        assert {f"prompt_tutor/base/{name}" for name in files} <= held
    package = ROOT / "src" / "prompt_tutor"
    data = {
        path.relative_to(ROOT / "src").as_posix() for path in package.rglob("*") if path.suffix in (".toml", ".tcss")
    }
    assert data <= held
    assert {"prompt_tutor/base/pack.toml", "prompt_tutor/locale/fr/LC_MESSAGES/prompt_tutor.mo"} <= held
    assert {"prompt_tutor/base/charte.fr.md", "prompt_tutor/base/charte.en.md"} <= held
    assert "prompt_tutor/py.typed" in held


def test_wheel_holds_an_index_of_its_base_pack(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    package = tmp_path / "prompt_tutor"
    index = shipped_index(package / "base", package / "content" / SHIPPED.name)
    assert index
    assert all(Path(entry.path).is_file() for entry in index.entries)


def test_installed_program_works_from_an_empty_folder(program: Path, tmp_path: Path) -> None:
    assert run(program, "--version", folder=tmp_path).stdout.startswith("prompt-tutor ")
    listed = run(program, "list", "--ui", "fr", folder=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert "Leçons" in listed.stdout
    assert "note-energie" in listed.stdout
    found = json.loads(run(program, "list", "--json", folder=tmp_path).stdout)
    assert found["lessons"]
    assert not [entry for kind in ("lessons", "scenarios") for entry in found[kind] if entry["problem"]]


def test_installed_program_makes_an_attempt_without_litellm(program: Path, tmp_path: Path) -> None:
    arguments = ("try", "note-energie", "--prompt", "-", "--json", "--language", "fr")
    done = run(program, *arguments, given="analyse ce tableau", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    found = json.loads(done.stdout)
    assert (found["error"], found["answer"]["status"], found["model"]["simulated"]) == (None, "complete", True)


def test_live_model_without_litellm_is_said_in_one_line(program: Path, tmp_path: Path) -> None:
    live = ("--model", "openai/none", "--api-base", "http://127.0.0.1:9/v1")
    done = run(program, "try", "note-energie", "--language", "fr", *live, given="analyse ce tableau", folder=tmp_path)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "litellm" in done.stderr


def test_installed_program_checks_a_pack(program: Path, example_pack: Path, tmp_path: Path) -> None:
    done = run(program, "check", example_pack, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_doctor_names_what_is_missing(program: Path, tmp_path: Path) -> None:
    done = run(program, "doctor", "--ui", "en", folder=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "✗ litellm · missing" in done.stdout
