"""The library of packs: finding lessons and scenarios by id, and reading them when they are opened."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.content.index import Entry, Index, PathEntry, read_index
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.content.lesson import Lesson
    from prompt_tutor.content.pack import Pack
    from prompt_tutor.content.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Library:
    """The lessons and scenarios that can be opened, known by title until they are.

    `charters` are the pack.toml files that declare a town's charter.
    """

    lessons: tuple[Entry, ...]
    scenarios: tuple[Entry, ...]
    paths: tuple[PathEntry, ...] = ()
    charters: tuple[str, ...] = ()

    def lesson(self, name: str) -> Lesson:
        """Read the lesson called `name` (`id` or `pack/id`).

        Raises UsageError where there is none, ContentError where it cannot be read.
        """
        from prompt_tutor.content.reading import read_lesson

        return read_lesson(Path(self._find(name, self.lessons).path)).whole()

    def scenario(self, name: str) -> Scenario:
        """Read the scenario called `name` (`id` or `pack/id`).

        Raises UsageError where there is none, ContentError where it cannot be read.
        """
        from prompt_tutor.content.reading import read_scenario

        entry = self._find(name, self.scenarios)
        return read_scenario(Path(entry.path), entry.pack).whole()

    def charter_packs(self) -> tuple[Pack, ...]:
        """Read the packs that declare a town's charter; raises ContentError where one cannot be read."""
        from prompt_tutor.content.reading import read_pack

        return tuple(read_pack(Path(file)).whole() for file in self.charters)

    def lesson_entry(self, name: str) -> Entry:
        """Return what a list shows of the lesson called `name`; raises UsageError where there is none."""
        return self._find(name, self.lessons)

    def scenario_entry(self, name: str) -> Entry:
        """Return what a list shows of the scenario called `name`; raises UsageError where there is none."""
        return self._find(name, self.scenarios)

    def kind_of(self, name: str) -> str:
        """Return "lesson" or "scenario" for the one called `name`; raises UsageError where there is none."""
        entry = self._find(name, (*self.lessons, *self.scenarios))
        return "lesson" if entry in self.lessons else "scenario"

    @staticmethod
    def _find(name: str, entries: Sequence[Entry]) -> Entry:
        found = [entry for entry in entries if name in (entry.id, entry.name)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(entry.name for entry in found)
            raise UsageError(
                _("“{name}” stands in several packs.").format(name=name),
                _("Name one of: {names}.").format(names=names),
            )
        ids = [entry.id for entry in entries]
        guess = difflib.get_close_matches(name, ids, 1)
        remedy = (
            _("Did you mean “{guess}”?").format(guess=guess[0]) if guess else _("“prompt-tutor list” shows them all.")
        )
        raise UsageError(_("There is no “{name}” here.").format(name=name), remedy)


def open_library(packs: Sequence[Path], cache: Path) -> Library:
    """Return the library of the pack folders `packs`; `cache` is the folder where the index of titles is kept.

    A cache that cannot be written is done without.
    """
    return library_of([read_index(pack, cache) for pack in packs])


def library_of(indexes: Sequence[Index]) -> Library:
    """Return the library of the packs that `indexes` describe."""
    entries = [entry for index in indexes for entry in index.entries]
    return Library(
        tuple(entry for entry in entries if entry.kind == "lesson"),
        tuple(entry for entry in entries if entry.kind == "scenario"),
        tuple(path for index in indexes for path in index.paths),
        tuple(index.charter for index in indexes if index.charter),
    )
