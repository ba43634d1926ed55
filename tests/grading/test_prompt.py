"""Expanding documents into a prompt, and finding the way back to the draft."""

from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.grading.prompt import expand


def test_document_is_expanded_without_fences_and_known_as_pasted() -> None:
    prompt = expand("Résume :\n{{note}}\nEn 3 lignes.", {"note": "Fermé vendredi."})
    assert prompt.text == "Résume :\nFermé vendredi.\nEn 3 lignes."
    ((start, end),) = prompt.pasted
    assert prompt.text[start:end] == "Fermé vendredi."


def test_braces_that_name_no_document_stay() -> None:
    assert expand("{{autre}} {x} {{ }}", {"note": "x"}).text == "{{autre}} {x} {{ }}"


def test_document_that_holds_braces_is_not_expanded_again() -> None:
    assert expand("{{note}}", {"note": "{{note}}"}).text == "{{note}}"


def test_evidence_is_mapped_back_to_the_draft() -> None:
    draft = "Lis {{note}} puis {{note}} : résume"
    prompt = expand(draft, {"note": "un long document"})
    start = prompt.text.index("résume")
    assert draft[slice(*prompt.to_draft((start, start + 6)))] == "résume"
    inside = prompt.text.index("long")
    assert draft[slice(*prompt.to_draft((inside, inside + 4)))] == "{{note}}"
    second = prompt.text.rindex("un")
    assert prompt.to_draft((second, second + 2)) == (18, 26)
    across = prompt.to_draft((0, inside + 4))
    assert draft[slice(*across)] == "Lis {{note}}"


@given(st.lists(st.sampled_from(["{{aa}}", "{{bb}}", "mot ", "é", "{", "}}"]), max_size=12), st.text(max_size=5))
def test_every_word_outside_documents_maps_to_itself(parts: list[str], document: str) -> None:
    draft = "".join(parts)
    prompt = expand(draft, {"aa": document, "bb": "second"})
    covered = {offset for start, end in prompt.pasted for offset in range(start, end)}
    for offset in range(len(prompt.text)):
        start, end = prompt.to_draft((offset, offset + 1))
        assert 0 <= start < end <= len(draft)
        if offset not in covered:
            assert draft[start:end] == prompt.text[offset]
