from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.grading.words import find, fold, forms, negated, read, same_word, sentences


def found(wording: str, text: str, language: str = "fr") -> list[str]:
    return [text[start:end] for start, end in find(wording, read(text, language))]


def asserted(wording: str, text: str, language: str = "fr") -> list[str]:
    reading = read(text, language)
    return [text[span[0] : span[1]] for span in find(wording, reading) if not negated(span, reading)]


@pytest.mark.parametrize(
    ("wording", "text", "language"),
    [
        ("écarter", "ecartez la crèche", "fr"),
        ("écarter", "en l’écartant du total", "fr"),
        ("périmètre comparable", "à PERIMETRES comparables", "fr"),
        ("périmètre comparable", "à périmètre\ncomparable", "fr"),
        ("cœur de ville", "le coeur-de-ville", "fr"),
        ("exclure", "exclus la ligne 4", "fr"),
        ("élu", "pour les élues", "fr"),
        ("vérifier", "verifer les totaux", "fr"),
        ("like for like", "a like-for-like figure", "en"),
        ("leave out", "leaving out the nursery", "en"),
        ("exclude", "with the nursery excluded", "en"),
        ("don't", "don’t guess", "en"),
    ],
)
def test_a_wording_is_found_in_any_inflection(wording: str, text: str, language: str) -> None:
    assert found(wording, text, language)


@pytest.mark.parametrize(
    ("wording", "text", "evidence"),
    [
        ("do not match", "If they don’t match, ask.", "don’t match"),
        ("not say the same", "The papers don't say the same thing.", "don't say the same"),
        ("cannot find", "If you can't find it", "can't find"),
        ("can't find", "Where you cannot find it", "cannot find"),
        ("will not", "what won’t fit", "won’t"),
        ("not given", "It isn't given here", "isn't given"),
    ],
)
def test_a_contraction_is_found_by_its_words_in_full(wording: str, text: str, evidence: str) -> None:
    assert found(wording, text, "en") == [evidence]


@pytest.mark.parametrize(
    ("wording", "text"),
    [
        ("inclure", "exclure la crèche"),
        ("eau", "le bureau"),
        ("périmètre comparable", "le périmètre. Comparable en tout"),
        ("salle", "la balle"),
    ],
)
def test_another_word_is_not_found(wording: str, text: str) -> None:
    assert not found(wording, text)


@pytest.mark.parametrize(
    ("wording", "text", "language"),
    [
        ("crèche", "N'écarte pas la crèche.", "fr"),
        ("écarter", "n'écarte pas la crèche", "fr"),
        ("tableau", "pas besoin de tableau", "fr"),
        ("crèche", "le total sans la crèche", "fr"),
        ("exclude", "Do not exclude the nursery.", "en"),
        ("outlier", "There is no outlier here", "en"),
    ],
)
def test_a_negated_passage_is_known(wording: str, text: str, language: str) -> None:
    assert found(wording, text, language)
    assert not asserted(wording, text, language)


@pytest.mark.parametrize(
    ("wording", "text", "language"),
    [
        ("écarter", "N'oublie pas d'écarter la crèche", "fr"),
        ("crèche", "ne garde que la crèche", "fr"),
        ("écarter", "N'utilise pas le total brut, écarte la crèche", "fr"),
        ("sans la crèche", "le total sans la crèche", "fr"),
        ("exclude", "Don't forget to exclude it", "en"),
        ("exclude", "Do not add it, exclude it", "en"),
    ],
)
def test_an_asserted_passage_is_not_negated(wording: str, text: str, language: str) -> None:
    assert asserted(wording, text, language)


def test_a_full_stop_after_an_abbreviation_or_in_a_number_ends_no_sentence() -> None:
    text = "M. Dupont lit l'art. 4. Il dit 5.2 % ! Oui\nNon"
    assert [text[start:end] for start, end in sentences(text)] == [
        "M. Dupont lit l'art. 4.",
        "Il dit 5.2 % !",
        "Oui",
        "Non",
    ]


def test_forms_cover_irregular_verbs() -> None:
    assert {"tiens", "tenez"} <= forms("tenir", "fr")
    assert {"left", "leaving"} <= forms("leave", "en")


@given(st.text(alphabet=st.sampled_from("aéœÆ’ﬁ½e\u0301 \u00ad🙂ß…Ｘ")))
def test_folding_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.original(at, at + 1)
        assert 0 <= start <= end <= len(text)
        assert start == end or folded.text[at] in fold(text[start:end]).text
    assert folded.original(0, len(folded.text))[1] <= len(text)


@given(st.text(), st.sampled_from(["fr", "en"]))
def test_any_text_is_read(text: str, language: str) -> None:
    reading = read(text, language)
    for start, end in reading.sentences:
        assert 0 <= start < end <= len(text)
    for span in find("écarter", reading):
        negated(span, reading)


def test_a_word_without_end_is_compared_with_no_more_than_its_length() -> None:
    class Counted(str):
        slices = 0

        def __getitem__(self, key: object) -> str:
            Counted.slices += 1
            return super().__getitem__(key)  # type: ignore[index]  # any key of str

    assert not same_word(Counted("périmètres" + "s" * 1000), "périmètre", "fr")
    assert not Counted.slices


def test_a_wording_with_dots_is_found_and_its_dots_end_no_sentence() -> None:
    reading = read("Water is cut at 6 p.m. on Thursday. It is back at 7 p.m. The share is 23.5%.", "en")
    assert len(find("p.m.", reading)) == 2
    assert len(find("6 p.m.", reading)) == 1
    assert len(find("23.5", reading)) == 1
    assert len(reading.sentences) == 3
