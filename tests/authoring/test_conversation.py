"""Scenarios of several prompts, with an answer to correct on the way and a document to refuse."""

from pathlib import Path

import pytest

from prompt_tutor.authoring.calibrate import omissions, run_calibration, run_solution
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.trial import try_drafts, try_solution
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.decline import grade_decline
from prompt_tutor.grading.grade import Exchange, grade_conversation, grade_prompt
from prompt_tutor.grading.mentions import own_reading
from prompt_tutor.grading.prompt import Prompt, expand

SOURCE = Path(__file__).with_name("conversation.toml").read_text(encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The scenario's file, in a folder of its name."""
    path = tmp_path / "scenarios" / "deux-temps" / "scenario.toml"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE, encoding="utf-8")
    return path


@pytest.fixture
def scenario(file: Path) -> Scenario:
    """The scenario, read."""
    return read_scenario(file).whole()


def codes(file: Path, old: str, new: str) -> set[str]:
    """Return the codes of the problems after one change of the file."""
    assert SOURCE.count(old) >= 1
    file.write_text(SOURCE.replace(old, new, 1), encoding="utf-8")
    return {problem.code for problem in check([file]) if problem.severity == "error"}


def test_conversation_has_nothing_to_correct(file: Path) -> None:
    assert [problem for problem in check([file]) if problem.severity == "error"] == []


def test_every_calibration_holds(scenario: Scenario) -> None:
    for calibration in scenario.calibration:
        assert run_calibration(scenario, calibration).differences == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_solution_passes_and_each_piece_is_needed(scenario: Scenario, language: str) -> None:
    result = run_solution(scenario, language)
    assert result.trial.grade.passed
    assert result.unmet == ()
    assert [piece.kept for piece in result.pieces] == [(), (), ()]
    assert result.trial.failed_checks == frozenset()


def test_omission_of_an_earlier_turn_shows_in_its_own_answer(scenario: Scenario) -> None:
    assert all(omission.shown and omission.changed for omission in omissions(scenario, "fr"))
    answers = try_drafts(scenario, ["Compte les avis.", "Rédige en 5 lignes."], "fr").answers
    assert "13 avis, surtout" in answers[0]
    assert "surtout" not in answers[1]


def test_first_prompt_alone_is_graded_on_its_own_criteria_and_never_passes(scenario: Scenario) -> None:
    grade = grade_prompt(Prompt("Fais un tableau des avis, uniquement d’après ces avis."), scenario, "fr")
    assert [item.id for item in grade.criteria] == ["format", "grounding", "privacy"]
    assert grade.score == 100
    assert not grade.passed


def test_verdict_says_which_prompt_it_points_at(scenario: Scenario) -> None:
    exchanges = [
        Exchange(Prompt("Compte les avis.")),
        Exchange(Prompt("Rédige la synthèse, n’invente rien."), "13 avis"),
    ]
    grade = grade_conversation(exchanges, scenario, "fr")
    grounding = next(item for item in grade.criteria if item.id == "grounding")
    assert (grounding.met, grounding.turn) == (True, 1)
    start, end = grounding.verdict.evidence[0]
    assert "invente" in exchanges[1].prompt.text[start:end]


def test_an_emptied_answer_is_not_a_corrected_one(scenario: Scenario) -> None:
    exchanges = [Exchange(Prompt("Compte les avis.")), Exchange(Prompt("Rédige."), "  ")]
    assert "recount" not in grade_conversation(exchanges, scenario, "fr").met


@pytest.mark.parametrize("draft", ["Compte les avis.\n{{adresses}}", "Quartier Centre, bâtiment des acacias : compte."])
def test_sensitive_document_in_any_prompt_breaks_privacy(scenario: Scenario, draft: str) -> None:
    prompt = expand(draft, scenario.documents_in("fr"))
    drafts = try_solution(scenario, "fr").prompts
    grade = grade_conversation([Exchange(prompt), Exchange(drafts[1], "12 avis")], scenario, "fr")
    privacy = next(item for item in grade.criteria if item.id == "privacy")
    assert not privacy.met
    assert "acacias" in prompt.text[slice(*privacy.verdict.evidence[0])]
    assert not grade.passed


def test_declining_where_nothing_calls_for_it_is_not_right(scenario: Scenario) -> None:
    assert scenario.decline is not None
    needless = scenario.model_copy(update={"decline": scenario.decline.model_copy(update={"expected": False})})
    reason = "Ces adresses permettent d’identifier des personnes."
    declined = grade_decline(reason, needless, "fr")
    assert declined is not None
    assert declined.reasons[0].met
    assert not declined.passed


def test_scenario_that_offers_no_declining_grades_none(scenario: Scenario) -> None:
    assert grade_decline("Non.", scenario.model_copy(update={"decline": None}), "fr") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('turn = "compter"\nweight', 'turn = "conter"\nweight', "unknown_turn"),
        ('wrong = { fr = "13 avis"', 'wrong = { fr = "14 avis"', "not-planted"),
        ('turn = "rediger"\nweight', "weight", "own_criterion_incomplete"),
        ('expected = "adresses"', 'expected = "adresse"', "unknown_document"),
        ('met = ["personal"]', 'met = ["personnal"]', "unknown-reason"),
        (', rediger = "rédige la synthèse" }', " }", "turn-without-prompt"),
        ('decline = "Je n’aime', 'prompt = "a"\ndecline = "Je n’aime', "calibration_form"),
        ('[["adresse"], ["personne"', '[["adresse"], ["@persone"', "unknown_list"),
    ],
)
def test_problem_of_a_conversation_is_told(file: Path, old: str, new: str, code: str) -> None:
    assert code in codes(file, old, new)


def test_unknown_turn_is_told_on_its_line(file: Path) -> None:
    file.write_text(SOURCE.replace('turn = "compter"\nkind', 'turn = "conter"\nkind', 1), encoding="utf-8")
    [problem] = check([file])
    line = SOURCE[: SOURCE.index('turn = "compter"\nkind')].count("\n") + 1
    assert (problem.code, problem.line) == ("unknown_turn", line)


def test_answer_to_something_else_holds_nothing_that_was_corrected(scenario: Scenario) -> None:
    drafts = ["Écris un poème sur la mer.", "Rédige la synthèse des avis en 5 lignes au plus."]
    assert "recount" not in try_drafts(scenario, drafts, "fr").grade.met


def test_request_of_a_turn_pasted_as_the_prompt_is_not_the_authors_words(scenario: Scenario) -> None:
    reading = own_reading(Prompt(scenario.turns[0].request.in_("fr")), scenario, "fr")
    assert [token.text for token in reading.tokens] == []
