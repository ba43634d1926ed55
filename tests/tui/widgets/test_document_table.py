"""Tables of data as tables."""

import io

import pytest
from rich.console import Console

from prompt_tutor.tui.widgets.document_table import document_table, table_rows


def drawn(text: str, width: int = 80) -> list[str]:
    rows = table_rows(text)
    assert rows is not None
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(document_table(*rows))
    return [line.rstrip() for line in console.file.getvalue().splitlines()]  # type: ignore[attr-defined]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_are_aligned_and_numbers_stand_to_the_right(delimiter: str) -> None:
    lines = drawn("site,kwh\nÉcole,1200\nGymnase,90".replace(",", delimiter))
    assert lines[-2:] == ["École    1200", "Gymnase    90"]


def test_a_long_name_of_a_column_of_numbers_is_folded_after_its_underscores() -> None:
    assert drawn("site,cout_2025_eur\nÉcole,67320")[:3] == ["       cout_", "       2025_", "site     eur"]


def test_a_column_of_numbers_with_a_gap_in_words_stays_one() -> None:
    assert drawn("q,t_2025\nA,322\nB,n.d.\nC,9")[-3:] == ["A   322", "B  n.d.", "C     9"]


def test_long_remarks_wrap_and_numbers_stay_whole() -> None:
    lines = drawn("site,kwh,remarque\nGymnase,148000,fermé de janvier à avril (sinistre)", width=40)
    assert all(len(line) <= 40 for line in lines)
    assert any("148000" in line for line in lines)
    assert " ".join(" ".join(line[17:].split()) for line in lines[2:]).split() == [
        "fermé",
        "de",
        "janvier",
        "à",
        "avril",
        "(sinistre)",
    ]


@pytest.mark.parametrize("text", ["", "une seule colonne\nx", "a,b\n1,2,3", "a,\x00b"])
def test_what_is_no_table_is_none_or_a_table_never_an_error(text: str) -> None:
    assert table_rows(text) is None or text == "a,\x00b"


def test_an_empty_cell_and_a_short_row_are_empty_cells() -> None:
    assert drawn("a,b,c\n1,,3\n4")[-1].strip() == "4"


def test_controls_in_a_cell_are_shown() -> None:
    assert "␛[31m" in "\n".join(drawn("a,b\n\x1b[31mx,[red]y"))
    assert "[red]y" in "\n".join(drawn("a,b\n\x1b[31mx,[red]y"))
