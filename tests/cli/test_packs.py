"""Handing out a training pack, as a trainer and then a learner do it."""

from pathlib import Path
from typing import Any


def test_pack_that_was_installed_is_in_the_list(run: Any, example_pack: Path, tmp_path: Path, data: Path) -> None:
    packed = run("pack", str(example_pack))
    assert packed.status == 0
    assert (tmp_path / "ma-ville.pack.zip").is_file()
    done = run("install", "ma-ville.pack.zip")
    assert (done.status, done.err) == (0, "")
    assert (data / "packs" / "ma-ville" / "pack.toml").is_file()
    listed = run("list", pack=False)
    assert "horaires-ete" in listed.out
    again = run("install", "ma-ville.pack.zip")
    assert again.status == 2
    assert "--replace" in again.err


def test_pack_of_the_settings_is_used_and_one_that_has_gone_stops_nobody(
    run: Any, example_pack: Path, data: Path
) -> None:
    data.mkdir()
    (data / "settings.toml").write_text(f"packs = ['{example_pack}', '/nowhere']", encoding="utf-8")
    done = run("list", pack=False)
    assert done.status == 0
    assert "horaires-ete" in done.out
    assert "/nowhere" in done.err


def test_file_that_is_no_pack_is_wrong_use(run: Any, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no")
    assert run("install", "x.zip").status == 2
    assert run("pack", str(tmp_path)).status == 2
