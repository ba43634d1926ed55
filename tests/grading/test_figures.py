from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prompt_tutor.grading.figures import figures
from prompt_tutor.grading.words import read

if TYPE_CHECKING:
    from prompt_tutor.grading.quantity import Quantity

NARROW = "\u202f"


def read_figures(text: str, language: str = "fr") -> tuple[Quantity, ...]:
    return figures(text, read(text, language))


def only(text: str, language: str = "fr") -> Quantity:
    (quantity,) = read_figures(text, language)
    return quantity


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3 648", "fr", 3648),
        (f"3{NARROW}648", "fr", 3648),
        ("36\u00a0975,5", "fr", 36975.5),
        ("1.234.567,8", "fr", 1234567.8),
        ("5.0", "fr", 5.0),
        ("0.125", "fr", 0.125),
        ("−5,0", "fr", -5.0),
        ("+0,6", "fr", 0.6),
        ("soit - 5", "fr", -5),
        ("| – 5 |", "fr", -5),
        ("- 5", "fr", 5),
        ("2024-2025", "fr", 2024),
        ("3,648", "en", 3648),
        ("3,648.5", "en", 3648.5),
        ("1,234,567", "en", 1234567),
        ("3 648", "en", 3648),
        ("5,0", "en", 5.0),
        ("3.648", "en", 3.648),
        ("-5%", "en", -5),
        ("trois", "fr", 3),
        ("vingt et un", "fr", 21),
        ("soixante et onze", "fr", 71),
        ("quatre-vingts", "fr", 80),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("mille deux cent trente", "fr", 1230),
        ("deux cent mille", "fr", 200_000),
        ("trois millions deux cent mille", "fr", 3_200_000),
        ("3,2 millions", "fr", 3_200_000),
        ("36 milliers d'euros", "fr", 36_000),
        ("two hundred and forty", "en", 240),
        ("a hundred", "en", 100),
        ("ninety-seven", "en", 97),
        ("£1.2m", "en", 1_200_000),
        ("€39.4 million", "en", 39_400_000),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, value: float) -> None:
    assert read_figures(text, language)[0].signed == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "language", "dimension", "factor", "per"),
    [
        ("3 648 MWh", "fr", "energy", 1e6, ()),
        ("3 648 mwh", "fr", "energy", 1e6, ()),
        ("12 kilowattheures", "fr", "energy", 1e3, ()),
        ("5 %", "fr", "ratio", 1, ()),
        ("**−5,0** %", "fr", "ratio", 1, ()),
        ("cinq pour cent", "fr", "ratio", 1, ()),
        ("36 975 k€", "fr", "euro", 1e3, ()),
        ("39,4 M€", "fr", "euro", 1e6, ()),
        ("3,2 millions d’euros", "fr", "euro", 1, ()),
        ("deux mètres carrés", "fr", "area", 1, ()),
        ("124 kWh/m²", "fr", "energy", 1e3, ("area",)),
        ("242,6 kg par habitant et par an", "fr", "mass", 1e3, ("residents", "calendar")),
        ("113,3 g/repas", "fr", "mass", 1, ("repa",)),
        ("66,5 dB(A)", "fr", "sound", 1, ()),
        ("3 MW", "fr", "power", 1e6, ()),
        ("3 m", "fr", "length", 1e3, ()),
        ("une tonne", "fr", "mass", 1e6, ()),
        ("£20", "en", "pound", 1, ()),
        ("-€5", "en", "euro", 1, ()),
        ("242.6 kg per resident", "en", "mass", 1e3, ("residents",)),
        ("5 per cent", "en", "ratio", 1, ()),
    ],
)
def test_units_are_read_with_what_they_are_counted_by(
    text: str, language: str, dimension: str, factor: float, per: tuple[str, ...]
) -> None:
    unit = only(text, language).unit
    assert unit is not None
    assert (unit.dimension, unit.factor, unit.per) == (dimension, factor, per)


@pytest.mark.parametrize(
    ("text", "language", "kind", "key"),
    [
        ("12 octobre 2026", "fr", "date", (2026, 10, 12)),
        ("le 1er octobre", "fr", "date", (0, 10, 1)),
        ("12/10/2026", "fr", "date", (2026, 10, 12)),
        ("2026-10-12", "en", "date", (2026, 10, 12)),
        ("October 12, 2026", "en", "date", (2026, 10, 12)),
        ("12th of October", "en", "date", (0, 10, 12)),
        ("8 h 30", "fr", "time", (8, 30)),
        ("14:05", "en", "time", (14, 5)),
        ("S-107", "fr", "label", (1, 0, 7)),
        ("06 39 98 12 34", "fr", "label", (0, 6, 3, 9, 9, 8, 1, 2, 3, 4)),
        ("1. Contexte", "fr", "mark", ()),
        ("la 2e fois", "fr", "ordinal", ()),
    ],
)
def test_what_is_no_size_is_known_for_what_it_is(text: str, language: str, kind: str, key: tuple[int, ...]) -> None:
    quantity = only(text, language)
    assert (quantity.kind, quantity.key) == (kind, key)
    assert not quantity.measured


