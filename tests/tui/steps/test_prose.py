"""Texts of a lesson, and what becomes of their lines."""

from collections.abc import Awaitable, Callable, Iterator

import pytest
from textual.app import App
from textual.widget import Widget

from prompt_tutor.tui.steps.prose import Prose

Until = Callable[..., Awaitable[str]]


class Page(App[None]):
    """One text, alone."""

    def __init__(self, prose: Prose) -> None:
        super().__init__()
        self._prose = prose

    def compose(self) -> Iterator[Widget]:
        """Yield the text."""
        yield self._prose


@pytest.mark.parametrize(("lines", "shown"), [(False, "Note – lundi – mardi"), (True, "– lundi\n– mardi")])
async def test_lines_are_kept_where_they_are_asked_for(until: Until, lines: bool, shown: str) -> None:
    async with Page(Prose("Note\n– lundi\n– mardi", lines=lines)).run_test() as pilot:
        text = await until(pilot, "– mardi")
        assert shown in "\n".join(line.strip() for line in text.splitlines())


async def test_table_whose_lines_are_kept_is_still_a_table(until: Until) -> None:
    async with Page(Prose("| Jour | Heure |\n|---|---|\n| lundi | 9 h |", lines=True)).run_test() as pilot:
        assert "|---" not in await until(pilot, "lundi")
