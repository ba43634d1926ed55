"""A TOML file under check: problems are placed in it by the path of a key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from prompt_tutor.content.positions import locate, positions
from prompt_tutor.content.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_tutor.content.positions import Path as Keys
    from prompt_tutor.content.positions import Place
    from prompt_tutor.content.problems import Severity


@dataclass(frozen=True)
class Source:
    """The text of the file at `path`."""

    path: Path
    text: str

    @cached_property
    def _positions(self) -> dict[Keys, Place]:
        return positions(self.text)

    def problem(self, keys: Keys, code: str, message: str, remedy: str, severity: Severity = "error") -> Problem:
        """Return a problem that stands at `keys`, such as ("practice", "slots", 0), or at the nearest table above."""
        line, column = locate(self._positions, keys)
        return Problem(str(self.path), line, column, severity, code, message, remedy)
