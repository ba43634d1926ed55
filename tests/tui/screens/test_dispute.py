"""“I wrote it here”: the learner shows the words, and the verdict counts no more."""

from collections.abc import Callable
from typing import Any

import pytest

from prompt_tutor.tui.screens.dispute import DisputeScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen

WIDE, NARROW = (120, 40), (80, 24)
DRAFTS = {
    "en": "Announce that the pool closes. The beginning of March is to be written. The Bellerive pool stays open."
}
DRAFT = DRAFTS["fr"] = (
    "Annonce la fermeture de la piscine. Le début de mars est à écrire. Le bassin de Bellerive reste ouvert."
)


async def choose(pilot: Any, hands: Any) -> None:
    """Send a prompt, and stand on the first criterion that is not met."""
    await hands.settle(pilot)
    await hands.send(pilot, DRAFT)
    pilot.app.screen.query_one("#feedback").focus()
    await pilot.press("down")
    await pilot.pause()


async def ask(pilot: Any, hands: Any) -> None:
    """Ask to show the words on that criterion."""
    await choose(pilot, hands)
    await pilot.press("i")
    await hands.settle(pilot)
    assert isinstance(pilot.app.screen, DisputeScreen)


def kept(app: Any) -> dict[str, str]:
    """What is disputed of the last attempt, as it was kept."""
    disputes: dict[str, str] = app.screen.practice.exercise.attempts.disputes_of(app.screen.practice.last.id)
    return disputes


async def test_the_sentence_at_the_cursor_is_shown_where_nothing_is_selected(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, hands)
        await pilot.press(*["right"] * 40, "enter")
        await hands.settle(pilot)
        assert kept(app) == {"dates": "Le début de mars est à écrire."}
        assert "Contesté" in hands.words(app.screen, "#feedback Static")


async def test_selected_words_are_shown_and_marked_in_the_prompt(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, hands)
        await pilot.press(*["right"] * 36, *["shift+right"] * 16, "f5")
        await hands.settle(pilot)
        assert kept(app) == {"dates": "Le début de mars"}
        assert app.screen.query_one("#editor")._by_line == {0: [(36, 52, "evidence")]}


async def test_a_dispute_leaves_the_score_and_may_reach_the_goal(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, hands)
        assert not app.screen_stack[-2].practice.last.grade.passed
        await pilot.press("enter")
        await hands.settle(pilot)
        assert app.screen.practice.last.grade.passed
        assert app.passed == [""]


async def test_a_dispute_is_taken_back_by_its_button(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await ask(pilot, hands)
        await pilot.press("enter")
        await hands.settle(pilot)
        app.screen.query_one(".-chosen .finding-dispute").scroll_visible(animate=False)
        await pilot.pause()
        await pilot.click(".-chosen .finding-dispute")
        await hands.settle(pilot)
        await pilot.click("#take-back")
        await hands.settle(pilot)
        assert kept(app) == {}
        assert not app.screen.practice.last.grade.passed


async def test_going_back_disputes_nothing(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=NARROW) as pilot:
        await ask(pilot, hands)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)
        assert kept(app) == {}


async def test_what_is_met_cannot_be_disputed(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await choose(pilot, hands)
        await pilot.press("down", "i")
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int]) -> None:
    async def select(pilot: Any) -> None:
        await ask(pilot, hands)
        await pilot.press(*["right"] * 36, *["shift+right"] * 16)
        await hands.settle(pilot)

    assert snap_compare(bench(), terminal_size=size, run_before=select)


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
        await hands.send(pilot, DRAFTS[language])
        app.screen.show_pane("feedback")
        await hands.settle(pilot)
        await pilot.press("down", "i")
        await hands.settle(pilot)
        same_text(app, f"dispute-asked-{language}-{size[0]}x{size[1]}")
        await pilot.press("f5")
        await hands.settle(pilot)
        same_text(app, f"dispute-kept-{language}-{size[0]}x{size[1]}")
