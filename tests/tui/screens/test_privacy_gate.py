"""The stop before personal data leave this machine: what it shows, what it puts in their place, how it lets them go."""

from typing import Any

import pytest
from textual.widgets import Input

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.model import ModelInfo
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.privacy_gate import PrivacyGate
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.editor import Editor

HOSTED = ModelInfo("mistral/grand", "live", simulated=False, hosted=True)
LETTER = "Bonjour,\nM. Paul Verdier est en arrêt maladie."
DRAFT = {
    "fr": "Réponds à ce courrier sur la piscine.\nMme Lucie Harnois est malade, la rappeler au 06 39 98 11 22.",
    "en": "Answer this letter about the pool.\nMrs Lucie Harnois is ill, call her back on 06 39 98 11 22.",
}


@pytest.fixture
def letters(hands: Any) -> Scenario:
    """The scenario on the pool, with a letter that names someone and a sensitive file."""
    data = hands.scenario_data()
    data["documents"] = [
        {"id": "courrier", "title": {"fr": "Le courrier", "en": "The letter"}, "text": LETTER},
        {"id": "dossier", "title": {"fr": "Le dossier", "en": "The file"}, "text": "Dossier 7.", "sensitive": True},
    ]
    return Scenario.model_validate(data)


async def stop(pilot: Any, hands: Any, draft: str) -> PrivacyGate:
    """Send `draft` and return the stop that it meets."""
    await hands.settle(pilot)
    await hands.write(pilot, draft)
    await pilot.press("f5")
    await hands.until(pilot, lambda: isinstance(pilot.app.screen, PrivacyGate) and pilot.app.screen.focused)
    gate = pilot.app.screen
    assert isinstance(gate, PrivacyGate)
    return gate


def rows(gate: PrivacyGate) -> list[str]:
    """What the lines of the list say."""
    return [
        str(option.prompt).replace("\u00a0", " ").replace("\ue000", " ")
        for option in gate.query_one(ChoiceList).options
    ]


async def back(pilot: Any, hands: Any) -> WorkbenchScreen:
    """Wait until the workbench shows again and nothing runs."""
    await hands.until(pilot, lambda: isinstance(pilot.app.screen, WorkbenchScreen))
    await hands.settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, WorkbenchScreen)
    return screen


async def test_enter_by_habit_goes_back_and_sends_nothing(bench: Any, hands: Any, workspace: Workspace) -> None:
    model = hands.model(("jamais",), info=HOSTED)
    app = bench(model=model)
    async with app.run_test(size=(120, 40)) as pilot:
        gate = await stop(pilot, hands, DRAFT["fr"])
        assert rows(gate) == [
            "! nom d’une personne · ligne 2 de votre prompt\n  Mme Lucie Harnois est malade, la rappeler au 06…",
            "! numéro de téléphone · ligne 2 de votre prompt\n  …is est malade, la rappeler au 06 39 98 11 22.",
        ]
        assert "Remplacer le nom ne suffit pas" in hands.words(gate, "#gate Words")
        await pilot.press("enter", "enter", "enter")
        screen = await back(pilot, hands)
        assert model.requests == []
        assert "Rien n’a été envoyé" in hands.words(screen, "#notice")
        assert hands.words(screen, "#answer-state") == "! Rien n’a été envoyé"
        assert "! À retirer" in hands.words(screen, "#feedback Static")
        assert DRAFT["fr"] in screen.query_one(Editor).text
        assert app.focused is screen.query_one(Editor)
    answer = workspace.attempts.answer_of(1)
    assert answer is not None
    assert (answer.status, answer.model.get("consent")) == ("failed", None)


