"""No-break spaces hold words together on the screen and are no-break spaces again when painted or copied."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.content import Content
from textual.widgets import Static

from prompt_tutor.tui.no_break import NO_BREAK, NoBreakFilter, keep_together, with_spaces

SENTENCE = "Voulez-vous quitter la page\u00a0?"


def test_line_does_not_end_at_a_no_break_space() -> None:
    lines = [line.plain for line in Content(keep_together(SENTENCE)).wrap(27)]
    assert [with_spaces(line) for line in lines] == ["Voulez-vous quitter la", "page\u00a0?"]


def test_textual_would_end_it_there() -> None:
    """When this fails, Textual keeps no-break spaces by itself, and the module can go."""
    assert [line.plain for line in Content(SENTENCE).wrap(27)][-1] == "?"


async def test_it_is_painted_as_a_no_break_space() -> None:
    class Page(App[None]):
        def get_line_filters(self) -> tuple[NoBreakFilter, ...]:
            return (NoBreakFilter(),)

        def compose(self) -> ComposeResult:
            yield Static(keep_together("Quoi\u202f? « Rien »"), markup=False)

    app = Page()
    async with app.run_test(size=(40, 3)):
        first = app.screen._compositor.render_strips()[0]
        assert first.text.rstrip() == "Quoi\u00a0? « Rien »"


def test_other_lines_are_left_as_they_are() -> None:
    segments = list(Content("Rien").render_segments())
    assert NoBreakFilter().apply(segments, Color.parse("black")) is segments


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("un bonus de 5 000 € par classe", "un bonus de 5_000_€ par classe"),
        ("20 % des travaux, 12 345 678 habitants", "20_% des travaux, 12_345_678 habitants"),
        ("à 17 h 30, puis 18 h", "à 17_h_30, puis 18_h"),
        ("le 4 mai 2026, 3 heures, 2 ou 3000", "le 4 mai 2026, 3 heures, 2 ou 3000"),
    ],
)
def test_a_figure_is_not_cut_at_the_spaces_within_it(text: str, held: str) -> None:
    assert keep_together(text) == held.replace("_", NO_BREAK)
