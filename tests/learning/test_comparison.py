"""Two attempts side by side."""

from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.comparison import Change, compare, word_changes
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.storage.attempts import Attempts


def test_changed_words_are_told_from_those_that_stay() -> None:
    assert word_changes("Écris un avis.", "Écris un court avis.") == (
        Change("same", "Écris un "),
        Change("added", "court "),
        Change("same", "avis."),
    )


@given(st.text(alphabet="ab \n.é", max_size=40), st.text(alphabet="ab \n.é", max_size=40))
def test_changes_give_back_both_texts(before: str, after: str) -> None:
    changes = word_changes(before, after)
    assert "".join(change.text for change in changes if change.kind != "added") == before
    assert "".join(change.text for change in changes if change.kind != "removed") == after


def test_texts_of_200_000_characters_are_compared_by_line() -> None:
    lines = [f"ligne {n} du relevé\n" for n in range(10_000)]
    before, after = "".join(lines), "".join([*lines[:500], "une ligne de plus\n", *lines[500:]])
    assert len(before) > 200_000
    assert [change.text for change in word_changes(before, after) if change.kind == "added"] == ["une ligne de plus\n"]


def test_criteria_gained_and_lost_are_named(scenario: Scenario, attempts: Attempts) -> None:
    exercise = Exercise(scenario, "fr", attempts)
    before = exercise.submit("Rédige un avis de fermeture de 3 lignes au plus.")
    after = exercise.submit("Rédige un avis de fermeture pour vendredi.")
    result = compare(before, after)
    assert (result.gained, result.lost) == (("days",), ("length",))
