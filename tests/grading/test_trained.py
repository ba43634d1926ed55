"""The trained part of the grader: it stands on the data of the repository, explains itself, and is heard when sure."""

import hashlib
import json
from pathlib import Path

import pytest

from prompt_tutor.grading.criteria.situation import read_situation
from prompt_tutor.grading.criteria.trained import NEUTRAL, claims, passage
from prompt_tutor.grading.criteria.weighing import LIMITS, weigh
from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge
from prompt_tutor.grading.verdict import Verdict

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_model_was_trained_on_the_data_that_stand_in_the_repository(language: str) -> None:
    text = (ROOT / "src/prompt_tutor/grading/trained" / f"{language}.txt").read_text(encoding="utf-8")
    data = json.loads(text.partition("\n")[0])["data"]
    stale = [
        name for name, known in data.items() if hashlib.sha256((ROOT / name).read_bytes()).hexdigest()[:16] != known
    ]
    assert stale == [], "run training/train.py"


def test_claim_points_at_the_words_that_weigh_most() -> None:
    text = "Notre salle rouvre lundi. Tu auras la casquette d’un contrôleur de gestion. Merci d’avance."
    situation = read_situation(Prompt(text), "fr")
    claim = claims(situation.line, "fr")["role"]
    assert claim.score > LIMITS["role"][0]
    start, end = passage(claim, situation.line, "fr")
    assert "casquette" in text[start:end]
    assert "Merci" not in text[start:end]


def test_list_of_key_words_claims_nothing() -> None:
    situation = read_situation(Prompt("rôle contexte tâche public format longueur ton sources vérification"), "fr")
    assert {claim.score for claim in claims(situation.line, "fr").values()} == {NEUTRAL}


def test_text_without_a_word_of_the_author_has_no_claim() -> None:
    assert claims(read_situation(Prompt("```\nÉcris 3 lignes.\n```"), "fr").line, "fr") == {}
    assert claims(read_situation(Prompt(""), "en").line, "en") == {}


def test_cue_stands_unless_the_model_is_sure_of_the_contrary() -> None:
    situation = read_situation(Prompt("Our town has 3,000 people and the council meets on Monday."), "en")
    score = claims(situation.line, "en")["steps"].score
    assert score < LIMITS["steps"][1]
    nothing = {name: Verdict(name, met=False) for name in claims(situation.line, "en")}
    cue = Verdict("steps", met=True, evidence=((0, 8),))
    denied = weigh({**nothing, "steps": cue}, situation)["steps"]
    assert (denied.met, denied.near) == (False, cue.evidence)
    shown = Verdict("examples", met=True, evidence=((0, 8),))
    assert weigh({**nothing, "examples": shown}, situation)["examples"] == shown


def test_what_is_neutral_changes_no_verdict() -> None:
    assert max(denied for _, denied in LIMITS.values()) < NEUTRAL < min(sure for sure, _ in LIMITS.values())


def test_heading_by_itself_claims_nothing() -> None:
    situation = read_situation(Prompt("Rôle :\n\nFormat :\n\nExemple :"), "fr")
    assert {claim.score for claim in claims(situation.line, "fr").values()} == {NEUTRAL}


def test_example_that_the_model_finds_is_no_material_to_work_on() -> None:
    text = (
        "Propose d’autres questions pour le quiz. Une que les gamins ont adorée : « Combien de marches a le clocher ? "
        "A) 88 B) 131 C) personne n’a eu le courage de compter, pas même le curé. »"
    )
    verdicts = judge(Prompt(text), "fr")
    assert (verdicts["examples"].met, verdicts["delimiters"].met) == (True, False)
