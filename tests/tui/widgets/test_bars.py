"""The lines at the top and at the bottom of a screen, where they are too narrow for all that they have to say."""

from textual.app import App, ComposeResult
from textual.binding import Binding

from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.title_bar import TitleBar


class Barred(App[None]):
    """A screen with more keys than a narrow one can name, and a long name."""

    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("f5", "send", "Send"),
        Binding("f4", "pane", "Another pane"),
        Binding("escape", "leave", "Back"),
        Binding("f1", "help", "Help"),
        Binding("f6", "model", "Model"),
        Binding("f8", "compare", "Compare"),
    ]

    def compose(self) -> ComposeResult:
        yield TitleBar("What generative AI is, and what it is not", "Step 1 of 7 ◉○○○○○○")
        yield KeyFooter()

    def action_send(self) -> None: ...
    def action_pane(self) -> None: ...
    def action_leave(self) -> None: ...
    def action_help(self) -> None: ...
    def action_model(self) -> None: ...
    def action_compare(self) -> None: ...


async def test_help_and_the_way_out_are_named_however_narrow_the_screen_is() -> None:
    for width in (80, 60, 40, 30):
        app = Barred()
        async with app.run_test(size=(width, 10)):
            keys = app.query_one(KeyFooter).render().plain
            assert len(keys) <= width
            assert "Back" in keys, width
            assert "Help" in keys, width
            assert ("Compare" in keys) is False


async def test_where_one_is_stays_when_the_name_is_too_long() -> None:
    app = Barred()
    async with app.run_test(size=(60, 10)):
        line = app.query_one(TitleBar).render().plain
        assert line.endswith("  Step 1 of 7 ◉○○○○○○")
        assert line.startswith("What generative AI is")
        assert "…" in line
        assert len(line) <= 60


async def test_name_is_readable_where_the_note_does_not_fit() -> None:
    class OwnCase(App[None]):
        def compose(self) -> ComposeResult:
            yield TitleBar("Mon cas : Synthétiser", "un rapport, un compte rendu, plusieurs avis")

    for width in (80, 60, 44):
        app = OwnCase()
        async with app.run_test(size=(width, 10)):
            line = app.query_one(TitleBar).render().plain
            assert line.startswith("Mon cas : Synthétiser  "), width
            assert "un rapport" in line


async def test_note_has_shorter_words_where_it_does_not_fit() -> None:
    app = Barred()
    async with app.run_test(size=(80, 10)) as pilot:
        bar = app.query_one(TitleBar)
        bar.tell("Practice model · nothing leaves this computer", "nothing is sent")
        assert bar.render().plain.startswith("What generative AI is, and what it is not  ")
        assert bar.render().plain.endswith("  nothing is sent")
        await pilot.resize_terminal(110, 10)
        assert bar.render().plain.endswith("nothing leaves this computer")
