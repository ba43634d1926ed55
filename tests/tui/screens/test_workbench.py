"""Reading and writing on the workbench: what is in view, what is kept, what the keys do."""

from typing import Any

import pytest
from textual import events
from textual.widgets import OptionList

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.workspace import Workspace
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.document_choice import DocumentChoice
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.widgets.editor import Editor

PLACE = "scenario/piscine/fr"


def editor_of(app: Any) -> Editor:
    editor = app.screen.query_one(Editor)
    assert isinstance(editor, Editor)
    return editor


async def test_the_brief_and_the_documents_are_read_before_writing(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        assert "Vous êtes agente du service des sports." in hands.words(app.screen, "#situation Static")
        assert app.focused.id == "situation"
        await pilot.press("f4")
        await hands.settle(pilot)
        assert app.focused.id == "documents"
        assert "Les bassins" in hands.words(app.screen, "#documents Static")


async def test_the_situation_says_where_f4_leads_where_one_pane_is_in_view(
    bench: Any, hands: Any, scenario: Scenario
) -> None:
    bare = scenario.model_copy(update={"documents": ()})
    for shown, told in ((scenario, "F4 mène aux documents, puis à votre prompt."), (bare, "F4 mène à votre prompt.")):
        app = bench(on=shown)
        async with app.run_test(size=(80, 24)) as pilot:
            await hands.settle(pilot)
            (line,) = app.screen.query("#onward")
            assert line.render().plain == told
            assert line.region.bottom == app.screen.query_one("#situation").region.bottom
            await pilot.resize_terminal(120, 40)
            await hands.settle(pilot)
            assert not line.display


async def test_one_pane_is_in_view_before_the_width_is_known(
    bench: Any, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prompt_tutor.tui.screens.panes.PanedScreen.HORIZONTAL_BREAKPOINTS", [])
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        assert {pane.id for pane in app.screen.query(".pane") if pane.display} == {"situation"}
        assert [column.id for column in app.screen.query(".column") if column.display] == ["left"]


async def test_what_is_typed_is_on_disk_shortly_and_back_on_reopening(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4", "f4", "é", "l", "u")
        await hands.until(pilot, lambda: workspace.drafts.load(PLACE) == "élu")
        await hands.until(
            pilot, lambda: "3 caractères · brouillon enregistré" in hands.words(app.screen, "#draft-line")
        )
    again = bench()
    async with again.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        assert editor_of(again).text == "élu"
        assert again.focused is editor_of(again)
    wide = bench()
    async with wide.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        assert wide.focused is editor_of(wide)
        assert wide.screen.query_one("#situation").region.height > 5


async def test_what_was_typed_just_before_leaving_is_kept(bench: Any, hands: Any, workspace: Workspace) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        editor_of(app).text = "à peine écrit"
        await pilot.press("escape")
        await hands.settle(pilot)
        assert workspace.drafts.load(PLACE) == "à peine écrit"


async def test_the_draft_of_a_step_is_its_own_and_begins_with_the_text_to_repair(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    workspace.drafts.save(PLACE, "ailleurs")
    app = bench(step="01-prompts/essai", start="écris un mail")
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        assert editor_of(app).text == "écris un mail"
        await hands.write(pilot, "écris un courriel")
    assert workspace.drafts.load("01-prompts/essai") == "écris un courriel"
    assert workspace.drafts.load(PLACE) == "ailleurs"


async def test_one_key_inserts_the_document_by_name(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4", "f4", "a", "f2", "b")
        assert editor_of(app).text == "a{{bassins}}b"


async def test_of_several_documents_the_learner_chooses(bench: Any, hands: Any) -> None:
    data = hands.scenario_data()
    data["documents"].append({"id": "courrier", "title": "[b]Courrier[/b]", "text": "…"})
    app = bench(on=Scenario.model_validate(data))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f2")
        assert isinstance(app.screen, DocumentChoice)
        assert str(app.screen.query_one(OptionList).options[1].prompt) == "[b]Courrier[/b]"
        await pilot.press("down", "enter")
        await hands.settle(pilot)
        assert editor_of(app).text == "{{courrier}}"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_every_pane_is_reached_by_key_and_holds_the_focus(bench: Any, hands: Any, size: tuple[int, int]) -> None:
    app = bench()
    async with app.run_test(size=size) as pilot:
        await hands.settle(pilot)
        seen = []
        for _ in range(5):
            seen.append(app.focused.id)
            assert app.focused.region.height > 2
            await pilot.press("f4")
            await hands.settle(pilot)
        assert seen == ["situation", "documents", "editor", "answer-page", "feedback"]
        await pilot.press("f3")
        await hands.settle(pilot)
        assert app.focused.id == "feedback"


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_footer_never_holds_more_than_five_keys(bench: Any, hands: Any, language: str) -> None:
    app = bench(language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.send(pilot, hands.weak[language])
        await hands.send(pilot, hands.strong[language])
        for _ in range(5):
            await pilot.press("f4")
            await hands.settle(pilot)
            footer = app.screen.query_one(KeyFooter)
            assert 3 <= len(list(footer.bindings())) <= 5
            assert footer.render().cell_length <= footer.content_region.width


async def test_a_resize_keeps_the_text_and_the_place(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(120, 40)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4", "f4")
        await hands.write(pilot, "bonjour")
        for size in ((80, 24), (60, 20), (120, 40), (70, 24)):
            await pilot.resize_terminal(*size)
            await hands.settle(pilot)
        assert app.focused is editor_of(app)
        assert editor_of(app).text == "bonjour"
        assert editor_of(app).region.width > 50


async def test_a_paste_of_200_kb_on_one_line_is_folded_and_loses_no_word(bench: Any, hands: Any) -> None:
    pasted = "mot " * 50_000
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f4", "f4")
        app.post_message(events.Paste(pasted))
        await hands.settle(pilot)
        text = editor_of(app).text
        assert text.split() == pasted.split()
        assert max(len(line) for line in text.split("\n")) <= 4_000


async def test_controls_in_a_draft_are_shown_not_sent_to_the_terminal(bench: Any, hands: Any) -> None:
    app = bench(start="a\x1b[31mb [bold]c[/bold]")
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f3", "f3", "f3")
        await hands.settle(pilot)
        assert str(editor_of(app).get_line(0)) == "a␛[31mb [bold]c[/bold]"


async def test_f1_explains_the_screen(bench: Any, hands: Any) -> None:
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await pilot.press("f1")
        await hands.settle(pilot)
        assert isinstance(app.screen, HelpScreen)


async def test_a_draft_that_cannot_be_read_is_said_and_the_screen_opens(
    bench: Any, hands: Any, workspace: Workspace
) -> None:
    workspace.database.close()
    app = bench()
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        await hands.until(pilot, lambda: app.screen.query_one("#notice").display)
        await hands.write(pilot, "je continue")
        assert editor_of(app).text == "je continue"
        await hands.until(pilot, lambda: "brouillon non enregistré" in hands.words(app.screen, "#draft-line"))


async def test_markup_and_controls_of_a_scenario_are_shown(bench: Any, hands: Any) -> None:
    data = hands.scenario_data()
    data["brief"]["persona"] = "[bold]Vous[/bold] \x1b[31m"
    data["documents"][0] |= {"name": "lettre.txt", "text": "[red]Madame[/red]\x07"}
    app = bench(on=Scenario.model_validate(data))
    async with app.run_test(size=(80, 24)) as pilot:
        await hands.settle(pilot)
        assert "[bold]Vous[/bold] ␛[31m" in hands.words(app.screen, "#situation Static")
        assert "[red]Madame[/red]␇" in hands.words(app.screen, "#documents Static")


async def test_the_prompt_is_wrapped_when_it_is_turned_to_from_a_pane_that_was_scrolled(bench: Any, hands: Any) -> None:
    long = "Rédigez l’annonce de la fermeture de la piscine, avec les dates et le bassin qui reste ouvert. " * 2
    app = bench(start=long)
    async with app.run_test(size=(120, 16)) as pilot:
        await hands.settle(pilot)
        await pilot.resize_terminal(80, 10)
        await hands.settle(pilot)
        await pilot.press("f4", "down", "down", "f4")
        await hands.settle(pilot)
        assert app.focused is editor_of(app)
        assert editor_of(app).wrapped_document.height > 1