async def test_r_puts_a_placeholder_into_the_draft_and_the_learner_sends_again(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    model = hands.model(("Bonjour.",), info=HOSTED)
    app = bench(model=model)
    async with app.run_test(size=(120, 40)) as pilot:
        gate = await stop(pilot, hands, DRAFT["fr"])
        await pilot.press("r", "down", "r")
        await hands.until(pilot, lambda: all(row.startswith("✓") for row in rows(gate)))
        assert "→ [NOM]" in rows(gate)[0]
        await pilot.press("r")
        await hands.until(pilot, lambda: rows(gate)[1].startswith("!"))
        await pilot.press("a")
        await hands.until(pilot, lambda: "→ [TÉLÉPHONE]" in rows(gate)[1])
        assert not gate.query_one("#send").display
        await pilot.press("escape")
        screen = await back(pilot, hands)
        assert model.requests == []
        editor = screen.query_one(Editor)
        assert editor.text == ("Réponds à ce courrier sur la piscine.\n[NOM] est malade, la rappeler au [TÉLÉPHONE].")
        await pilot.press("f5")
        await hands.settle(pilot)
        assert [request.messages[0].text for request in model.requests] == [editor.text]
        assert hands.answer(screen) == "Bonjour."
        editor.undo()
        editor.undo()
        assert editor.text == DRAFT["fr"]


async def test_what_was_typed_while_the_model_was_made_is_not_lost(bench: Any, hands: Any) -> None:
    app = bench(model=hands.model(info=HOSTED))
    async with app.run_test(size=(120, 40)) as pilot:
        await stop(pilot, hands, DRAFT["fr"])
        editor = app.screen_stack[-2].query_one(Editor)
        editor.insert("Bonjour. ", (0, 0))
        await pilot.press("a", "escape")
        await back(pilot, hands)
        assert editor.text == (
            "Bonjour. Réponds à ce courrier sur la piscine.\n[NOM] est malade, la rappeler au [TÉLÉPHONE]."
        )


async def test_a_document_is_told_by_its_title_and_taken_out_as_a_whole(
    bench: Any, hands: Any, letters: Scenario
) -> None:
    model = hands.model(info=HOSTED)
    app = bench(model=model, on=letters)
    async with app.run_test(size=(120, 40)) as pilot:
        gate = await stop(pilot, hands, "Réponds sur la piscine :\n{{courrier}}\nEt lis {{dossier}}.")
        assert rows(gate) == [
            "! nom d’une personne · ligne 2 du document « Le courrier »\n  M. Paul Verdier est en arrêt maladie.",
            "! document signalé comme sensible · document « Le dossier »\n  Dossier 7.",
        ]
        await pilot.press("r")
        await hands.until(pilot, lambda: "→ le document est retiré du prompt" in rows(gate)[0])
        await pilot.press("escape")
        screen = await back(pilot, hands)
        assert screen.query_one(Editor).text == "Réponds sur la piscine :\n\nEt lis {{dossier}}."
        assert model.requests == []


async def test_it_is_sent_only_once_the_word_is_written_and_the_attempt_says_so(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    model = hands.model(("Bonjour.",), info=HOSTED)
    app = bench(model=model)
    async with app.run_test(size=(120, 40)) as pilot:
        gate = await stop(pilot, hands, DRAFT["fr"])
        await pilot.press("right", "enter", "enter", "enter")
        await hands.until(
            pilot, lambda: "le mot est « envoyer »" in hands.words(gate, "#gate-ask").replace("\u00a0", " ")
        )
        await pilot.press(*"oui", "enter")
        assert app.screen is gate
        await pilot.press("escape")  # back to the choice, not out
        await hands.until(pilot, lambda: gate.query_one("#send").display and gate.focused.id == "back")
        await pilot.press("right", "enter")
        gate.query_one(Input).value = " Envoyer"
        await pilot.press("enter")
        screen = await back(pilot, hands)
        assert [request.messages[0].text for request in model.requests] == [DRAFT["fr"]]
        said = "Envoyé avec des données personnelles, après confirmation : nom d’une personne, numéro de téléphone"
        assert said in hands.words(screen, "#answer-state").replace("\u00a0", " ")
    answer = workspace.attempts.answer_of(1)
    assert answer is not None
    assert answer.model["consent"]["kinds"] == ["name", "phone"]
    again = bench(model=model)
    async with again.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        assert said in hands.words(again.screen, "#answer-state").replace("\u00a0", " ")


async def test_every_send_asks_again(bench: Any, hands: Any) -> None:
    model = hands.model(("Bonjour.",), info=HOSTED)
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        gate = await stop(pilot, hands, DRAFT["fr"])
        await pilot.press("right", "enter")
        gate.query_one(Input).value = "envoyer"
        await pilot.press("enter")
        await back(pilot, hands)
        await stop(pilot, hands, DRAFT["fr"])
        assert len(model.requests) == 1
        await pilot.press("escape")
        await back(pilot, hands)
        assert len(model.requests) == 1


async def test_mouse_and_f1(bench: Any, hands: Any) -> None:
    model = hands.model(info=HOSTED)
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        gate = await stop(pilot, hands, DRAFT["fr"])
        await pilot.press("f1")
        await hands.until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await pilot.click("#gate-rows", offset=(5, 0))
        await hands.until(pilot, lambda: rows(gate)[0].startswith("✓"))
        await pilot.click("#back")
        screen = await back(pilot, hands)
        assert "[NOM]" in screen.query_one(Editor).text
        assert model.requests == []


async def test_local_and_practice_models_meet_no_stop(bench: Any, hands: Any) -> None:
    model = hands.model(("Bonjour.",))
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, DRAFT["fr"])
        assert len(model.requests) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("step", ["found", "replaced", "word"])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, size: tuple[int, int], step: str) -> None:
    async def show(pilot: Any) -> None:
        await stop(pilot, hands, DRAFT["fr"])
        await pilot.press(*{"found": (), "replaced": ("r",), "word": ("right", "enter")}[step])
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(bench(model=hands.model(info=HOSTED)), terminal_size=size, run_before=show)


async def test_in_english_and_narrow(bench: Any, hands: Any) -> None:
    app = bench(language="en", model=hands.model(info=HOSTED))
    async with app.run_test(size=(60, 20)) as pilot:
        gate = await stop(pilot, hands, DRAFT["en"])
        lines = [strip.text.strip(" │") for strip in gate._compositor.render_strips()]
        shown = [line.replace("\u00a0", " ") for line in lines if line and line[0] not in "╭╰"]
        assert shown == [
            "! Nothing was sent: the prompt holds personal data",
            "mistral/grand does not run on this computer. 2",
            "passages of your prompt should not leave it:",
            "! name of a person · line 2 of your prompt",
            "Mrs Lucie Harnois is ill, call her back on 06 3…",
            "! telephone number · line 2 of your prompt",
            "…nois is ill, call her back on 06 39 98 11 22.",
            "Replacing the name is not enough: an age, a street",
            "or an illness may tell who it is. Reread the whole",
            "prompt.",
            "Go back and edit          Send all the same…",
            "Enter OK   R Replace   A All   Esc Go back   F1 Help",
        ]
