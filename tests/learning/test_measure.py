"""What an answer took, in a line."""

from collections.abc import Iterator

import pytest

from prompt_tutor import i18n
from prompt_tutor.learning.measure import Measure, measure_words
from prompt_tutor.llm.model import Usage


@pytest.fixture(autouse=True)
def _language_afterwards() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use(before)


def _usage(cost: float | None = None, read: int | None = 300, *, estimated: bool = False) -> Usage:
    return Usage(read, 40, cost, estimated)


@pytest.mark.parametrize(
    ("measure", "english", "french"),
    [
        (Measure(12.4), "12 s", "12 s"),
        (Measure(0.2), "1 s", "1 s"),
        (Measure(12, 1, _usage()), "12 s · 340 tokens", "12 s · 340 jetons"),
        (Measure(12, 1, _usage(read=None, estimated=True)), "12 s · about 40 tokens", "12 s · environ 40 jetons"),
        (Measure(3, 1, _usage(0.0234)), "3 s · 340 tokens · $0.023", "3 s · 340 jetons · 0,023 $"),
        (Measure(3, 1, _usage(1.5)), "3 s · 340 tokens · $1.50", "3 s · 340 jetons · 1,50 $"),
        (Measure(3, 1, _usage(0.00007)), "3 s · 340 tokens · $0.000070", "3 s · 340 jetons · 0,000070 $"),
    ],
)
def test_it_is_said_in_both_languages(measure: Measure, english: str, french: str) -> None:
    i18n.use("en")
    assert measure_words(measure) == english
    i18n.use("fr")
    assert measure_words(measure).replace("\u00a0", " ") == french
