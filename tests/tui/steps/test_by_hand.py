"""Steps that are done by hand: items sorted, passages marked, a text written."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.app import TutorApp
from prompt_tutor.tui.opening import Door
from prompt_tutor.tui.widgets.editor import Editor

Tutor = Callable[..., TutorApp]
Until = Callable[..., Awaitable[str]]
Snap = Callable[..., bool]


def at(step: str) -> Door:
    return Door("lesson", "essai/manier", step)


async def test_items_are_sorted_by_enter_and_each_tells_why(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("trier")).run_test() as pilot:
        text = await until(pilot, "[à trier] La feuille des régimes")
        assert "Santé et religion" not in text
        await pilot.press("enter")
        await until(pilot, "[aucun outil] La feuille des régimes")
        await pilot.press("down", "enter", "down", "enter")
        text = await until(pilot, "✗ aucun outil (à ranger dans « publiable ») : L’arrêté")
        assert "✓ aucun outil : La feuille" in text
        assert "Santé et religion d’enfants." in text
        assert "1 sur 2 à sa place" in text
        await until(pilot, "Entrée Continuer")
        await pilot.press("up", "enter")
        await until(pilot, "[publiable] L’arrêté")
        await pilot.press("down", "enter")
        await until(pilot, "2 sur 2 à leur place")
        await pilot.press("enter")
        await until(pilot, "Étape 2 sur 3")
    assert workspace.progress.states("essai/manier")["trier"] == "done"


async def test_item_on_no_pile_is_asked_for_first(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("trier"))
    async with app.run_test() as pilot:
        await until(pilot, "[à trier] La feuille des régimes")
        await pilot.press("down", "enter", "down", "enter")
        text = await until(pilot, "[aucun outil] L’arrêté")
        assert "✓" not in text
        assert app.focused is not None
        assert app.focused.has_class("row")


@pytest.mark.parametrize("how", ["h", "click"])
async def test_where_one_sorts_the_charter_can_be_read_and_the_piles_stay(
    town: Workspace, tutor: Tutor, until: Until, how: str
) -> None:
    app = tutor(door=at("trier"))
    app.workspace = town
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Charte (H)")
        await pilot.press("enter")
        await until(pilot, "[aucun outil] La feuille")
        await (pilot.click("#charter") if how == "click" else pilot.press(how))
        await until(pilot, "Aucun nom d’habitant ne sort de la mairie.")
        await pilot.press("escape")
        await until(pilot, "[aucun outil] La feuille")


async def test_without_a_charter_nothing_offers_one(tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("trier"))
    async with app.run_test(size=(80, 24)) as pilot:
        before = await until(pilot, "[à trier] La feuille")
        assert "Charte" not in before
        await pilot.press("h")
        assert "[à trier] La feuille" in await until(pilot, "Étape")


async def test_marks_tell_what_was_found_missed_and_accused_wrongly(
    workspace: Workspace, tutor: Tutor, until: Until
) -> None:
    async with tutor(door=at("reperer")).run_test() as pilot:
        text = await until(pilot, "◇ Il rouvre le lundi 15 juin.")
        assert "L’accueil ferme le vendredi 12 juin." in text
        await pilot.press("enter")
        await until(pilot, "◆ L’accueil ferme")
        await pilot.press("down", "down", "down", "enter")
        text = await until(pilot, "Repérés : 0 ; manqués : 1 ; accusés à tort : 1.")
        assert "✗ Accusé à tort : L’accueil ferme" in text
        assert "○ Manqué : Il rouvre" in text
        assert "La note ne dit pas quand il rouvre. À vérifier avec : l’accueil." in text
    assert workspace.progress.states("essai/manier")["reperer"] == "done"


async def test_mark_can_be_taken_away_again(tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("reperer")).run_test() as pilot:
        await until(pilot, "◇ Il rouvre")
        await pilot.press("enter", "enter", "down", "enter", "down", "down", "enter")
        await until(pilot, "Repérés : 1 ; manqués : 0 ; accusés à tort : 0.")


async def test_text_is_checked_and_then_a_sample_shown(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("ecrire"))
    async with app.run_test(size=(100, 40)) as pilot:
        text = await until(pilot, "Vérifier mon texte")
        assert "Un agent relit chaque réponse" not in text
        await pilot.press("f5")
        await until(pilot, "Écrivez d’abord une phrase")
        app.screen.query_one(Editor).load_text("La mairie répond vite.")
        await pilot.press("f5")
        text = await until(pilot, "✗ Qui relit (à reprendre) Dites qui relit avant l’envoi.")
        assert "✓ 40 mots au plus (rempli)" in text
        await until(pilot, "Un agent relit chaque réponse")
        app.screen.query_one(Editor).load_text(
            "La mairie répond vite : une personne vérifie chaque courrier avant l’envoi."
        )
        await pilot.press("f5")
        await until(pilot, "✓ Qui relit")
    assert workspace.progress.states("essai/manier")["ecrire"] == "done"


async def test_text_is_kept_when_the_learner_leaves_at_once(workspace: Workspace, tutor: Tutor, until: Until) -> None:
    app = tutor(door=at("ecrire"))
    async with app.run_test() as pilot:
        await until(pilot, "Vérifier mon texte")
        await pilot.press("B", "o", "n", "escape")
        await until(pilot, "S’exercer librement")
    assert workspace.drafts.load("essai/manier/ecrire") == "Bon"
    async with tutor(door=at("ecrire")).run_test() as pilot:
        await until(pilot, "Bon")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("step", "keys", "words"),
    [
        ("trier", ("enter", "down", "enter", "down", "enter"), "à ranger dans « publiable »"),
        ("reperer", ("enter", "down", "down", "down", "enter"), "accusés à tort : 1"),
        ("ecrire", ("O", "u", "i", "f5"), "Qui relit"),
    ],
)
def test_step_once_checked(
    snap_compare: Snap, tutor: Tutor, until: Until, size: tuple[int, int], step: str, keys: tuple[str, ...], words: str
) -> None:
    async def run_before(pilot: Pilot[Any]) -> None:
        await until(pilot, "Étape")
        await until(pilot, {"trier": "[à trier]", "reperer": "◇", "ecrire": "Vérifier"}[step])
        await pilot.press(*keys)
        await until(pilot, words)
        await pilot.pause()

    assert snap_compare(tutor("fr", door=at(step)), terminal_size=size, run_before=run_before)


LONG = "Une ligne du document que la réponse devait suivre.\n\n" * 12


def make_long(pack: Path, key: str) -> None:
    """Put a text above the rows, or the editor, that fills the screen."""
    file = pack / "lessons" / "03-manier.toml"
    text = file.read_text("utf-8")
    new = f'{key} = {{ fr = """{LONG}""", en = """{LONG}""" }}\n'
    anchor = 'request = { fr = "Expliquez' if key == "material" else "source = "
    at_ = text.index(anchor)
    rest = text[at_:] if key == "material" else text[text.index("\n", at_) + 1 :]
    file.write_text(text[:at_] + new + rest, encoding="utf-8")


async def test_no_sentence_is_marked_out_of_sight(pack: Path, tutor: Tutor, until: Until) -> None:
    make_long(pack, "source")
    async with tutor(door=at("reperer")).run_test(size=(80, 24)) as pilot:
        text = await until(pilot, "Une ligne du document")
        assert "◇" not in text
        await pilot.press("enter")
        await until(pilot, "◇ L’accueil ferme")
        await pilot.press("enter")
        await until(pilot, "◆ L’accueil ferme")


async def test_the_document_is_read_down_to_the_first_sentence_and_up_again(
    pack: Path, tutor: Tutor, until: Until
) -> None:
    make_long(pack, "source")
    async with tutor(door=at("reperer")).run_test(size=(80, 24)) as pilot:
        await until(pilot, "Une ligne du document")
        await pilot.press(*["down"] * 12)
        await until(pilot, "◇ L’accueil ferme")
        await pilot.press(*["up"] * 14)
        await until(pilot, "Marquez ce que le texte ne dit pas.")


async def test_f5_checks_without_going_down_to_the_button(tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("reperer")).run_test(size=(80, 24)) as pilot:
        await until(pilot, "F5 Vérifier")
        await pilot.press("f5")
        await until(pilot, "manqués : 1")
        await until(pilot, "Entrée Continuer")


async def test_how_the_sorting_went_is_in_view(tutor: Tutor, until: Until) -> None:
    async with tutor(door=at("trier")).run_test(size=(60, 14)) as pilot:
        await until(pilot, "Rangez chaque document.")
        await pilot.press("enter")  # brings the first one into view
        await until(pilot, "[à trier] La feuille")
        await pilot.press("enter", "down", "enter", "f5")
        await until(pilot, "1 sur 2")


async def test_what_is_written_is_in_view(pack: Path, tutor: Tutor, until: Until) -> None:
    make_long(pack, "material")
    async with tutor(door=at("ecrire")).run_test(size=(80, 24)) as pilot:
        text = await until(pilot, "Une ligne du document")
        assert "Écrivez ici" not in text
        await pilot.press("o", "u", "i")
        await until(pilot, "oui")


async def test_the_page_is_read_down_to_the_editor_and_enter_goes_on_once_checked(
    workspace: Workspace, pack: Path, tutor: Tutor, until: Until
) -> None:
    make_long(pack, "material")
    async with tutor(door=at("ecrire")).run_test(size=(80, 24)) as pilot:
        await until(pilot, "Une ligne du document")
        await pilot.press(*["down"] * 12)
        await until(pilot, "Écrivez ici")
        await pilot.press("o", "u", "i", "f5")
        await until(pilot, "✗ Qui relit")
        await pilot.press("enter")
        await until(pilot, "prompt-tutor")
    assert workspace.progress.states("essai/manier")["ecrire"] == "done"


async def test_a_text_that_is_brought_back_leaves_the_request_in_view(
    workspace: Workspace, pack: Path, tutor: Tutor, until: Until
) -> None:
    make_long(pack, "material")
    workspace.drafts.save("essai/manier/ecrire", "Une personne relit.")
    app = tutor(door=at("ecrire"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, "Expliquez en 40 mots au plus")
        while app.screen.query_one(Editor).text != "Une personne relit.":
            await pilot.pause(0.02)
        await pilot.pause()
        assert "Expliquez en 40 mots au plus" in await until(pilot, "Étape 3")
