"""The scenario that eight answers make, and which answer to change where they make none that holds."""

from dataclasses import replace
from pathlib import Path

import pytest

from prompt_tutor.authoring.asked import write_from
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.questions import Answers, groups, keep_answers, load_answers
from prompt_tutor.content.reading import read_scenario

FRENCH = Answers(
    title="La lettre aux parents",
    persona="Vous travaillez au service des écoles.",
    situation="La sortie de mardi change de lieu.",
    request="Faites écrire le message aux parents.",
    document="Sortie du mardi 12 mai : départ 8 h 30 devant l’école. Prévoir un pique-nique.",
    must="le pique-nique",
    way_1="pique-nique / repas froid, prévoir / apporter",
    way_2="déjeuner, sac",
    naive="Écris un message.",
    strong="Rédige un message aux parents d’élèves, en 80 mots au plus.\n"
    "Dis-leur de prévoir un pique-nique.\n\n{{document}}",
)
ENGLISH = Answers(
    title="The letter to parents",
    persona="You work in the schools department.",
    situation="Tuesday’s outing goes elsewhere.",
    request="Have the message to parents written.",
    document="Outing of Tuesday 12 May: leaves at 8.30. Bring a packed lunch.",
    must="the packed lunch",
    way_1="packed lunch / cold meal, bring / take",
    way_2="food, bag",
    naive="Write a message.",
    strong="Write a message to the parents of pupils, in 80 words at most. "
    "Tell them to bring a packed lunch.\n\n{{document}}",
)


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of the scenario in a pack that speaks French alone."""
    (tmp_path / "pack.toml").write_text('format = 1\nid = "pack"\ntitle = "P"\nlanguages = ["fr"]\n', encoding="utf-8")
    folder = tmp_path / "scenarios" / "sortie"
    folder.mkdir(parents=True)
    return folder


@pytest.mark.parametrize(("answers", "language"), [(FRENCH, "fr"), (ENGLISH, "en")])
def test_eight_answers_make_a_scenario_that_passes_check(answers: Answers, language: str) -> None:
    asked = write_from(answers, "sortie", language)
    assert asked.changes == ()
    assert sorted(asked.files) == ["document.md", "scenario.toml"]


def test_what_the_strong_prompt_adds_to_the_naive_one_is_what_counts(home: Path) -> None:
    for name, text in write_from(FRENCH, "sortie", "fr").files.items():
        (home / name).write_text(text, encoding="utf-8")
    scenario = read_scenario(home / "scenario.toml").whole()
    assert [each.id for each in scenario.criteria] == ["source", "audience", "length", "le-pique-nique"]
    assert {each.name for each in scenario.calibration} == {"naive", "strong", "cheat"}
    assert {problem.code for problem in check([home])} == {"no-calibration"}  # other-way is wished for


@pytest.mark.parametrize(
    ("key", "text", "question", "word"),
    [
        ("way_2", " , / ", 6, "two ways"),
        ("naive", "Écris un message qui dit de prévoir un pique-nique.", 7, "pique-nique"),
        ("strong", "Écris aux parents d’élèves de prévoir un pique-nique, 80 mots au plus.", 8, "{{document}}"),
        ("strong", "Rédige un message aux parents, 80 mots au plus. {{document}}", 8, "pique-nique"),
        ("strong", f"{FRENCH.strong} Appelle Mme Odile Trancart au 06 39 98 12 34.", 8, "06 39 98 12 34"),
        ("document", "Mme Odile Trancart, 06 39 98 12 34, a perdu son emploi.", 5, "06 39 98 12 34"),
    ],
)
def test_answer_to_change_is_named_by_its_question(key: str, text: str, question: int, word: str) -> None:
    changes = write_from(replace(FRENCH, **{key: text}), "sortie", "fr").changes
    assert question in {change.question for change in changes}
    assert any(word in change.message + change.remedy for change in changes)


def test_document_that_was_a_table_stays_one() -> None:
    asked = write_from(replace(FRENCH, document="a;b\n1;2", document_name="Repas.CSV"), "sortie", "fr")
    assert asked.files["document.csv"] == "a;b\n1;2\n"


@pytest.mark.parametrize(
    "title", ["source", "?", "Ce qu’il faut faire quand il pleut et que la grande salle est prise"]
)
def test_any_title_of_ones_own_criterion_gives_an_id(title: str) -> None:
    assert write_from(replace(FRENCH, must=title), "sortie", "fr").changes == ()


def test_quotes_and_braces_in_answers_are_written_as_they_are(home: Path) -> None:
    title = 'Le « plan » "B" \\ {title} <<own>>'
    asked = write_from(replace(FRENCH, title=title, must='le "pique-nique" {x}'), "sortie", "fr")
    assert asked.changes == ()
    for name, text in asked.files.items():
        (home / name).write_text(text, encoding="utf-8")
    assert read_scenario(home / "scenario.toml").whole().title.in_("fr") == title


def test_words_of_a_way_are_groups_with_alternatives() -> None:
    assert groups("pluie / orage, repli,") == [["pluie", "orage"], ["repli"]]


def test_answers_are_kept_and_read_back(tmp_path: Path) -> None:
    file = tmp_path / "new" / "answers.toml"
    keep_answers(FRENCH, file)
    assert load_answers(file) == FRENCH
    file.write_text("title = 1\nother = 'x'", encoding="utf-8")
    assert load_answers(file) == Answers()
