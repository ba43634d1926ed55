"""Not with AI: reasons are written and read, and the step is done once prompt and refusal both are."""

from collections.abc import Callable
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.declining import DecliningScreen
from prompt_tutor.tui.screens.workbench import WorkbenchScreen
from prompt_tutor.tui.widgets.editor import Editor

REASON = "On reconnaîtrait les familles."
WIDE, NARROW = (120, 40), (80, 24)


def reason(id_: str, title: str, why: str, word: str) -> dict[str, Any]:
    """A reason to decline that one word is enough for."""
    texts = {"title": {"fr": title, "en": title}, "why": {"fr": why, "en": why}}
    return {"id": id_, **texts, "routes": [{"fr": [[word]], "en": [[word]]}]}


@pytest.fixture
def clubs(hands: Any) -> Scenario:
    """The scenario on the pool, whose list of members is to stay out of AI."""
    data = hands.scenario_data()
    data["decline"] = {
        "expected": "bassins",
        "alternative": {"fr": "Annoncez la fermeture sans la liste.", "en": "Announce it without the list."},
        "reasons": [
            reason("known", "Des gens que l’on reconnaît", "Un club est petit.", "reconnaîtrait"),
            reason("purpose", "Une liste faite pour autre chose", "Elle sert aux cours.", "finalité"),
        ],
    }
    return Scenario.model_validate(data)


def said(app: Any, hands: Any) -> str:
    """What came of declining, with plain spaces."""
    words: str = hands.words(app.screen, "#reasons Static")
    return words.replace("\u00a0", " ")


async def open_reasons(pilot: Any, hands: Any) -> None:
    """Open the screen of reasons."""
    await hands.settle(pilot)
    await pilot.press("f12")
    await hands.settle(pilot)
    assert isinstance(pilot.app.screen, DecliningScreen)


async def give(pilot: Any, hands: Any, text: str) -> None:
    """Write reasons and send them."""
    pilot.app.screen.query_one(Editor).text = text
    await pilot.pause()
    await pilot.press("f5")
    await hands.settle(pilot)


async def test_nothing_is_offered_where_nothing_may_be_declined(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await pilot.press("f12")
        await hands.settle(pilot)
        assert isinstance(app.screen, WorkbenchScreen)
        assert "Pas avec" not in app.screen.query_one(KeyFooter).render().plain


async def test_the_key_is_named_where_there_is_room(bench: Any, hands: Any, clubs: Scenario) -> None:
    app = bench(on=clubs)
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        assert "F12 Pas avec" in app.screen.query_one(KeyFooter).render().plain.replace("\ue000", " ")


async def test_a_reason_that_does_not_hold_tells_no_others(bench: Any, hands: Any, clubs: Scenario) -> None:
    app = bench(on=clubs)
    async with app.run_test(size=NARROW) as pilot:
        await open_reasons(pilot, hands)
        await give(pilot, hands, "Je n’aime pas ces outils.")
        assert "reste à en donner la raison" in said(app, hands)
        assert "Une liste faite pour autre chose" not in said(app, hands)
        await give(pilot, hands, "  ")
        assert "!" in said(app, hands)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert app.screen.practice.refusal_due


async def test_the_reason_found_the_others_and_the_alternative_are_shown(
    bench: Any, hands: Any, clubs: Scenario
) -> None:
    app = bench(on=clubs)
    async with app.run_test(size=WIDE) as pilot:
        await open_reasons(pilot, hands)
        await give(pilot, hands, REASON)
        text = said(app, hands)
        assert "✓ Vous l’avez dit : Des gens que l’on reconnaît" in text
        assert "+ On peut ajouter : Une liste faite pour autre chose" in text
        assert "Elle sert aux cours." in text
        assert "Annoncez la fermeture sans la liste." in text


async def test_the_step_is_done_once_both_the_refusal_and_the_prompt_are(
    bench: Any, hands: Any, clubs: Scenario
) -> None:
    app = bench(on=clubs, step="01-prompts/essai")
    async with app.run_test(size=WIDE) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"])
        assert app.passed == []
        assert "Il reste une chose" in hands.words(app.screen, ".guess").replace("\u00a0", " ")
        await open_reasons(pilot, hands)
        await give(pilot, hands, REASON)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert app.passed == ["01-prompts/essai"]
        assert "Il reste une chose" not in hands.words(app.screen, ".guess").replace("\u00a0", " ")


async def test_the_prompt_after_the_refusal_ends_the_step(bench: Any, hands: Any, clubs: Scenario) -> None:
    app = bench(on=clubs, step="01-prompts/essai")
    async with app.run_test(size=WIDE) as pilot:
        await open_reasons(pilot, hands)
        await give(pilot, hands, REASON)
        await pilot.click("#close")
        await hands.settle(pilot)
        assert app.passed == []
        await hands.send(pilot, hands.strong["fr"])
        assert app.passed == ["01-prompts/essai"]


async def test_reasons_being_written_are_kept(bench: Any, hands: Any, clubs: Scenario, workspace: Workspace) -> None:
    app = bench(on=clubs)
    async with app.run_test(size=NARROW) as pilot:
        await open_reasons(pilot, hands)
        app.screen.query_one(Editor).text = "À finir"
        await pilot.pause()
        await pilot.press("escape")
        await hands.settle(pilot)
        assert workspace.drafts.load("scenario/piscine/fr/:decline") == "À finir"
        await open_reasons(pilot, hands)
        assert app.screen.query_one(Editor).text == "À finir"


@pytest.mark.parametrize("size", [NARROW, WIDE])
def test_pictures(snap_compare: Any, bench: Any, hands: Any, clubs: Scenario, size: tuple[int, int]) -> None:
    async def decline(pilot: Any) -> None:
        await open_reasons(pilot, hands)
        pilot.app.screen.query_one(Editor).cursor_blink = False
        await give(pilot, hands, REASON)

    assert snap_compare(bench(on=clubs), terminal_size=size, run_before=decline)


async def test_the_words_tell_it_all_without_colours_where_it_is_narrow(
    bench: Any, hands: Any, clubs: Scenario, same_text: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = bench(on=clubs)
    async with app.run_test(size=(60, 20)) as pilot:
        await open_reasons(pilot, hands)
        await give(pilot, hands, "Je préfère pas.")
        same_text(app, "declining-unfounded-fr-60x20")
        await give(pilot, hands, REASON)
        same_text(app, "declining-founded-fr-60x20")
