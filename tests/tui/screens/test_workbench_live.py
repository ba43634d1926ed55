"""The workbench with a real live model, over HTTP on loopback: what goes wrong is said, and work goes on."""

from __future__ import annotations

from typing import Any

import pytest

from prompt_tutor.llm.live import LiveModel, Timeouts
from prompt_tutor.llm.retries import Retries
from prompt_tutor.tui.widgets.editor import Editor

WHOLE = "La consommation baisse de 5,0 % à périmètre comparable."


def model(openai_server: Any, base: float = 0.0, patience: float = 30.0) -> LiveModel:
    """A local model that asks again after `base` seconds, and is given up after `patience` seconds of silence."""
    timeouts = Timeouts(first=patience, silence=patience)
    retries = Retries(base=base, jitter=lambda: 0.0)
    return LiveModel("openai/petit", openai_server.base_url, timeouts=timeouts, retries=retries)


@pytest.mark.parametrize(
    ("how", "said", "came"),
    [
        ({"status": 401}, "demande une clé", ""),
        ({"status": 404}, "n’est pas connu", ""),
        ({"status": 429}, "Attendez 1 minute", ""),
        ({"status": 500, "reason": "panne"}, "(panne)", ""),
        ({"hold": "before"}, "n’a pas commencé", ""),
        ({"hold": "after"}, "Ce qui est arrivé est conservé", WHOLE),
        ({"end": "cut"}, "Ce qui est arrivé est conservé", WHOLE),
        ({"finish": "length"}, "Ce qui est arrivé est conservé", WHOLE),
        ({"pieces": ("[b]Titre[/b] \x1b]0;x\x07",), "end": "cut"}, "conservé", "[b]Titre[/b] ␛]0;x␇"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_a_fault_keeps_prompt_and_partial_answer_and_the_next_send_works(
    bench: Any, hands: Any, openai_server: Any, how: dict[str, Any], said: str, came: str
) -> None:
    openai_server.behave(**how)
    # A busy machine takes more than a second to answer: only where the server keeps silent is it given up early.
    app = bench(model=model(openai_server, patience=3.0 if "hold" in how else 30.0))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert said in hands.words(app.screen, "#notice").replace("\u00a0", " ")
        assert "n’est pas allée jusqu’au bout" in hands.words(app.screen, "#answer-state")
        assert came in hands.answer(app.screen)
        assert app.screen.query_one(Editor).text == hands.weak["fr"]
        openai_server.behave()
        await pilot.press("f5")
        await hands.settle(pilot)
        assert hands.answer(app.screen) == WHOLE
        assert not app.screen.query_one("#notice").display


async def test_a_pause_is_shown_and_then_the_answer_comes(bench: Any, hands: Any, openai_server: Any) -> None:
    openai_server.then(status=503)
    app = bench(model=model(openai_server, base=1.0))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "nouvel essai dans" in hands.words(app.screen, "#answer-state"))
        await hands.settle(pilot)
        assert hands.answer(app.screen) == WHOLE


async def test_escape_in_mid_answer_closes_the_connection(bench: Any, hands: Any, openai_server: Any) -> None:
    openai_server.behave(hold="after")
    app = bench(model=LiveModel("openai/petit", openai_server.base_url))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "comparable" in hands.answer(app.screen))
        await pilot.press("escape")
        await hands.until(pilot, openai_server.disconnected.is_set)
        await hands.settle(pilot)
        assert "Arrêtée" in hands.words(app.screen, "#answer-state")
