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


@pytest.mark.parametrize(
    ("measure", "english", "french"),
    [
        (Measure(12.4), "12 s", "12\u00a0s"),
        (Measure(0.2), "1 s", "1\u00a0s"),
        (Measure(12, 1, Usage(300, 40, None, estimated=False)), "12 s · 340 tokens", "12\u00a0s · 340 jetons"),
        (Measure(12, 1, Usage(None, 40, None, estimated=True)), "12 s · about 40 tokens", "12\u00a0s · environ 40 jetons"),
        (Measure(3, 1, Usage(9, 1, 0.0234, estimated=False)), "3 s · 10 tokens · $0.023", "3\u00a0s · 10 jetons · 0,023\u00a0$"),
        (Measure(3, 1, Usage(9, 1, 1.5, estimated=False)), "3 s · 10 tokens · $1.50", "3\u00a0s · 10 jetons · 1,50\u00a0$"),
        (Measure(3, 1, Usage(9, 1, 0.00007, estimated=False)), "3 s · 10 tokens · $0.000070",
         "3\u00a0s · 10 jetons · 0,000070\u00a0$"),
    ],
)  # fmt: skip
def test_it_is_said_in_both_languages(measure: Measure, english: str, french: str) -> None:
    i18n.use("en")
    assert measure_words(measure) == english
    i18n.use("fr")
    assert measure_words(measure) == french
