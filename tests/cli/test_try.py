"""`try`: the main job without a screen."""

import json
import sqlite3
from pathlib import Path
from typing import Any

NAIVE = "une affiche pour la médiathèque"
STRONG = "Rédige l’affiche de la médiathèque en 60 mots au plus, et rappelle les jours de fermeture.\n\n{{horaires}}"


def attempt(run: Any, prompt: str, *arguments: str) -> dict[str, Any]:
    done = run("try", "horaires-ete", "--prompt", "-", "--json", "--language", "fr", *arguments, given=prompt)
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_naive_prompt_does_not_pass_and_the_answer_shows_why(run: Any) -> None:
    done = run("--ui", "fr", "try", "horaires-ete", "--prompt", "-", given=NAIVE)
    assert done.status == 1
    assert done.err == ""
    assert "Réponse simulée" in done.words
    assert "Ouverte tout l’été !" in done.words
    assert "✗ À reprendre · 0 critère sur 3" in done.words
    assert done.words.index("À faire ensuite") < done.words.index("Critères du prompt")
    assert "✗ Les jours de fermeture : à reprendre" in done.words
    assert "Les jours de fermeture : « Ouverte tout l’été ! »" in done.words
    assert "✗ Le 15 août est annoncé : non réussie" in done.words


def test_words_copied_from_the_situation_are_told_with_why_they_do_not_count(run: Any, example_pack: Path) -> None:
    file = example_pack / "scenarios" / "horaires-ete" / "scenario.toml"
    told = file.read_text("utf-8").replace("Les horaires changent en été.", "Rappeler les jours de fermeture de l’été.")
    file.write_text(told, encoding="utf-8")
    prompt = "Rédige une affiche. Rappeler les jours de fermeture de l’été."
    done = run("--ui", "fr", "try", "horaires-ete", "--prompt", "-", "--language", "fr", given=prompt)
    assert "✗ Les jours de fermeture : à reprendre ; « Rappeler les jours de fermeture de l’été » vient" in done.words
    assert "dites-le avec vos mots" in done.words


def test_strong_prompt_passes(run: Any) -> None:
    done = run("--ui", "fr", "try", "horaires-ete", "--prompt", "-", given=STRONG)
    assert done.status == 0
    assert "✓ Objectif atteint · 3 critères sur 3" in done.words
    assert "✓ Longueur : rempli, « " in done.words
    assert "À faire ensuite" not in done.words
    assert "ce qui reste à vérifier" in done.words


def test_data_hold_everything_that_the_design_names(run: Any) -> None:
    found = attempt(run, STRONG)
    assert list(found) == [
        *("format", "scenario", "language", "text", "turns", "model", "passed", "score", "prompt", "answer", "next"),
        "error",
    ]
    assert (found["format"], found["scenario"], found["language"]) == (1, "horaires-ete", "fr")
    assert (found["passed"], found["score"], found["error"], found["next"]) == (True, 100, None, [])
    assert {**found["model"], "date": "?"} == {"id": "practice", "kind": "practice", "simulated": True, "date": "?"}
    assert found["answer"]["status"] == "complete"
    assert found["answer"]["text"].startswith("Du mardi au samedi")
    assert [(check["id"], check["passed"], check["weight"]) for check in found["answer"]["checks"]] == [
        ("says-15-august", True, 1)
    ]
    ids = [criterion["id"] for criterion in found["prompt"]["criteria"]]
    assert ids == ["source", "length", "closed-days", "privacy"]


def test_evidence_indexes_the_text_as_sent_with_the_document_in_it(run: Any) -> None:
    found = attempt(run, STRONG)
    assert "{{horaires}}" not in found["text"]
    assert "Fermée le samedi 15 août." in found["text"]
    length = found["prompt"]["criteria"][1]
    assert (length["met"], length["generic"], length["essential"], length["weight"]) == (True, True, False, 1)
    ((start, end),) = length["evidence"]
    assert "60 mots" in found["text"][start:end]


def test_advice_comes_first_for_what_weighs_most(run: Any) -> None:
    found = attempt(run, NAIVE)
    assert [item["criterion"] for item in found["next"]] == ["source", "closed-days", "length"]
    own = found["prompt"]["criteria"][2]
    assert (own["generic"], own["advice"]) == (None, "Ask for the closed days.")
    assert found["prompt"]["criteria"][3]["advice"] is None


