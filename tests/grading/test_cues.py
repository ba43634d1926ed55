"""The cue files: every cue can be read, and every one compiles."""

from __future__ import annotations

import pytest

from prompt_tutor.grading.criteria.book import CUED
from prompt_tutor.grading.criteria.matcher import END, NO, matcher
from prompt_tutor.grading.criteria.pattern import CueError, parse
from prompt_tutor.grading.cues import table


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("criterion", CUED)
def test_every_cue_is_well_written(criterion: str, language: str) -> None:
    data = table(language, criterion)
    patterns = [pattern for cue in data["cue"] for pattern in cue["patterns"]]
    patterns += [pattern for cue in data.get("sentence", ()) for group in cue["groups"] for pattern in group]
    assert patterns
    for pattern in patterns:
        for cue in parse(pattern, language):
            assert list(cue.openings())
            assert matcher(cue)([END], 0) == NO


@pytest.mark.parametrize("pattern", ["", "... mot", "{liste-inconnue}", "{inconnue} mot", "(a|b", "_ mot"])
def test_a_cue_that_cannot_be_read_says_so(pattern: str) -> None:
    with pytest.raises(CueError):
        list(parse(pattern, "fr"))
