"""What one run of `check` has read: every scenario and every list of packs once, however many lessons name them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.content.files import pack_folder, real
from prompt_tutor.content.library import open_library
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.paths import base_pack, cache_folder

if TYPE_CHECKING:
    from prompt_tutor.content.library import Library
    from prompt_tutor.content.reading import Reading
    from prompt_tutor.content.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Shelf:
    """Keeps what was read for as long as the run lasts: no file is expected to change meanwhile."""

    _near: dict[Path, tuple[Path, ...]] = field(default_factory=dict)
    _libraries: dict[tuple[Path, ...], Library] = field(default_factory=dict)
    _readings: dict[Path, Reading[Scenario]] = field(default_factory=dict)

    def read_scenario(self, path: Path) -> Reading[Scenario]:
        """Read the scenario.toml at `path`."""
        key = real(path)
        if key not in self._readings:
            self._readings[key] = read_scenario(path)
        return self._readings[key]

    def library(self, file: Path) -> Library:
        """Return what the lesson `file` may name: the scenarios of its own pack and of the base pack."""
        folder = file.parent  # what is near is told by the folder alone
        if folder not in self._near:
            self._near[folder] = packs_near(file)
        key = self._near[folder]
        if key not in self._libraries:
            self._libraries[key] = open_library(key, cache_folder())
        return self._libraries[key]

    def scenario(self, name: str, library: Library) -> Scenario:
        """Read the scenario that `library` knows as `name`; raises UsageError or ContentError as the library does."""
        return self.read_scenario(Path(library.scenario_entry(name).path)).whole()


def packs_near(file: Path) -> tuple[Path, ...]:
    """Return the pack folders that a lesson or scenario at `file` belongs to or may name: its own and the base pack."""
    return tuple(dict.fromkeys(real(folder) for folder in (pack_folder(file), _around(file), base_pack())))


def _around(file: Path) -> Path:
    """Return the pack folder of a lesson where no pack.toml has been written yet."""
    return file.parent.parent if file.parent.name == "lessons" else pack_folder(file)
