"""Many files checked side by side, in processes, with the result of one process."""

import multiprocessing
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest

from prompt_tutor import i18n
from prompt_tutor.authoring import check_pool
from prompt_tutor.authoring.check import check, files_to_check
from prompt_tutor.errors import TutorError

ONLY_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are spawned there")
SCENARIO = "scenarios/horaires-ete/scenario.toml"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def _small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the few files of the example shared out: one at a time."""
    monkeypatch.setattr(check_pool, "_WORTH_IT", 0)
    monkeypatch.setattr(check_pool, "_AT_ONCE", 1)


@pytest.fixture(params=["spawn", pytest.param("fork", marks=ONLY_LINUX)], autouse=True)
def _each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes in either way, whatever this system prefers."""
    monkeypatch.setattr(check_pool, "way_to_start", lambda: request.param)


@pytest.fixture
def pack(example_pack: Path) -> Path:
    """The example with three copies of its scenario, each with a fault of its own; all four have one id."""
    home = (example_pack / SCENARIO).parent
    for name, key in (("a-z", "titel"), ("b-z", "levle"), ("z-z", "minuts")):
        shutil.copytree(home, home.with_name(name))
        file = home.with_name(name) / "scenario.toml"
        file.write_text(file.read_text(encoding="utf-8") + f'\n[{key}]\nfr = "x"\n', encoding="utf-8")
    shutil.copytree(home, home.with_name("y-z"))
    return example_pack


def test_processes_find_in_the_same_order_what_one_process_finds(pack: Path) -> None:
    i18n.use("fr")
    try:
        alone = check([pack])
        assert check([pack], processes=2) == alone
    finally:
        i18n.use("en")
    assert len(alone) > 3
    assert "twice" in {problem.code for problem in alone}
    assert any("clé" in problem.message for problem in alone)


def test_few_files_start_no_process(example_pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert not check_pool.pays(files_to_check([example_pack]))


def test_a_process_that_dies_is_said(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_pool, "_check_some", os._exit)
    monkeypatch.setattr(check_pool, "_shares", lambda files: iter((1, 1, 1)))
    with pytest.raises(TutorError, match="stopped") as raised:
        check([pack], processes=2)
    assert raised.value.remedy


def test_an_interruption_ends_the_processes(pack: Path) -> None:
    before = set(multiprocessing.active_children())
    checked = check_pool.check_side_by_side(files_to_check([pack]), 2)
    next(checked)
    assert set(multiprocessing.active_children()) > before
    with pytest.raises(KeyboardInterrupt):
        checked.throw(KeyboardInterrupt())
    assert set(multiprocessing.active_children()) <= before


def test_no_process_with_threads_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert check_pool.way_to_start() == "spawn"
    finally:
        done.set()
        thread.join()
