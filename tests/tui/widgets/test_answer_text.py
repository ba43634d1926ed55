"""The text of an answer on a screen: it grows, stays where the reader is, is copied and marked."""

from __future__ import annotations

from typing import Any

from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.selection import Selection

from prompt_tutor.tui.widgets.answer_text import AnswerText
from prompt_tutor.tui.widgets.marked_text import Mark


class Page(App[None]):
    """Shows one text."""

    CSS = "AnswerText { scrollbar-gutter: stable; scrollbar-size-vertical: 1; overflow-x: hidden; }"

    def compose(self) -> ComposeResult:
        yield AnswerText(id="page")


def painted(page: AnswerText) -> list[str]:
    """What stands on the screen, row by row."""
    return [page.render_line(y).text.rstrip() for y in range(page.size.height)]


async def test_what_comes_is_added_and_the_reader_stays_where_he_is() -> None:
    app = Page()
    async with app.run_test(size=(40, 6)) as pilot:
        page = app.query_one(AnswerText)
        text = ""
        for number in range(30):
            text += f"ligne {number}\n"
            page.grow(text)
            await pilot.pause()
        assert painted(page) == [f"ligne {number}" for number in range(6)]
        page.scroll_to(y=10, animate=False)
        page.grow(text + "encore")
        await pilot.pause()
        assert painted(page)[0] == "ligne 10"


async def test_who_stands_at_the_end_follows_it() -> None:
    app = Page()
    async with app.run_test(size=(40, 6)) as pilot:
        page = app.query_one(AnswerText)
        text = "\n".join(f"ligne {number}" for number in range(30))
        page.grow(text)
        page.scroll_end(animate=False)
        await pilot.pause()
        for number in range(30, 40):
            text += f"\nligne {number}"
            page.grow(text)
            await pilot.pause()
        assert painted(page)[-1] == "ligne 39"


async def test_another_text_takes_the_place_of_the_one_before() -> None:
    app = Page()
    async with app.run_test(size=(40, 6)) as pilot:
        page = app.query_one(AnswerText)
        page.show("a\n" * 50)
        page.scroll_end(animate=False)
        page.show("b")
        await pilot.pause()
        assert (page.shown, painted(page)[0], page.max_scroll_y) == ("b", "b", 0)


async def test_a_passage_that_is_marked_comes_into_view() -> None:
    app = Page()
    async with app.run_test(size=(40, 6)) as pilot:
        page = app.query_one(AnswerText)
        text = "\n".join(f"ligne {number}" for number in range(100))
        start = text.index("ligne 70")
        mark = Mark((start, start + 8), "evidence", "!", "à vérifier")
        page.show(text, [mark])
        page.bring_into_view(mark)
        await pilot.pause()
        assert "! ligne 70  ◂ à vérifier" in painted(page)


async def test_a_copy_is_the_source_without_line_ends_of_ours() -> None:
    app = Page()
    async with app.run_test(size=(20, 6)) as pilot:
        page = app.query_one(AnswerText)
        text = "Une **phrase** qui tient sur plusieurs lignes."
        page.show(text)
        await pilot.pause()
        assert page.shown.count("\n") > 1
        assert page.get_selection(Selection(None, None)) == (text, "\n")
        chosen = page.get_selection(Selection(Offset(4, 0), Offset(5, 1)))
        assert chosen is not None
        assert chosen[0].startswith("phrase**")
        assert "\n" not in chosen[0]


async def test_another_width_lays_it_out_again_with_the_same_words_at_the_top() -> None:
    app = Page()
    async with app.run_test(size=(60, 6)) as pilot:
        page = app.query_one(AnswerText)
        page.show("\n".join(f"Le point {number} est une phrase assez longue pour être coupée." for number in range(40)))
        await pilot.pause()
        page.scroll_to(y=20, animate=False)
        await pilot.pause()
        before = painted(page)[0]
        await pilot.resize_terminal(30, 6)
        await pilot.pause()
        assert before.startswith(painted(page)[0][:12])


async def test_a_text_that_comes_while_it_is_hidden_is_there_when_it_is_shown() -> None:
    app = Page()
    async with app.run_test(size=(40, 6)) as pilot:
        page: Any = app.query_one(AnswerText)
        page.display = False
        await pilot.pause()
        page.show("")
        page.grow("Bonjour")
        page.display = True
        await pilot.pause()
        await pilot.pause()
        assert painted(page)[0] == "Bonjour"


async def test_markup_and_controls_are_shown() -> None:
    app = Page()
    async with app.run_test(size=(60, 6)) as pilot:
        page = app.query_one(AnswerText)
        page.show("[red]a[/red] \x1b]0;titre\x07 \x9b31m")
        await pilot.pause()
        assert painted(page)[0] == "[red]a[/red] ␛]0;titre␇ \ufffd31m"
