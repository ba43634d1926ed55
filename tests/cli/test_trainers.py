"""`check`, `schema` and `doctor`: what a trainer and a helpdesk ask."""

import json
from pathlib import Path
from typing import Any

import pytest

SCENARIO = "scenarios/horaires-ete/scenario.toml"


def test_pack_without_problems_is_success(run: Any, example_pack: Path) -> None:
    done = run("check", str(example_pack), "--ui", "fr")
    assert (done.status, done.err) == (0, "")
    assert done.words == "✓ 3 fichiers vérifiés, rien à corriger.\n"
    assert json.loads(run("check", str(example_pack), "--json").out) == {"format": 1, "problems": []}


def test_problem_is_a_line_with_its_place_and_remedy(run: Any, example_pack: Path) -> None:
    file = example_pack / SCENARIO
    file.write_text(file.read_text(encoding="utf-8").replace('shows = "length"', 'shows = "lenght"'), encoding="utf-8")
    line = file.read_text(encoding="utf-8").split('"lenght"')[0].count("\n") + 1
    done = run("check", str(example_pack))
    assert done.status == 1
    assert f"{file}:{line}:1: to correct: The criterion “lenght” is not one of this scenario. Did you mean" in done.out
    problems = json.loads(run("check", str(example_pack), "--json").out)["problems"]
    found = next(problem for problem in problems if problem["code"] == "unknown-criterion")
    assert list(found) == ["file", "line", "column", "severity", "code", "message", "remedy"]
    assert (found["file"], found["line"], found["column"], found["severity"]) == (str(file), line, 1, "error")


def test_warning_alone_is_success(run: Any, example_pack: Path) -> None:
    (example_pack / "lessons/01-affiche.toml").rename(example_pack / "lessons/01-autre.toml")
    done = run("check", str(example_pack))
    assert done.status == 0
    assert "warning" in done.out
    assert "1 warning." in done.out


@pytest.mark.parametrize("format_", ["lesson", "scenario", "pack"])
def test_schema_is_json(run: Any, format_: str) -> None:
    found = json.loads(run("schema", format_).out)
    assert found["$schema"].startswith("https://json-schema.org/")
    assert "id" in found["properties"]


def test_doctor_names_the_file_of_unexpected_faults(run: Any, data: Path) -> None:
    log = data / "faults.log"
    assert f"{log}: none" in run("doctor").out
    log.write_text("RuntimeError\n", encoding="utf-8")
    assert f"{log}: holds types, files and lines" in run("doctor").out


def test_doctor_finds_everything_here(run: Any, data: Path) -> None:
    done = run("doctor", "--ui", "fr")
    assert done.status == 0
    assert "✓ textual" in done.out
    assert str(data) in done.out
    findings = {item["id"]: item for item in json.loads(run("doctor", "--json").out)["findings"]}
    assert findings["data"]["ok"]
    assert findings["litellm"]["needed"] is False


def test_new_scenario_and_lesson_hold_as_they_stand(run: Any, tmp_path: Path) -> None:
    done = run("new", "scenario", "fete", "--folder", "quartier", "--ui", "fr")
    assert (done.status, done.err) == (0, "")
    assert "écrit : quartier/scenarios/fete/scenario.toml" in done.words.replace("\\", "/")
    assert run("new", "lesson", "matiere", "--folder", "quartier").status == 0
    done = run("check", "quartier", "--ui", "fr")
    assert (done.status, done.words) == (0, "✓ 3 fichiers vérifiés, rien à corriger.\n")
    # the learner's side: a strong prompt of the scaffold passes, and the answer is made of general passages
    (tmp_path / "p.txt").write_text("Fais une affiche pour la fête.", encoding="utf-8")
    done = run("--pack", "quartier", "try", "fete", "--prompt", "p.txt", "--language", "fr")
    assert done.status == 1
    assert "au mauvais endroit" in done.words


def test_new_refuses_what_is_there_with_one_line(run: Any) -> None:
    assert run("new", "lesson", "matiere", "--folder", "a").status == 0
    done = run("new", "lesson", "matiere", "--folder", "a")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1


