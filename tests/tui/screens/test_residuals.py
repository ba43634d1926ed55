"""After success: the learner marks what is to be checked in the answer before being told."""

from collections.abc import Callable
from typing import Any

import pytest

from prompt_tutor.tui.screens.residuals import ResidualsScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

WIDE, NARROW = (120, 40), (80, 24)


async def look(pilot: Any, hands: Any) -> None:
    """Reach the goal and open the marking of its answer."""
    await hands.settle(pilot)
    await hands.send(pilot, hands.strong["fr"])
    pilot.app.screen.query_one("#feedback").focus()
    await pilot.pause()
    await pilot.press("v")
    await hands.settle(pilot)
    assert isinstance(pilot.app.screen, ResidualsScreen)


def rows(app: Any, hands: Any) -> str:
    """The sentences as they stand, with plain spaces."""
    text: str = hands.words(app.screen, "Row")
    return text.replace("\u00a0", " ")


async def test_nothing_is_told_before_the_learner_has_looked(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"])
        assert "sans rendez-vous" not in hands.words(app.screen, "#feedback Static")
        await pilot.click("#find-residuals")
        await hands.settle(pilot)
        await pilot.press("escape")  # left without checking
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)
        assert "sans rendez-vous" not in hands.words(app.screen, "#feedback Static")


async def test_what_was_found_is_told_with_why_and_what_to_check_it_with(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await look(pilot, hands)
        await pilot.press("down", "enter")
        assert rows(app, hands).count("◆") == 1
        await pilot.press("f5")
        assert "✓ Repéré : Le bassin de Bellerive" in rows(app, hands)
        assert "Rien ne le dit. À vérifier avec : le service des sports." in rows(app, hands)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert "sans rendez-vous" in hands.words(app.screen, "#feedback Static")


async def test_what_was_missed_and_accused_wrongly_is_told(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=NARROW) as pilot:
        await look(pilot, hands)
        await pilot.press("enter", "f5")
        assert "✗ Accusé à tort : La piscine ferme" in rows(app, hands)
        assert "○ Manqué : Le bassin" in rows(app, hands)
        await pilot.press("down", "enter")  # a change is checked anew
        assert "Manqué" not in rows(app, hands)


async def test_nothing_is_offered_before_success(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await pilot.press("v")
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)
        assert not app.screen.query("#find-residuals")


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int]) -> None:
    async def check(pilot: Any) -> None:
        await look(pilot, hands)
        await pilot.press("enter", "f5")
        await hands.settle(pilot)

    assert snap_compare(bench(), terminal_size=size, run_before=check)


@pytest.mark.parametrize(("language", "size"), [("fr", (60, 20)), ("en", (80, 24))])
async def test_the_words_tell_it_all_without_colours_where_it_is_narrow(
    bench: Any,
    hands: Any,
    same_text: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = bench(language)
    async with app.run_test(size=size) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong[language])
        app.screen.show_pane("feedback")
        await hands.settle(pilot)
        await pilot.press("v")
        await hands.settle(pilot)
        await pilot.press("enter")
        same_text(app, f"residuals-marked-{language}-{size[0]}x{size[1]}")
        await pilot.press("f5")
        await hands.settle(pilot)
        same_text(app, f"residuals-checked-{language}-{size[0]}x{size[1]}")
