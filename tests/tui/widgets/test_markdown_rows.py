"""Markdown laid out while it comes: what is shown, where it stands in the source, and the same in pieces as at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from prompt_tutor.tui.no_break import NO_BREAK
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.markdown_rows import MarkdownRows
from prompt_tutor.tui.widgets.marked_text import Mark

TABLE = """| Bâtiment | kWh | Évolution |
|:---|---:|:--:|
| École | 12 000 | **-5,0 %** |
| Médiathèque | 8 500 | +0,6 % |
"""

_MARKDOWN = st.lists(
    st.sampled_from(
        ["# ", "- ", "  * ", "1. ", "> ", "```", "---", "| a | b |", "|---|--:|", "|", "**", "*", "_", "`", "\\*", "\n",
         "\n\n", "mot ", "été\u00a0: ", "漢字 ", "[red]", "\x1b[0m", "\r\n", "unmottrèslongquinetientpas", " "]
    )
).map("".join)  # fmt: skip


def rows(text: str, width: int = 40, marks: tuple[Mark, ...] = ()) -> list[str]:
    laid = MarkdownRows(width, marks, len(text))
    laid.show(text)
    return ["".join(piece.text for piece in row).rstrip() for row in laid.rows]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("## Le *bilan*", ["Le bilan"]),
        ("- un\n* deux\n  + trois", ["• un", "• deux", "  • trois"]),
        ("1. un\n12) deux", ["1. un", "12) deux"]),
        ("> cité", ["▌ cité"]),
        ("a **gras** b __gras__ c *it* d _it_ e `code`", ["a gras b gras c it d it e code"]),
        ("5 * 3 * 2, nom_de_fichier, **ouvert", ["5 * 3 * 2, nom_de_fichier, **ouvert"]),
        ("\\*étoile\\* et \\# dièse", ["*étoile* et # dièse"]),
        ("a\n\nb\n", ["a", "", "b", ""]),
        ("```py\n- **x** | y\n```", ["```py", "- **x** | y", "```"]),
        ("-5,0 % et #3", [f"-5,0{NO_BREAK}% et #3"]),
        ("[red]a[/red]", ["[red]a[/red]"]),
    ],
)  # fmt: skip
def test_signs_of_markdown_become_what_they_mean(text: str, shown: list[str]) -> None:
    assert rows(text) == shown


def test_further_rows_of_a_point_stand_below_its_words() -> None:
    assert rows("- une phrase assez longue\n10. une phrase assez longue", 16) == [
        "• une phrase", "  assez longue", "10. une phrase", "    assez longue",
    ]  # fmt: skip


def test_the_columns_of_a_table_stand_below_each_other() -> None:
    assert rows(TABLE) == [
        "Bâtiment    │    kWh │ Évolution",
        "────────────┼────────┼──────────",
        f"École       │ 12{NO_BREAK}000 │  -5,0{NO_BREAK}%",
        f"Médiathèque │  8{NO_BREAK}500 │  +0,6{NO_BREAK}%",
        "",
    ]


def test_a_table_that_is_too_wide_breaks_within_its_cells() -> None:
    assert rows("| a | b |\n|---|---|\n| x | une remarque assez longue |", 20) == [
        "a │ b",
        "──┼─────────────────"[:20],
        "x │ une remarque",
        "  │ assez longue",
    ]


def test_a_table_with_more_columns_than_fit_is_shown_as_it_stands() -> None:
    text = "| aaaaaa | bbbbbb | cccccc |\n|---|---|---|\n| 1 | 2 | 3 |"
    assert " ".join(rows(text, 12)).startswith("| aaaaaa |")


def test_cells_may_be_missing_or_too_many() -> None:
    assert rows("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |") == ["a │ b │", "──┼───┼──", "1 │   │", "1 │ 2 │ 3"]


def test_a_word_that_is_wider_than_a_row_is_broken() -> None:
    assert rows("un " + "x" * 25, 10) == ["un", "x" * 10, "x" * 10, "x" * 5]


def test_marks_come_with_sign_and_note_whatever_stands_around_them() -> None:
    text = "Le **total** baisse."
    start = text.index("**total**")
    mark = Mark((start, start + len("**total**")), "evidence", "!", "à vérifier")
    assert rows(text, 60, (mark,)) == ["Le ! total  ◂ à vérifier  baisse."]


def test_a_mark_may_cross_lines_and_cells() -> None:
    mark = Mark((TABLE.index("École"), TABLE.index("12 000") + 6), "omission", "▲", "")
    laid = MarkdownRows(60, (mark,), len(TABLE))
    laid.show(TABLE)
    marked = [piece.text for row in laid.rows for piece in row if "$text-warning" in piece.style]
    assert marked == ["▲ ", "École", f"12{NO_BREAK}000"]


def test_a_line_without_end_is_laid_out_all_the_same() -> None:
    text = "mot " * 10_000
    assert " ".join(rows(text, 50)).split() == text.split()


@given(_MARKDOWN, st.integers(1, 30), st.integers(1, 9))
@settings(max_examples=300, deadline=None)
def test_in_pieces_it_is_the_same_as_at_once(text: str, width: int, step: int) -> None:
    coming = MarkdownRows(width)
    for end in range(0, len(text) + step, step):
        first = coming.show(text[:end])
        assert first <= len(coming.rows)
    whole = MarkdownRows(width)
    whole.show(text)
    assert coming.rows == whole.rows


@given(_MARKDOWN, st.integers(4, 30))
@settings(max_examples=300, deadline=None)
def test_each_piece_is_what_stands_there_in_the_source_and_rows_fit(text: str, width: int) -> None:
    laid = MarkdownRows(width)
    laid.show(text)
    for row in laid.rows:
        for piece in row:
            if piece.start >= 0 and not piece.text[:-1].isdigit():
                assert visible(text[piece.start : piece.start + len(piece.text)]).startswith(piece.text.rstrip())


@given(st.text(st.sampled_from("ab é漢\u00a0"), max_size=60), st.integers(2, 20))
@settings(max_examples=300, deadline=None)
def test_no_word_is_lost_and_no_row_is_too_wide(text: str, width: int) -> None:
    shown = rows(text, width)
    assert "".join("".join(shown).replace(NO_BREAK, " ").split()) == "".join(text.split())
    assert max(map(cell_len, shown)) <= width
