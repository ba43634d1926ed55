"""Pictures of the workbench and of the comparison, at both sizes, in both languages."""

from typing import Any

import pytest

SIZES = [(80, 24), (120, 40)]
LANGUAGES = ["fr", "en"]

pytestmark = [pytest.mark.parametrize("size", SIZES), pytest.mark.parametrize("language", LANGUAGES)]


def test_writing(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def write(pilot: Any) -> None:
        await hands.settle(pilot)
        await pilot.press("f4", "f4")
        await hands.write(pilot, hands.strong[language] + "\n\n{{bassins}}")
        kept = {"fr": "brouillon enregistré", "en": "draft saved"}[language]
        await hands.until(pilot, lambda: kept in hands.words(pilot.app.screen, "#draft-line"))

    assert snap_compare(bench(language=language), terminal_size=size, run_before=write)


def test_reading(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def read(pilot: Any) -> None:
        await hands.settle(pilot)
        await pilot.press("f4")
        await hands.settle(pilot)

    assert snap_compare(bench(language=language), terminal_size=size, run_before=read)


def test_graded(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def grade(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak[language])
        for _ in range(3):
            if pilot.app.focused.id != "feedback":
                await pilot.press("f4")
                await hands.settle(pilot)
        await pilot.press("down")
        await hands.settle(pilot)

    assert snap_compare(bench(language=language), terminal_size=size, run_before=grade)


def test_answered(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def answer(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak[language])

    assert snap_compare(bench(language=language), terminal_size=size, run_before=answer)


def test_passed(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def grade(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong[language])
        for _ in range(3):
            if pilot.app.focused.id != "feedback":
                await pilot.press("f4")
                await hands.settle(pilot)

    assert snap_compare(bench(language=language), terminal_size=size, run_before=grade)


def test_comparison(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def compare(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak[language])
        await hands.send(pilot, hands.strong[language])
        await pilot.press("f8")
        await hands.settle(pilot)

    assert snap_compare(bench(language=language), terminal_size=size, run_before=compare)
