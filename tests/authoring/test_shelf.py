"""What one run of `check` reads."""

from pathlib import Path

import pytest

from prompt_tutor.authoring.check import check
from prompt_tutor.content.reading import Reading, read_scenario
from prompt_tutor.content.scenario import Scenario


def test_scenario_is_read_once_however_many_lessons_practise_it(
    example_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))
    lesson = (example_pack / "lessons/01-affiche.toml").read_text(encoding="utf-8")
    for number in range(2, 5):
        text = lesson.replace('id = "affiche"', f'id = "affiche-{number}"')
        (example_pack / f"lessons/0{number}-affiche-{number}.toml").write_text(text, encoding="utf-8")
    read: list[Path] = []

    def reading(path: Path) -> Reading[Scenario]:
        read.append(path)
        return read_scenario(path)

    monkeypatch.setattr("prompt_tutor.authoring.shelf.read_scenario", reading)
    assert check([example_pack]) == []
    assert len(read) == 1
