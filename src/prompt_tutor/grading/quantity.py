"""A figure of a text, as it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.units import Unit

Kind = Literal["number", "words", "article", "date", "time", "label", "mark", "ordinal"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure of a text.

    Attributes:
        span: where it stands in the original text, its sign and unit among it.
        value: its size, without the sign.
        sign: the symbol before it, "" where there is none. A verb may give the sign too: see `direction`.
        kind: a number in digits or in words, "un" or "a" before a unit (article), a date, a time of day, a label
            ("S-107", a telephone number), the mark of a list item, an ordinal.
        decimals: how many decimals are written.
        step: the value of the last digit written: 0.1 for "5,0", 100 000 for "3,2 millions".
        unit: the unit, where one follows (or a currency comes before).
        noun: the folded word that follows where no unit does: "8 bâtiments".
        other: another value that the same digits can be read as ("3.648" in French), else None.
        key: for a date (year or 0, month, day), for a time (hours, minutes), for a label its digits.
    """

    span: Span
    value: float
    kind: Kind = "number"
    sign: Literal["", "+", "-"] = ""
    decimals: int = 0
    unit: Unit | None = None
    noun: str = ""
    other: float | None = None
    key: tuple[int, ...] = ()
    step: float = 1.0

    @property
    def signed(self) -> float:
        """The value with the sign that its symbol gives."""
        return -self.value if self.sign == "-" else self.value

    @property
    def measured(self) -> bool:
        """Whether it is a size or a number of things, as against a date, a label or a mark."""
        return self.kind in ("number", "words", "article")