ANSWERS = """\
La lettre aux parents
Vous travaillez au service des écoles.
La sortie de mardi change de lieu.
Faites écrire le message aux parents.
notes.txt
le pique-nique
pique-nique / repas froid, prévoir / apporter
déjeuner, sac
Écris un message.
.
Rédige un message aux parents d’élèves, en 80 mots au plus.
Dis-leur de prévoir un pique-nique.

{{document}}
.
"""


def test_eight_answers_write_a_scenario_that_passes_check(run: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Sortie du mardi 12 mai. Prévoir un pique-nique.", encoding="utf-8")
    done = run("new", "scenario", "sortie", "--folder", "ecole", "--ask", "--ui", "fr", given=ANSWERS)
    assert (done.status, done.err) == (0, "")
    assert "Question 8 sur 8" in done.words
    assert run("check", "ecole").status == 0
    assert sorted(file.name for file in (tmp_path / "ecole/scenarios/sortie").iterdir()) == [
        "document.txt",
        "scenario.toml",
    ]


def test_answer_to_change_is_named_and_the_others_are_kept(run: Any, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Sortie du mardi 12 mai.", encoding="utf-8")
    without = ANSWERS.replace("Dis-leur de prévoir un pique-nique.\n", "")
    done = run("new", "scenario", "sortie", "--folder", "ecole", "--ask", "--ui", "fr", given=without)
    assert done.status == 1
    assert "✗ Question 8 :" in done.words
    assert not (tmp_path / "ecole/scenarios/sortie/scenario.toml").exists()
    better = "\n" * 9 + "\n".join(ANSWERS.split("\n")[10:])
    done = run("new", "scenario", "sortie", "--folder", "ecole", "--ask", "--ui", "fr", given=better)
    assert (done.status, done.err) == (0, "")
    assert "Dis-leur de prévoir" in (tmp_path / "ecole/scenarios/sortie/scenario.toml").read_text(encoding="utf-8")


def test_sentence_given_for_words_is_refused_with_what_to_give(run: Any) -> None:
    sentence = ANSWERS.replace("pique-nique / repas froid, prévoir / apporter", "Dis-leur de prévoir un pique-nique")
    done = run(
        "new", "scenario", "sortie", "--folder", "ecole", "--ask", given=sentence.replace("notes.txt", "Mardi.\n.")
    )
    assert done.status == 2
    assert "“Dis-leur de prévoir un pique-nique” is a sentence" in done.err
    assert "single words" in done.err


def test_answers_that_end_too_soon_are_kept(run: Any, tmp_path: Path) -> None:
    done = run("new", "scenario", "sortie", "--folder", "ecole", "--ask", given="La lettre\n")
    assert done.status == 2
    assert "Question 2 has no answer" in done.err
    assert "La lettre" in (tmp_path / "ecole/scenarios/sortie/answers.toml").read_text(encoding="utf-8")
    assert not (tmp_path / "ecole/pack.toml").exists()


def test_questions_write_one_language_and_no_lesson(run: Any, tmp_path: Path) -> None:
    done = run("new", "scenario", "sortie", "--folder", "ma-ville", "--ask", given=ANSWERS)
    assert done.status == 2
    assert "promises two" in done.err
    assert run("new", "lesson", "sortie", "--folder", "x", "--ask").status == 2
    assert not (tmp_path / "x").exists()


def test_document_that_is_no_text_is_refused_by_its_name(run: Any) -> None:
    done = run("new", "scenario", "sortie", "--folder", "e", "--ask", given=ANSWERS.replace("notes.txt", "notes.docx"))
    assert (done.status, "notes.docx" in done.err) == (2, True)
    done = run("new", "scenario", "sortie", "--folder", "e", "--ask", given="\n" * 4 + "absent.txt\n.\n")
    assert (done.status, "absent.txt" in done.err) == (2, True)


def test_preview_of_what_cannot_be_shown_says_its_problems(run: Any, example_pack: Path) -> None:
    file = example_pack / SCENARIO
    file.write_text(file.read_text(encoding="utf-8").replace('level = "beginner"', "level ="), encoding="utf-8")
    done = run("preview", str(file))
    assert done.status == 1
    assert "to correct" in done.out
    assert "cannot be shown" in done.out


def test_preview_wants_a_terminal(run: Any, example_pack: Path) -> None:
    done = run("preview", str(example_pack / SCENARIO))
    assert (done.status, done.err.count("\n")) == (2, 1)
