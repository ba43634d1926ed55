"""One look at a file that is being written."""

import os
from pathlib import Path

import pytest

from prompt_tutor.authoring.look import file_to_look_at, look, stamp
from prompt_tutor.errors import UsageError


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


@pytest.mark.parametrize(
    ("path", "kind", "id_"),
    [("scenarios/horaires-ete", "scenario", "horaires-ete"), ("lessons/01-affiche.toml", "lesson", "affiche")],
)
def test_sound_file_can_be_shown(example_pack: Path, path: str, kind: str, id_: str) -> None:
    seen = look(file_to_look_at(example_pack / path))
    assert (seen.kind, seen.id, seen.problems, seen.errors) == (kind, id_, (), 0)


def test_broken_file_cannot_be_shown_and_has_its_problem(example_pack: Path) -> None:
    file = example_pack / "scenarios/horaires-ete/scenario.toml"
    file.write_text("format = ", encoding="utf-8")
    assert (look(file).id, look(file).errors) == ("", 1)


def test_file_that_has_gone_is_a_problem(example_pack: Path) -> None:
    file = example_pack / "lessons/01-affiche.toml"
    file.unlink()
    assert (look(file).id, look(file).errors) == ("", 1)
    assert len(stamp(file)) == 1  # of pack.toml


def test_calibration_means_its_scenario(example_pack: Path) -> None:
    found = file_to_look_at(example_pack / "scenarios/horaires-ete/calibration.toml")
    assert found == example_pack / "scenarios/horaires-ete/scenario.toml"


def test_pack_alone_and_file_without_a_pack_are_refused(example_pack: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither"):
        file_to_look_at(example_pack / "pack.toml")
    lesson = tmp_path / "01-affiche.toml"
    lesson.write_bytes((example_pack / "lessons/01-affiche.toml").read_bytes())
    with pytest.raises(UsageError, match=r"pack\.toml"):
        file_to_look_at(lesson)


@pytest.mark.parametrize("name", ["scenario.toml", "calibration.toml", "horaires.fr.md", "new.md", "../../pack.toml"])
def test_stamp_changes_with_every_file_that_the_scenario_depends_on(example_pack: Path, name: str) -> None:
    file = example_pack / "scenarios/horaires-ete/scenario.toml"
    before = stamp(file)
    assert stamp(file) == before
    changed = file.parent / name
    changed.touch()
    os.utime(changed, (1, 1))
    assert stamp(file) != before
