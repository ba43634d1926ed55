"""Prompts less some of their passages."""

from prompt_tutor.authoring.derived import without
from prompt_tutor.grading.prompt import expand

DOCUMENTS = {"note": "Fermé lundi."}


def test_passages_are_taken_out_wherever_they_stand() -> None:
    prompt = expand("un deux trois", {})
    assert without(prompt, [(0, 3), (8, 13)]).text == "deux "
    assert without(prompt, [(0, 7), (3, 8)]).text == "trois"
    assert without(prompt, []).text == "un deux trois"


def test_document_behind_what_goes_is_still_known_as_pasted() -> None:
    left = without(expand("Résume : {{note}} Merci.", DOCUMENTS), [(0, 9)])
    assert [left.text[start:end] for start, end in left.pasted] == ["Fermé lundi."]
    left = without(expand("Résume : {{note}} Merci.", DOCUMENTS), [(0, 2), (1, 9), (22, 28)])
    assert [left.text[start:end] for start, end in left.pasted] == ["Fermé lundi."]


def test_document_of_which_a_passage_goes_is_a_text_like_any_other() -> None:
    left = without(expand("Résume : {{note}}", DOCUMENTS), [(9, 15)])
    assert (left.text, left.pasted) == ("Résume : lundi.", ())
