"""Sending on the workbench: grade, answer, feedback, and what goes wrong."""

import threading
from typing import Any

import pytest
from textual import events

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.errors import StorageError
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.llm.model import Chunk, ModelError, Usage, Waiting
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.tui.screens.comparison import ComparisonScreen
from prompt_tutor.tui.widgets.editor import Editor


def statuses(workspace: Workspace) -> list[str]:
    """What became of the answers, oldest attempt first."""
    answers = [workspace.attempts.answer_of(attempt.id) for attempt in workspace.attempts.history("piscine")]
    return [answer.status if answer else "none" for answer in answers]


async def test_a_weak_prompt_is_answered_with_what_it_left_out_and_told_what_to_do(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert hands.words(app.screen, "#answer-model") == "Réponse simulée, composée pour l’exercice"
        assert "▲ La piscine ferme le 12 avril." in hands.answer(app.screen)
        feedback = hands.words(app.screen, "#feedback Static")
        assert "○ 0 critère sur 2 · À reprendre" in feedback
        assert feedback.index("1. Donnez les dates de fermeture.") < feedback.index("○ À ajouter")
        assert "Rien de repéré ; ce n’est pas une preuve d’anonymat." in feedback.replace("\u00a0", " ")
        assert app.passed == []
        assert app.screen.query_one(Editor).text == hands.weak["fr"]


async def test_a_strong_prompt_reaches_the_goal_and_leaves_something_to_check(bench: Any, hands: Any) -> None:
    app = bench(step="01-prompts/essai")
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"])
        feedback = hands.words(app.screen, "#feedback Static")
        assert "✓ 2 critères sur 2 · Objectif atteint" in feedback
        assert "(V)" in feedback  # the way to look for it oneself
        assert "le service des sports" not in feedback
        assert app.passed == ["01-prompts/essai"]


async def test_the_attempt_is_on_disk_before_the_model_is_asked(bench: Any, hands: Any, workspace: Workspace) -> None:
    seen: list[int] = []
    model = hands.model(("Bonjour.",), on_ask=lambda: seen.append(len(workspace.attempts.history("piscine"))))
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "Annonce la fermeture.\n\n{{bassins}}")
        assert seen == [1]
        assert "Port-Neuf,50,non" in model.requests[0].messages[0].text
        assert hands.words(app.screen, "#answer-model") == "Réponse\u00a0: openai/test"


