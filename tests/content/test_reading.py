"""Reading scenarios, lessons and packs, and what is said of broken ones."""

from pathlib import Path

import pytest

from prompt_tutor.content.problems import Problem
from prompt_tutor.content.reading import read_lesson, read_pack, read_scenario


def rewrite(file: Path, old: str, new: str) -> None:
    """Change the first `old` of `file` to `new`; it must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def only_problem(file: Path) -> Problem:
    """Read the scenario `file` and return its one problem."""
    reading = read_scenario(file)
    assert reading.model is None
    (problem,) = reading.problems
    return problem


def line_of(file: Path, words: str) -> int:
    """Return the line on which `words` first stand in `file`."""
    return file.read_text(encoding="utf-8").split(words)[0].count("\n") + 1


def test_scenario_is_read_with_its_document(scenario_file: Path) -> None:
    scenario = read_scenario(scenario_file).whole()
    assert scenario.title.in_("en") == "A small case"
    assert scenario.documents_in("fr") == {"note": "Fermé vendredi."}
    assert scenario.pass_mark == 70


def test_lesson_and_pack_are_read(pack: Path) -> None:
    lesson = read_lesson(pack / "lessons" / "01-debut.toml").whole()
    assert [step.kind for step in lesson.steps] == ["read", "practice"]
    assert read_pack(pack / "pack.toml").whole().id == "essai"


def test_digest_ignores_line_ends_and_order_but_not_content(scenario_file: Path) -> None:
    before = read_scenario(scenario_file).whole().digest
    text = scenario_file.read_text(encoding="utf-8")
    scenario_file.write_bytes(text.replace("\n", "\r\n").encode())
    assert read_scenario(scenario_file).whole().digest == before
    rewrite(scenario_file, 'level = "beginner"\nminutes = 5', 'minutes = 5\nlevel = "beginner"')
    assert read_scenario(scenario_file).whole().digest == before
    (scenario_file.parent / "note.md").write_text("Ouvert vendredi.", encoding="utf-8")
    assert read_scenario(scenario_file).whole().digest != before


def test_calibrations_of_the_file_beside_are_added(scenario_file: Path) -> None:
    (scenario_file.parent / "calibration.toml").write_text(
        '[[calibration]]\nname = "naive"\nlanguage = "fr"\nprompt = "résume"\nunmet = ["length"]\n', encoding="utf-8"
    )
    (calibration,) = read_scenario(scenario_file).whole().calibration
    assert (calibration.name, calibration.prompt) == ("naive", "résume")


def test_broken_toml_names_the_line(scenario_file: Path) -> None:
    rewrite(scenario_file, 'level = "beginner"', 'level = "beginner')
    problem = only_problem(scenario_file)
    assert problem.code == "toml"
    assert problem.line == line_of(scenario_file, "level")
    assert "quote" in problem.message


def test_unknown_criterion_is_located_with_a_guess(scenario_file: Path) -> None:
    rewrite(scenario_file, 'id = "length"', 'id = "lenght"')
    problem = only_problem(scenario_file)
    assert problem.code == "unknown_criterion"
    assert problem.line == line_of(scenario_file, 'id = "lenght"')
    assert "length" in problem.remedy


def test_missing_document_is_named(scenario_file: Path) -> None:
    (scenario_file.parent / "note.md").unlink()
    problem = only_problem(scenario_file)
    assert "note.md" in problem.message
    assert problem.line == line_of(scenario_file, "[[documents]]")


def test_document_whose_name_differs_in_case_is_missing(scenario_file: Path) -> None:
    rewrite(scenario_file, 'file = "note.md"', 'file = "Note.md"')
    assert "Note.md" in only_problem(scenario_file).message


@pytest.mark.parametrize("path", ["../../../outside.md", "/etc/hostname", "..\\\\note.md"])
def test_document_outside_the_pack_is_refused(scenario_file: Path, path: str) -> None:
    (scenario_file.parents[3] / "outside.md").write_text("secret", encoding="utf-8")
    rewrite(scenario_file, 'file = "note.md"', f'file = "{path}"')
    problem = only_problem(scenario_file)
    assert "leaves" in problem.message
    assert "secret" not in problem.message


def test_link_that_leaves_the_pack_is_refused(scenario_file: Path) -> None:
    outside = scenario_file.parents[3] / "outside.md"
    outside.write_text("secret", encoding="utf-8")
    (scenario_file.parent / "note.md").unlink()
    (scenario_file.parent / "note.md").symlink_to(outside)
    assert "leaves" in only_problem(scenario_file).message


def test_file_that_is_not_utf8_names_the_line(scenario_file: Path) -> None:
    data = scenario_file.read_bytes().replace("résumer".encode(), "résumer".encode("latin-1"))
    scenario_file.write_bytes(data)
    problem = only_problem(scenario_file)
    assert "UTF-8" in problem.message
    assert problem.line == data.split("résumer".encode("latin-1"))[0].count(b"\n") + 1


def test_unknown_key_is_an_error_and_foreign_key_is_left_alone(scenario_file: Path) -> None:
    rewrite(scenario_file, "minutes = 5", 'minutes = 5\nx-author = "moi"')
    assert read_scenario(scenario_file).problems == ()
    rewrite(scenario_file, "minutes = 5", "minutes = 5\nduration = 5")
    problem = only_problem(scenario_file)
    assert (problem.code, problem.line) == ("extra_forbidden", line_of(scenario_file, "duration"))


def test_newer_format_is_reported_alone(scenario_file: Path) -> None:
    rewrite(scenario_file, "format = 1", 'format = 2\nnew-key = "x"')
    assert only_problem(scenario_file).code == "newer-format"


def test_language_that_the_pack_promises_is_missed(scenario_file: Path) -> None:
    rewrite(scenario_file, '{ fr = "une note", en = "a note" }', '{ fr = "une note" }')
    problem = only_problem(scenario_file)
    assert (problem.code, problem.line) == ("language_missing", line_of(scenario_file, "situation"))


def test_pack_in_french_alone_needs_no_english(pack: Path, scenario_file: Path) -> None:
    rewrite(pack / "pack.toml", '["fr", "en"]', '["fr"]')
    rewrite(scenario_file, '{ fr = "une note", en = "a note" }', '{ fr = "une note" }')
    assert read_scenario(scenario_file).whole().brief.situation.in_("en") == "une note"


def test_empty_list_of_wordings_is_an_error(scenario_file: Path) -> None:
    rewrite(scenario_file, 'fr = ["note"]', "fr = []")
    assert only_problem(scenario_file).code == "wordings_empty"


@pytest.mark.parametrize("name", ["con", "a", "Majuscule", "é-accent", "x" * 41])
def test_bad_id_is_refused(scenario_file: Path, name: str) -> None:
    rewrite(scenario_file, 'id = "petit-cas"', f'id = "{name}"')
    assert only_problem(scenario_file).code in ("bad_id", "device_name")


def test_same_id_twice_is_an_error(scenario_file: Path) -> None:
    rewrite(scenario_file, "[practice]", '[[criteria]]\nid = "length"\n\n[practice]')
    assert only_problem(scenario_file).code == "twice"


CALIBRATION = '[[calibration]]\nname = "naive"\nlanguage = "fr"\nprompt = "résume"\n'


def test_problem_of_a_calibration_beside_stands_in_its_file(scenario_file: Path) -> None:
    scenario_file.write_text(scenario_file.read_text(encoding="utf-8") + "\n" + CALIBRATION, encoding="utf-8")
    beside = scenario_file.with_name("calibration.toml")
    beside.write_text(f"{CALIBRATION}\n{CALIBRATION}passed = true\n", encoding="utf-8")
    problem = only_problem(scenario_file)
    assert (problem.file, problem.code) == (str(beside), "extra_forbidden")
    assert problem.line == line_of(beside, "passed")


def test_file_of_calibrations_holds_nothing_else(scenario_file: Path) -> None:
    beside = scenario_file.with_name("calibration.toml")
    beside.write_text(CALIBRATION.replace("[[calibration]]", "[[calibrations]]"), encoding="utf-8")
    problem = only_problem(scenario_file)
    assert (problem.file, problem.line, problem.code) == (str(beside), 1, "extra_forbidden")


@pytest.mark.parametrize("line", ["calibration = 5", "languages = 5"])
def test_value_of_the_wrong_kind_is_a_problem_not_a_fault(pack: Path, scenario_file: Path, line: str) -> None:
    file = pack / "pack.toml" if line.startswith("languages") else scenario_file
    rewrite(file, "format = 1", f"format = 1\n{line}")
    if file == scenario_file:
        scenario_file.with_name("calibration.toml").write_text(CALIBRATION, encoding="utf-8")
        assert read_scenario(scenario_file).model is None
    else:
        rewrite(file, 'languages = ["fr", "en"]\n', "")
        assert read_scenario(scenario_file).model is not None
        assert read_pack(file).model is None


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        ('kind = "read"', "", "“kind” is missing.", "Add it"),
        ('kind = "read"', 'kind = "raed"', "“raed” is not possible for “kind”.", "'read', 'compare', 'quiz'"),
        ("format = 1", "format = 0", "“0” is not possible for “format”.", "Possible here: 1."),
    ],
)
def test_kind_that_is_missing_or_unknown_is_named_with_what_is_possible(
    pack: Path, old: str, new: str, message: str, remedy: str
) -> None:
    file = pack / "lessons" / "01-debut.toml"
    rewrite(file, old, new)
    (problem,) = read_lesson(file).problems
    assert problem.message == message
    assert remedy in problem.remedy


def test_scenario_in_which_nothing_counts_is_an_error(scenario_file: Path) -> None:
    rewrite(scenario_file, 'id = "length"', 'id = "privacy"')
    assert only_problem(scenario_file).code == "no_weight"


def test_step_that_counts_nothing_is_an_error(pack: Path) -> None:
    file = pack / "lessons" / "01-debut.toml"
    rewrite(file, 'scenario = "petit-cas"', 'scenario = "petit-cas"\ncount = ["privacy"]')
    (problem,) = read_lesson(file).problems
    assert problem.code == "no_weight"
