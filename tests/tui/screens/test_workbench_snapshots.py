"""Pictures of the workbench and of the comparison, at both sizes, in both languages."""

from typing import Any

import pytest

from prompt_tutor.llm.model import ModelInfo

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


MARKDOWN = {
    "fr": """## Fermeture de la piscine

La piscine **ferme du 3 au 14 mars** pour *vidange* :

- les clubs sont prévenus ;
- le bassin de Bellerive reste ouvert aux habitants, aux heures habituelles, pendant ces deux semaines.

| Bassin | Longueur | Ouvert |
|:--|--:|:-:|
| Port-Neuf | 50 m | non |
| Bellerive | 25 m | **oui** |
""",
    "en": """## The pool closes

The pool is **closed from 3 to 14 March** to be *drained*:

- clubs have been told;
- the Bellerive pool stays open to residents at the usual hours during these two weeks, as it always does.

| Pool | Length | Open |
|:--|--:|:-:|
| Port-Neuf | 50 m | no |
| Bellerive | 25 m | **yes** |
""",
}


def test_markdown(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], language: str) -> None:
    async def answer(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak[language])

    # Not said to be live: what an answer took differs each time.
    info = ModelInfo("openai/test", "recorded", simulated=False, hosted=False)
    model = hands.model((MARKDOWN[language],), info=info)
    assert snap_compare(bench(language=language, model=model), terminal_size=size, run_before=answer)