async def test_escape_stops_the_answer_keeps_what_came_and_only_then_leaves(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    app = bench(model=hands.model(("Début de réponse",), endless=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        bench_screen = app.screen
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "Début de réponse" in hands.answer(bench_screen))
        assert "Échap l’arrête" in hands.words(bench_screen, "#answer-state")
        await pilot.press("f5")  # a second send waits its turn
        await pilot.press("escape")
        await hands.settle(pilot)
        assert app.screen is bench_screen
        assert statuses(workspace) == ["cancelled"]
        assert "Arrêtée" in hands.words(bench_screen, "#answer-state")
        assert "Début de réponse" in hands.answer(bench_screen)
        assert bench_screen.query_one(Editor).text == hands.weak["fr"]
        await pilot.press("escape")
        await hands.settle(pilot)
        assert app.screen is not bench_screen


async def test_a_pause_before_another_request_is_counted_down_and_escape_ends_it(bench: Any, hands: Any) -> None:
    pause = Chunk(waiting=Waiting(3.2, 2, 3, "Le serveur est occupé"))
    app = bench(model=hands.model((pause,), endless=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "occupé" in hands.words(app.screen, "#answer-state"))
        said = hands.words(app.screen, "#answer-state").replace("\u00a0", " ")
        assert said == "Le serveur est occupé : nouvel essai dans 4 s (2 sur 3) ; Échap pour arrêter"
        await pilot.press("escape")
        await hands.settle(pilot)
        assert "Arrêtée" in hands.words(app.screen, "#answer-state")


async def test_what_an_answer_took_is_said_below_it_also_when_it_is_read_again(bench: Any, hands: Any) -> None:
    model = hands.model(("Bonjour.", Chunk(usage=Usage(300, 40, None, estimated=False))))
    for app in (bench(model=model), bench(model=model)):
        async with app.run_test(size=(120, 40)) as pilot:
            await hands.settle(pilot)
            if not app.screen.query_one(Editor).text:
                await hands.send(pilot, hands.weak["fr"])
            assert hands.words(app.screen, "#answer-state") == "1\u00a0s · 340 jetons"


async def test_escape_before_a_model_is_even_made_ends_the_waiting(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        held = threading.Event()
        app.screen.practice._make_model = lambda: held.wait(20)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "Échap l’arrête" in hands.words(app.screen, "#answer-state"))
        await pilot.press("escape")
        await hands.until(pilot, lambda: not hands.words(app.screen, "#answer-state"))
        held.set()


async def test_an_answer_that_cannot_be_kept_is_shown_and_said(
    bench: Any, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("Le disque est plein.", "Faites de la place.")

    monkeypatch.setattr(Attempts, "save_answer", full)
    app = bench(model=hands.model(("Bonjour.",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert "Bonjour." in hands.answer(app.screen)
        assert "Le disque est plein. Faites de la place." in hands.words(app.screen, "#notice")


async def test_leaving_in_mid_answer_keeps_what_came(bench: Any, hands: Any, workspace: Workspace) -> None:
    app = bench(model=hands.model(("Début",), endless=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: "Début" in hands.answer(app.screen))
    assert statuses(workspace) == ["cancelled"]
    answer = workspace.attempts.answer_of(1)
    assert answer is not None
    assert answer.text == "Début"


async def test_a_model_that_fails_is_said_with_what_to_do_and_the_feedback_stands(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    error = ModelError("timeout", "Le modèle n’a pas répondu.", "Réessayez dans un moment.")
    app = bench(model=hands.model(("Voici",), error=error))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert "Le modèle n’a pas répondu. Réessayez dans un moment." in hands.words(app.screen, "#notice")
        assert "À reprendre" in hands.words(app.screen, "#standing")
        assert "Voici" in hands.answer(app.screen)
        assert app.screen.query_one(Editor).text == hands.weak["fr"]
        assert statuses(workspace) == ["failed"]
    again = bench()
    async with again.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        assert "n’est pas allée jusqu’au bout" in hands.words(again.screen, "#answer-state")
        assert not again.screen.query_one("#notice").display  # that fault is of another day


async def test_an_unexpected_fault_becomes_a_message_and_the_next_send_works(bench: Any, hands: Any) -> None:
    model = hands.model(("Voici",), error=ZeroDivisionError("oups [bold]"))
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.write(pilot, hands.weak["fr"])
        await pilot.press("f5")
        await hands.until(pilot, lambda: app.screen.query_one("#notice").display)
        assert "(ZeroDivisionError)" in hands.words(app.screen, "#notice")
        model.error = None
        await pilot.press("f5")
        await hands.until(pilot, lambda: "Retour sur l’essai 2" in hands.words(app.screen, "#feedback Static"))
        assert not app.screen.query_one("#notice").display


async def test_what_was_typed_last_is_sent_however_quickly_one_sends(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4", "f4")
        await hands.settle(pilot)
        for key in ("o", "u", "i", "f2", "f5"):
            app.post_message(events.Key(key, None))
        await hands.settle(pilot)
        assert workspace.attempts.history("piscine")[0].drafts == ("oui{{bassins}}",)


async def test_an_empty_prompt_is_no_attempt(bench: Any, hands: Any, workspace: Workspace) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "  \n ")
        assert "Le prompt est vide." in hands.words(app.screen, "#notice")
        assert workspace.attempts.history("piscine") == ()


async def test_a_store_that_fails_asks_no_model_and_keeps_the_prompt(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    model = hands.model(("jamais",))
    app = bench(model=model)
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        workspace.database.close()
        await hands.send(pilot, hands.weak["fr"])
        assert app.screen.query_one("#notice").display
        assert model.requests == []
        assert app.screen.query_one(Editor).text == hands.weak["fr"]


async def test_choosing_a_criterion_marks_its_words_in_the_prompt_and_its_omission_in_the_answer(
    bench: Any, hands: Any
) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "Annonce la fermeture de la piscine du 3 au 14 mars.")
        editor = app.screen.query_one(Editor)
        assert app.focused.id == "feedback"
        await pilot.press("down")
        await hands.settle(pilot)
        marked = [editor.text[span.start : span.end] for span in editor.get_line(0).spans]
        assert any("3 au 14 mars" in passage for passage in marked)
        await pilot.press("down")
        await hands.settle(pilot)
        assert editor.get_line(0).spans == []
        answer = hands.answer(app.screen)
        assert "▲ Merci de votre patience. ◂ le prompt ne le dit pas : Où nager à la place" in answer


async def test_marks_follow_the_words_while_the_prompt_is_revised(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, "Annonce la fermeture de la piscine du 3 au 14 mars.")
        await pilot.press("down")
        await hands.settle(pilot)
        editor = app.screen.query_one(Editor)
        before = [editor.text[span.start : span.end] for span in editor.get_line(0).spans]
        editor.insert("Bonjour. ", (0, 0))
        await hands.settle(pilot)
        assert before
        assert [editor.text[span.start : span.end] for span in editor.get_line(0).spans] == before


async def test_enter_goes_to_the_words_of_the_finding(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"])
        await pilot.press("f4", "v", "f5", "escape")
        await hands.settle(pilot)
        await pilot.press("down", "enter")  # the first finding is what to check in the answer
        await hands.settle(pilot)
        assert app.focused.id == "answer-page"
        assert "! sans rendez-vous" in hands.answer(app.screen)


async def test_a_click_chooses_a_finding(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await pilot.click(app.screen.query(".finding").first())
        await hands.settle(pilot)
        assert app.screen.query(".finding").first().has_class("-chosen")


async def test_the_comparison_opens_from_the_second_attempt_on(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        await pilot.press("f8")
        assert not isinstance(app.screen, ComparisonScreen)
        await hands.send(pilot, hands.strong["fr"])
        await pilot.press("f8")
        await hands.settle(pilot)
        assert isinstance(app.screen, ComparisonScreen)
        await pilot.press("escape")
        await hands.settle(pilot)
        assert app.screen.query_one(Editor).text == hands.strong["fr"]


async def test_reopening_brings_back_the_last_attempt_with_its_advice(bench: Any, hands: Any) -> None:
    for app in (bench(), bench()):
        async with app.run_test(size=(80, 24)) as pilot:
            await hands.settle(pilot)
            if not app.screen.query_one(Editor).text:
                await hands.send(pilot, hands.weak["fr"])
            feedback = hands.words(app.screen, "#feedback Static")
            assert "Retour sur l’essai 1" in feedback
            assert "1. Donnez les dates de fermeture." in feedback


async def test_what_a_live_model_guessed_is_said(bench: Any, hands: Any) -> None:
    app = bench(model=hands.model(("Fermé du 3 au 14 mars.",)))
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert "Le modèle a deviné ce que le prompt ne disait pas (Les dates)." in hands.words(app.screen, ".guess")


async def test_markup_and_controls_of_an_answer_are_shown(bench: Any, hands: Any) -> None:
    app = bench(model=hands.model(("[red]a[/red] \x1b]0;titre\x07 \x9b31m",)))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak["fr"])
        assert hands.answer(app.screen) == "[red]a[/red] ␛]0;titre␇ \ufffd31m"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_prompt_of_200_kb_is_graded_and_answered(bench: Any, hands: Any, size: tuple[int, int]) -> None:
    app = bench()
    async with app.run_test(size=size) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.strong["fr"] + "\n" + "ligne de plus\n" * 15_000)
        assert "essai 1" in hands.words(app.screen, "#bar-note")


async def test_a_scenario_without_documents_has_no_pane_for_them(bench: Any, hands: Any, scenario: Scenario) -> None:
    data = hands.scenario_data()
    data["documents"] = []
    app = bench(on=Scenario.model_validate(data))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4")
        await hands.settle(pilot)
        assert app.focused.id == "editor"
        await pilot.press("f2")
        assert app.screen.query_one(Editor).text == ""
