"""What was sorted, marked or chosen in a lesson is there again when one comes back."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]


def at(step: str) -> Door:
    return Door("lesson", "essai/demander" if step == "predire" else "essai/manier", step)


STEPS = [
    ("trier", "[à trier] La feuille", ("enter",), "[aucun outil] La feuille"),
    ("trier", "[à trier] La feuille", ("enter", "down", "enter", "f5"), "✗ aucun outil (à ranger dans « publiable »)"),
    ("reperer", "◇ L’accueil ferme", ("enter",), "◆ L’accueil ferme"),
    ("reperer", "◇ L’accueil ferme", ("enter", "f5"), "✗ Accusé à tort : L’accueil ferme"),
    ("predire", "○ Il refuse", ("enter",), "✗ Pas celle-ci : Il demande"),
    ("predire", "○ Il refuse", ("down", "enter"), "✓ Oui : Il choisit pour vous"),
]


@pytest.mark.parametrize(("step", "before", "keys", "after"), STEPS)
async def test_marks_are_there_again_after_going_to_another_step_and_back(
    tutor: Tutor, until: Until, step: str, before: str, keys: tuple[str, ...], after: str
) -> None:
    async with tutor(door=at(step)).run_test(size=(80, 30)) as pilot:
        await until(pilot, before)
        await pilot.press(*keys)
        await until(pilot, after)
        away = "right" if step == "trier" else "left"
        await pilot.press(away)
        await until(pilot, "Étape 1 sur 3" if step == "reperer" else "Étape 2 sur")
        await pilot.press("left" if away == "right" else "right")
        await until(pilot, after)


@pytest.mark.parametrize(("step", "before", "keys", "after"), STEPS)
async def test_marks_are_there_again_when_the_tutor_was_left(
    tutor: Tutor, until: Until, step: str, before: str, keys: tuple[str, ...], after: str
) -> None:
    async with tutor(door=at(step)).run_test(size=(80, 30)) as pilot:
        await until(pilot, before)
        await pilot.press(*keys, "escape")
        await until(pilot, "S’exercer librement")
    async with tutor(door=at(step)).run_test(size=(80, 30)) as pilot:
        await until(pilot, after)


async def test_what_was_checked_before_goes_on_with_enter(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("reperer")).run_test(size=(80, 30)) as pilot:
        await until(pilot, "◇ L’accueil ferme")
        await pilot.press("enter", "f5", "escape")
        await until(pilot, "S’exercer librement")
    async with tutor(door=at("reperer")).run_test(size=(80, 30)) as pilot:
        await until(pilot, "accusés à tort : 1")
        await until(pilot, "Entrée Continuer")
        await pilot.press("enter")
        await until(pilot, "Étape 3 sur 3")


async def test_marks_of_a_step_that_was_changed_since_are_left_out(
    pack: Path, workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=at("reperer")).run_test() as pilot:
        await until(pilot, "◇ L’accueil ferme")
        await pilot.press("enter")
        await until(pilot, "◆ L’accueil ferme")
    file = pack / "lessons" / "03-manier.toml"
    file.write_text(file.read_text("utf-8").replace("L’accueil ferme", "Le guichet ferme"), encoding="utf-8")
    async with tutor(door=at("reperer")).run_test() as pilot:
        await until(pilot, "◇ Le guichet ferme")
        await pilot.pause(0.2)
        assert "◆" not in await until(pilot, "◇ Le guichet ferme")


async def test_a_store_that_fails_is_told_and_one_goes_on(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("reperer"))
    async with app.run_test() as pilot:
        await until(pilot, "◇ L’accueil ferme")
        workspace.database.connection.execute("DROP TABLE drafts")
        await pilot.press("enter")
        await until(pilot, "◆ L’accueil ferme")
        await pilot.pause()
        assert [notice.severity for notice in app._notifications] == ["warning"]
