"""Two attempts side by side."""

from typing import Any

import pytest


async def compared(pilot: Any, hands: Any, before: str, after: str) -> None:
    await hands.settle(pilot)
    await hands.send(pilot, before)
    await hands.send(pilot, after)
    await pilot.press("f8")
    await hands.settle(pilot)


async def test_words_criteria_scores_and_answers_stand_side_by_side(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await compared(pilot, hands, hands.weak["fr"], hands.strong["fr"])
        screen = app.screen
        assert "−piscine" not in hands.words(screen, ".prompt.-before")
        assert "piscine +du 3 au 14 mars." in hands.words(screen, ".prompt.-after")
        assert hands.words(screen, "#criteria").replace("\u00a0", " ") == "+ Gagnés : Les dates · Où nager à la place"
        assert "0 critère sur 2 · À reprendre" in hands.words(screen, ".side-standing.-before")
        assert "2 critères sur 2 · Objectif atteint" in hands.words(screen, ".side-standing.-after")
        assert "▲ La piscine ferme le 12 avril." in hands.words(screen, ".side-answer.-before")
        assert "La piscine ferme du 3 au 14 mars." in hands.words(screen, ".side-answer.-after")
        before, after = screen.query(".prompt.-before, .prompt.-after")
        assert before.region.y == after.region.y


async def test_what_was_lost_and_removed_is_said(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await compared(pilot, hands, hands.strong["fr"], hands.weak["fr"])
        assert "− Perdus" in hands.words(app.screen, "#criteria")
        assert "−du 3 au 14 mars." in hands.words(app.screen, ".prompt.-before")


async def test_the_same_prompt_twice_is_said_to_be_the_same(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await compared(pilot, hands, hands.weak["fr"], hands.weak["fr"])
        assert "Les deux prompts sont identiques." in hands.words(app.screen, "#legend")
        assert hands.words(app.screen, "#criteria").startswith("= ")


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_on_60_columns_the_attempts_stand_one_above_the_other(bench: Any, hands: Any, language: str) -> None:
    app = bench(language=language)
    async with app.run_test(size=(60, 20)) as pilot:
        await compared(pilot, hands, hands.weak[language], hands.strong[language])
        before, after = app.screen.query(".prompt.-before, .prompt.-after")
        assert before.region.y < after.region.y
        assert before.region.width > 50


async def test_an_answer_that_was_never_given_is_said(bench: Any, hands: Any) -> None:
    app = bench(model=hands.model((), error=ZeroDivisionError()))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        for text in (hands.weak["fr"], hands.strong["fr"]):
            await hands.write(pilot, text)
            await pilot.press("f5")
            await hands.until(pilot, lambda: app.screen.query_one("#notice").display)
            await hands.until(pilot, lambda: not app.screen._sending)
        await pilot.press("f8")
        await hands.settle(pilot)
        assert "Pas de réponse" in hands.words(app.screen, ".side-title")