def test_next_attempt_is_compared_with_the_one_before(run: Any) -> None:
    attempt(run, NAIVE)
    done = run("--ui", "en", "try", "horaires-ete", "--language", "fr", given=STRONG)
    assert "Feedback on attempt 2" in done.out
    assert "+ gained: Source, Length, The closed days" in done.out
    back = run("--ui", "en", "try", "horaires-ete", "--language", "fr", given=NAIVE)
    assert "- lost: Source, Length, The closed days" in back.out
    assert "= the same criteria are met" in run("try", "horaires-ete", "--language", "fr", given=NAIVE).out


def test_language_is_that_of_the_prompt_and_ui_that_of_the_words(run: Any) -> None:
    done = run("try", "horaires-ete", "--language", "en", "--ui", "fr", given="a poster for the library")
    assert "Réponse simulée" in done.out
    assert "Open all summer!" in done.out


def test_language_of_the_prompt_is_that_of_the_interface_unless_said(run: Any) -> None:
    assert "Ouverte tout l’été" in run("try", "horaires-ete", given=NAIVE, lang="fr_FR.UTF-8").out
    assert "Open all summer" in run("try", "horaires-ete", given="a poster", lang="C").out


def test_prompt_is_read_from_a_file_in_utf8_or_utf16_with_a_mark(run: Any, tmp_path: Path) -> None:
    texts = []
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file = tmp_path / f"{encoding}.txt"
        file.write_text(NAIVE, encoding=encoding)
        texts.append(json.loads(run("try", "horaires-ete", "--prompt", str(file), "--json").out)["text"])
    assert texts == [NAIVE] * 3


def test_control_characters_are_shown_not_obeyed(run: Any) -> None:
    prompt = f"{STRONG}\n\x1b[31m\x9b2J\u202e 40 \x1b[0mmots"
    done = run("try", "horaires-ete", "--language", "fr", given=prompt)
    assert not set(done.out + done.err) & {"\x1b", "\x9b", "\u202e"}
    raw = run("try", "horaires-ete", "--language", "fr", "--json", given=prompt)
    assert not set(raw.out) & {"\x1b", "\x9b", "\u202e"}
    assert json.loads(raw.out)["text"].endswith("\x1b[31m\x9b2J\u202e 40 \x1b[0mmots")


def test_attempt_and_answer_are_kept(run: Any, data: Path) -> None:
    attempt(run, NAIVE)
    (database,) = data.glob("*.sqlite3")
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM attempts").fetchone() == (1,)
        assert connection.execute("SELECT status FROM answers").fetchall() == [("complete",)]


def test_data_folder_that_cannot_be_used_costs_no_feedback(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = tmp_path / "file" / "data"
    done = run("try", "horaires-ete", "--language", "fr", "--json", given=STRONG, folder=blocked)
    found = json.loads(done.out)
    assert done.status == 3
    assert found["passed"]
    assert found["answer"]["status"] == "complete"
    assert found["error"]["code"] == "storage"
    assert done.err.count("\n") == 1
    words = run("try", "horaires-ete", "--language", "fr", given=STRONG, folder=blocked)
    assert (words.status, words.out.count("Du mardi au samedi")) == (3, 1)
    assert "Goal reached" in words.out


def test_model_that_does_not_answer_leaves_the_grade_and_says_so(run: Any) -> None:
    options = ("--model", "openai/none", "--api-base", "http://127.0.0.1:9/v1")
    done = run("try", "horaires-ete", "--language", "fr", "--json", *options, given=STRONG)
    found = json.loads(done.out)
    assert done.status == 3
    assert (found["passed"], found["score"]) == (True, 100)
    assert found["answer"]["status"] == "failed"
    assert found["answer"]["score"] is None
    assert (found["model"]["id"], found["model"]["kind"], found["model"]["simulated"]) == ("openai/none", "live", False)
    assert found["error"]["code"]
    assert found["error"]["remedy"]
    words = run("try", "horaires-ete", "--language", "fr", *options, given=STRONG)
    assert words.status == 3
    assert words.err.count("\n") == 1
    assert "Goal reached" in words.out


def test_storage_that_fails_in_mid_answer_asks_no_model_again(run: Any, data: Path, openai_server: Any) -> None:
    attempt(run, NAIVE)
    (database,) = data.glob("*.sqlite3")
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TRIGGER full BEFORE UPDATE ON answers BEGIN SELECT RAISE(FAIL, 'full'); END")
    options = ("--model", "openai/petit", "--api-base", openai_server.base_url, "--language", "fr")
    done = run("try", "horaires-ete", *options, given=STRONG)
    assert [request.method for request in openai_server.requests].count("POST") == 1
    assert done.status == 3
    assert done.out.count("La consommation baisse") == 1
    assert "Feedback on attempt 2" in done.out
    assert done.err.count("\n") == 1
    assert "full" in done.err
