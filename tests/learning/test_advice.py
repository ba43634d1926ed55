"""What to do next."""

from prompt_tutor.content.criterion import Criterion
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.prompt import expand
from prompt_tutor.learning.advice import SUBJECT, _own_passage
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.storage.attempts import Attempts


def test_essential_and_heavy_gaps_come_first(scenario: Scenario, attempts: Attempts) -> None:
    advice = Exercise(scenario, "fr", attempts).submit("Rédige un avis de fermeture.").advice
    assert [item.criterion for item in advice] == ["days", "length"]
    assert advice[0].text == "Nommez les jours."


def test_prompt_on_something_else_is_told_so_before_its_gaps(scenario: Scenario, attempts: Attempts) -> None:
    advice = Exercise(scenario, "fr", attempts).submit("Rédige une recette de crêpes.").advice
    assert [item.criterion for item in advice] == [SUBJECT, "days", "length"]


def test_same_gap_after_two_attempts_opens_the_next_hint(scenario: Scenario, attempts: Attempts) -> None:
    exercise = Exercise(scenario, "fr", attempts)
    texts = [exercise.submit(f"Rédige un avis de fermeture, version {n}.").advice[0].text for n in range(5)]
    assert texts == ["Nommez les jours.", "Nommez les jours.", "Indice un", "Indice deux", "Indice deux"]


def test_sending_the_same_words_again_opens_no_hint(scenario: Scenario, attempts: Attempts) -> None:
    exercise = Exercise(scenario, "fr", attempts)
    drafts = ["Rédige un avis de fermeture.", "rédige un AVIS de fermeture", "Rédige  un avis de fermeture !"]
    assert {exercise.submit(draft).advice[0].text for draft in drafts} == {"Nommez les jours."}


def test_near_miss_is_quoted(scenario: Scenario, attempts: Attempts) -> None:
    advice = Exercise(scenario, "fr", attempts).submit("Rédige un avis de fermeture court pour vendredi.").advice
    assert [item.criterion for item in advice] == ["length"]
    assert "court" in advice[0].text


def test_near_miss_quotes_what_one_wrote_and_not_the_document() -> None:
    prompt = expand("Voici la note : {{note}}", {"note": "Fermé vendredi."})
    assert _own_passage((0, len(prompt.text)), prompt) == "Voici la note :"
    assert _own_passage((18, 24), prompt) == ""


def test_nothing_is_advised_when_everything_is_met(scenario: Scenario, attempts: Attempts) -> None:
    prompt = "Rédige un avis de fermeture pour vendredi, de 3 lignes au plus."
    assert Exercise(scenario, "fr", attempts).submit(prompt).advice == ()


def test_length_of_another_size_gets_the_scenarios_own_advice(scenario: Scenario, attempts: Attempts) -> None:
    length = scenario.criteria[0].model_dump(exclude_unset=True)
    length |= {"narrow": {"unit": "words", "max": 100}, "advice": "Donnez 100 mots au plus."}
    narrowed = scenario.model_copy(update={"criteria": (Criterion.model_validate(length), *scenario.criteria[1:])})
    exercise = Exercise(narrowed, "fr", attempts)
    (advice,) = exercise.submit("Rédige un avis de fermeture pour vendredi, de 500 mots au plus.").advice
    assert (advice.criterion, advice.text) == ("length", "Donnez 100 mots au plus.")
