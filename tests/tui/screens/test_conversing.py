"""Several prompts in one conversation: turn by turn, with an answer corrected on the way, and back again."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.widgets.editor import Editor, PromptEditor

SecondTurn = Callable[[tuple[int, int]], AbstractAsyncContextManager[tuple[Any, Any]]]

SOURCE = Path(__file__).parents[2] / "authoring" / "conversation.toml"
FIRST = "Classe les avis par thème dans un tableau, uniquement d’après ces avis."
SECOND = "Rédige la synthèse des avis en 5 lignes au plus."
PLACE = "scenario/deux-temps/fr"
WIDE, NARROW = (120, 40), (80, 24)


@pytest.fixture
def conversation() -> Scenario:
    """The scenario of two prompts: count, then write up; nothing is to be declined."""
    return Scenario.model_validate({**read_scenario(SOURCE).whole().model_dump(), "decline": None})


@pytest.fixture
def second_turn(bench: Any, hands: Any, conversation: Scenario) -> SecondTurn:
    """Send the first prompt and go on to the second turn: `async with second_turn(WIDE) as (app, pilot)`."""

    @asynccontextmanager
    async def run(size: tuple[int, int]) -> AsyncIterator[tuple[Any, Any]]:
        app = bench(on=conversation)
        async with app.run_test(size=size) as pilot:
            await hands.settle(pilot)
            await hands.send(pilot, FIRST)
            await pilot.press("f7")
            await hands.settle(pilot)
            yield app, pilot

    return run


def correction(app: Any) -> Editor:
    """The editor of the answer of the turn before."""
    editor = app.screen.query_one("#correction-editor")
    assert isinstance(editor, Editor)
    return editor


def correct(app: Any) -> None:
    """Put the right count into the answer of the first turn."""
    correction(app).text = correction(app).text.replace("13 avis", "12 avis")


def footer(app: Any) -> str:
    """The keys in view."""
    shown: str = app.screen.query_one(KeyFooter).render().plain
    return shown.replace("\ue000", " ")


async def test_the_turn_and_what_it_asks_stand_in_the_brief_and_above_the_prompt(
    bench: Any, hands: Any, conversation: Scenario
) -> None:
    app = bench(on=conversation)
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        assert hands.words(app.screen, "#turn-title").replace("\u00a0", " ") == "Tour 1 sur 2"
        assert "Faites compter les avis par thème." in hands.words(app.screen, "#turn-request")
        assert "Faites compter les avis par thème." in hands.words(app.screen, "#prompt-request")


async def test_nothing_goes_on_by_itself_and_f7_goes_on_once_the_answer_is_whole(
    bench: Any, hands: Any, conversation: Scenario
) -> None:
    app = bench(on=conversation)
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        await pilot.press("f7")
        await hands.settle(pilot)
        assert "Tour 1 sur 2" in hands.words(app.screen, "#bar-note").replace("\u00a0", " ")
        assert "Tour suivant" not in footer(app)
        await hands.send(pilot, FIRST)
        assert app.screen.practice.conversation.turn == 0
        assert footer(app).startswith("F7 Tour suivant")
        await pilot.press("f7")
        await hands.settle(pilot)
        assert app.screen.practice.conversation.turn == 1
        assert "Faites rédiger la synthèse." in hands.words(app.screen, "#prompt-request")
        assert app.screen.query_one(PromptEditor).text == ""
        assert app.focused is correction(app)


async def test_the_button_in_the_feedback_goes_on(bench: Any, hands: Any, conversation: Scenario) -> None:
    app = bench(on=conversation)
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, FIRST)
        await pilot.click("#go-on")
        await hands.settle(pilot)
        assert app.screen.practice.conversation.turn == 1


async def test_f7_goes_on_from_the_editor_too(bench: Any, hands: Any, conversation: Scenario) -> None:
    app = bench(on=conversation)
    async with app.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, FIRST)
        app.screen.query_one(PromptEditor).focus()
        await hands.settle(pilot)
        assert "Échap" in footer(app)
        assert app.screen.query_one(KeyFooter).render().cell_length <= 76
        await pilot.press("f7")
        await hands.settle(pilot)
        assert app.screen.practice.conversation.turn == 1


async def test_the_corrected_answer_is_carried_on_and_reaches_the_goal(hands: Any, second_turn: SecondTurn) -> None:
    async with second_turn(WIDE) as (app, pilot):
        assert "13 avis" in correction(app).text
        correct(app)
        await hands.send(pilot, SECOND)
        assert "Sur 12 avis" in hands.answer(app.screen)
        assert "Objectif atteint" in hands.words(app.screen, "#standing").replace("\u00a0", " ")
        assert app.passed == [""]
        conversation_words = hands.words(app.screen, "#conversation Static").replace("\u00a0", " ")
        assert "La réponse, corrigée par vos soins" in conversation_words
        assert FIRST in conversation_words


async def test_the_answer_left_as_it_came_keeps_its_error(hands: Any, second_turn: SecondTurn) -> None:
    async with second_turn(WIDE) as (app, pilot):
        await hands.send(pilot, SECOND)
        assert "Sur 13 avis" in hands.answer(app.screen)
        assert app.passed == []


async def test_what_the_next_turn_can_still_meet_is_said_and_later_criteria_are_not_shown(
    bench: Any, hands: Any, conversation: Scenario
) -> None:
    app = bench(on=conversation)
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "Compte les avis.")
        titles = hands.words(app.screen, ".finding-title").replace("\u00a0", " ")
        assert "(encore possible au tour suivant)" in titles
        assert titles.count("encore possible") == 1
        assert "Le compte corrigé" not in titles
        assert "À reprendre" not in hands.words(app.screen, "#standing").replace("\u00a0", " ")


async def test_words_of_the_first_prompt_are_marked_there_from_the_second_turn(
    hands: Any, second_turn: SecondTurn
) -> None:
    async with second_turn(WIDE) as (app, pilot):
        await hands.send(pilot, SECOND)
        app.screen.query_one("#feedback").focus()
        await pilot.pause()
        for _ in range(3):
            await pilot.press("down")
            chosen = app.screen.query(".finding.-chosen")
            if "Format" in hands.words(app.screen, ".-chosen .finding-title"):
                break
        await hands.settle(pilot)
        assert chosen
        marked = app.screen.query_one("#turn-prompt-0").render()
        assert [marked.plain[span.start : span.end] for span in marked.spans if "bold" in str(span.style)]
        assert app.screen.query_one(PromptEditor).get_line(0).spans == []
        await pilot.press("enter")
        await hands.settle(pilot)
        assert app.focused.id == "conversation"


async def test_a_turn_is_redone_with_its_draft_and_the_next_begins_anew_after_it(
    hands: Any, second_turn: SecondTurn
) -> None:
    async with second_turn(WIDE) as (app, pilot):
        await hands.send(pilot, SECOND)
        await pilot.press("f19")
        await hands.settle(pilot)
        assert app.screen.query_one(PromptEditor).text == FIRST
        assert "Tour 1 sur 2" in hands.words(app.screen, "#bar-note").replace("\u00a0", " ")
        await hands.send(pilot, FIRST + " Vite.")
        await pilot.press("f7")
        await hands.settle(pilot)
        assert app.screen.query_one(PromptEditor).text == SECOND
        assert "Envoyez votre prompt" in hands.words(app.screen, "#feedback Static").replace("\u00a0", " ")
        history = app.screen.practice.exercise.history()
        assert [attempt.turn for attempt in history] == [0, 1, 0]


async def test_the_button_of_the_conversation_redoes_the_turn_before(hands: Any, second_turn: SecondTurn) -> None:
    async with second_turn(NARROW) as (app, pilot):
        await pilot.press("f3")
        await hands.settle(pilot)
        assert app.focused.id == "conversation"
        await pilot.press("tab", "enter")
        await hands.settle(pilot)
        assert app.screen.practice.conversation.turn == 0


async def test_drafts_of_each_turn_and_the_corrected_answer_are_back_on_reopening(
    bench: Any, hands: Any, second_turn: SecondTurn, conversation: Scenario, workspace: Workspace
) -> None:
    async with second_turn(NARROW) as (app, pilot):
        correct(app)
        await hands.write(pilot, "Rédige")
    assert workspace.drafts.load(PLACE) == FIRST
    assert workspace.drafts.load(f"{PLACE}/rediger") == "Rédige"
    again = bench(on=conversation)
    async with again.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        assert again.screen.practice.conversation.turn == 0
        assert "Retour sur l’essai 1" in hands.words(again.screen, "#feedback Static").replace("\u00a0", " ")
        await pilot.press("f7")
        await hands.settle(pilot)
        assert again.screen.query_one(PromptEditor).text == "Rédige"
        assert "12 avis" in correction(again).text


async def test_reopening_comes_back_to_the_turn_of_the_last_attempt(
    bench: Any, hands: Any, second_turn: SecondTurn, conversation: Scenario
) -> None:
    async with second_turn(NARROW) as (app, pilot):
        correct(app)
        await hands.send(pilot, SECOND)
    again = bench(on=conversation)
    async with again.run_test(size=NARROW) as pilot:
        await hands.settle(pilot)
        assert again.screen.practice.conversation.turn == 1
        assert again.screen.query_one(PromptEditor).text == SECOND
        assert "12 avis" in correction(again).text
        assert "Objectif atteint" in hands.words(again.screen, "#standing").replace("\u00a0", " ")


async def test_the_answer_given_before_the_first_prompt_is_in_view(
    bench: Any, hands: Any, conversation: Scenario
) -> None:
    data = conversation.model_dump()
    data["turns"][0]["given"] = {"fr": "**Un premier jet** faux.", "en": "**A first draft**, wrong."}
    app = bench(on=Scenario.model_validate(data))
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        assert hands.answer(app.screen) == "Un premier jet faux."
        assert "À l’écran avant" in hands.words(app.screen, "#answer-model").replace("\u00a0", " ")
        await hands.send(pilot, FIRST)
        assert "13 avis" in hands.answer(app.screen)


async def test_the_comparison_stays_within_the_turn(hands: Any, second_turn: SecondTurn) -> None:
    async with second_turn(WIDE) as (app, pilot):
        await hands.send(pilot, SECOND)
        assert not app.screen.practice.pair
        await hands.send(pilot, SECOND + " Sois bref.")
        assert [attempt.turn for attempt in app.screen.practice.pair] == [1, 1]


@pytest.mark.parametrize("size", [NARROW, WIDE])
@pytest.mark.parametrize("keys", [(), ("f7",), ("f7", "f3")], ids=["answered", "correcting", "conversation"])
def test_pictures(
    snap_compare: Any, bench: Any, hands: Any, conversation: Scenario, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async def go(pilot: Any) -> None:
        await hands.settle(pilot)
        await hands.send(pilot, FIRST)
        for key in keys:
            await pilot.press(key)
            await hands.settle(pilot)

    assert snap_compare(bench(on=conversation), terminal_size=size, run_before=go)