@pytest.mark.parametrize("text", ["CO2", "10²", "½", "une page", "½ page"])
def test_what_is_no_figure_is_left_alone(text: str) -> None:
    assert not read_figures(text)


def test_a_year_in_the_name_of_a_column_is_read() -> None:
    assert only("kwh_2025").signed == 2025


def test_a_number_that_french_writes_in_neither_way_keeps_both_readings() -> None:
    assert (only("3.648").value, only("3.648").other) == (3.648, 3648)
    assert only("3,648").other is None


def test_two_numbers_in_words_that_do_not_go_on_stay_two() -> None:
    assert [quantity.value for quantity in read_figures("deux trois")] == [2, 3]
    assert [quantity.value for quantity in read_figures("one, two, three", "en") if quantity.measured] == [2, 3]


def test_evidence_covers_sign_number_and_unit_of_the_original() -> None:
    text = f"Elle baisse de −3{NARROW}648,0\u00a0MWh."
    (start, end) = only(text).span
    assert text[start:end] == f"−3{NARROW}648,0\u00a0MWh"


def grouped(digits: str, separator: str) -> str:
    head = len(digits) % 3 or 3
    return separator.join([digits[:head], *(digits[at : at + 3] for at in range(head, len(digits), 3))])


@given(
    whole=st.integers(0, 999_999_999_999),
    decimals=st.text("0123456789", max_size=3),
    negative=st.booleans(),
    unit=st.sampled_from(["", "MWh", "%", "k€", "kg/hab", "m²"]),
    separator=st.sampled_from([" ", "\u00a0", NARROW, ""]),
)
@example(whole=1234, decimals="500", negative=True, unit="", separator="")
def test_a_number_written_in_french_is_read_back(
    whole: int, decimals: str, negative: bool, unit: str, separator: str
) -> None:
    digits = grouped(str(whole), separator)
    written = f"{'−' if negative else ''}{digits}{',' + decimals if decimals else ''}{NARROW if unit else ''}{unit}"
    quantity = only(f"Total : {written}.")
    assert quantity.signed == pytest.approx((-1 if negative else 1) * float(f"{whole}.{decimals or 0}"))
    assert quantity.decimals == len(decimals)
    assert (quantity.unit is not None) == bool(unit)


@given(
    whole=st.integers(0, 999_999_999_999),
    decimals=st.text("0123456789", max_size=3),
    negative=st.booleans(),
    group=st.booleans(),
)
def test_a_number_written_in_english_is_read_back(whole: int, decimals: str, negative: bool, group: bool) -> None:
    digits = f"{whole:,}" if group else str(whole)
    written = f"{'-' if negative else ''}{digits}{'.' + decimals if decimals else ''} MWh"
    quantity = only(f"Total: {written}.", "en")
    assert quantity.signed == pytest.approx((-1 if negative else 1) * float(f"{whole}.{decimals or 0}"))


@given(st.integers(2, 999_999))
def test_a_number_written_in_french_words_is_read_back(number: int) -> None:
    assert only(in_french_words(number)).value == number


def in_french_words(number: int) -> str:
    """Write a number below a million, as the French of France does since 1990: with hyphens."""
    units = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]
    units += ["onze", "douze", "treize", "quatorze", "quinze", "seize"]
    tens = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
    if number <= 16:
        return units[number]
    if number < 20:
        return f"dix-{units[number - 10]}"
    if number < 70 or 70 <= number < 80:
        ten = min(number // 10, 6)
        rest = number - ten * 10
        joint = "-et-" if rest in (1, 11) else "-"
        return tens[ten] + (joint + in_french_words(rest) if rest else "")
    if number < 100:
        rest = number - 80
        return "quatre-vingt" + (f"-{in_french_words(rest)}" if rest else "s")
    for scale, name in ((1000, "mille"), (100, "cent")):
        if number >= scale:
            count, rest = divmod(number, scale)
            head = name if count == 1 else f"{in_french_words(count).replace('vingts', 'vingt')}-{name}"
            return head + (f"-{in_french_words(rest)}" if rest else "")
    raise AssertionError(number)


@given(st.text(), st.sampled_from(["fr", "en"]))
@example("-", "fr")
@example("5 ", "fr")
@example("€", "en")
@example("1" * 400, "fr")
@example("99/99/9999", "fr")
def test_any_text_gets_figures_within_it(text: str, language: str) -> None:
    last = 0
    for quantity in read_figures(text, language):
        start, end = quantity.span
        assert last <= start < end <= len(text)
        last = end
