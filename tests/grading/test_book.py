"""Which cues are tried: all that match, whatever they want next, near or later."""

from __future__ import annotations

import pytest

from prompt_tutor.grading.criteria.book import book, candidates
from prompt_tutor.grading.criteria.matcher import BEFORE, END, NO
from prompt_tutor.grading.criteria.tagged import encode
from prompt_tutor.grading.folding import fold

TEXTS = {
    "fr": "Tu es chargé de mission auprès du maire. Résume d'abord le compte rendu en trois étapes, puis rédige une "
    "note d'une page pour les élus, ton neutre, et enfin signale ce qui reste à vérifier. N'invente rien : si un chiffre "
    "manque, écris « non précisé ». Pas plus de 200 mots, sans jargon, sous forme de tableau. ",
    "en": "You are a clerk at the town hall. First read the minutes, then write a one-page note for the councillors, "
    "in plain English, and finally list what still has to be checked. Do not make anything up: where a figure is "
    "missing, say so. No more than 200 words, as a table with two columns, leaving out the names. ",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_cue_that_matches_is_passed_over(language: str) -> None:
    line = encode(fold(TEXTS[language] * 2), (), language)
    tokens = [*line.tokens, END]
    cues = {id(entry): entry for entry in book(language).entries}.values()
    tried = {(at, id(entry)) for at, entry in candidates(line, language)}
    matching = {
        (at, id(entry))
        for entry in cues
        for at in range(len(line.tokens))
        if (not entry.cue.anchor or (at and tokens[at - 1] in BEFORE[entry.cue.anchor]))
        and entry.match(tokens, at) != NO
    }
    assert matching
    assert matching <= tried
