"""What `check` says of a pack with one thing wrong in it."""

from pathlib import Path

import pytest

from prompt_tutor import i18n
from prompt_tutor.authoring.check import check, files_to_check
from prompt_tutor.content.problems import Problem
from prompt_tutor.errors import UsageError

SCENARIO = "scenarios/horaires-ete/scenario.toml"
CALIBRATION = "scenarios/horaires-ete/calibration.toml"
LESSON = "lessons/01-affiche.toml"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))


def rewrite(file: Path, old: str, new: str) -> int:
    """Change the first `old` of `file` to `new`, and return its line; it must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def only_problem(pack: Path) -> Problem:
    (problem,) = check([pack])
    return problem


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "word"),
    [
        (SCENARIO, 'level = "beginner"', 'level = "beginner', "toml", "quote"),
        (SCENARIO, 'met = ["closed-days", "source"]', 'met = ["closed-day"]', "unknown-criterion", "closed-day"),
        (SCENARIO, 'shows = "length"', 'shows = "lenght"', "unknown-criterion", "lenght"),
        (SCENARIO, 'criteria = ["closed-days"]', 'criteria = ["tone"]', "unknown-criterion", "tone"),
        (SCENARIO, 'quote = { fr = "de 10 h à 13 h"', 'quote = { fr = "de 10 h à 14 h"', "residual", "quotation"),
        (SCENARIO, '{{horaires}}", en', '{{horaire}} {{horaires}}", en', "unknown-document", "{{horaire}}"),
        (CALIBRATION, 'met = ["source", "length", "closed-days"]', 'met = ["sources"]', "unknown-criterion", "sources"),
        (CALIBRATION, 'failed_checks = ["says-15-august"]', 'failed_checks = ["says"]', "unknown-check", "says"),
        (CALIBRATION, "passes = true", "passes = false", "calibration", "score 100"),
        (LESSON, 'scenario = "horaires-ete"', 'scenario = "horaires-hiver"', "unknown-scenario", "horaires-hiver"),
        (
            LESSON,
            'scenario = "horaires-ete"',
            'scenario = "horaires-ete"\ncount = ["tone"]',
            "unknown-criterion",
            "tone",
        ),
        (LESSON, 'id = "affiche"', 'id = "affiches"', "id-differs", "affiches"),
        ("pack.toml", 'id = "ma-ville"', 'id = "Ma ville"', "bad_id", "Ma ville"),
        ("pack.toml", 'languages = ["fr", "en"]', 'languages = ["fr", "en",,]', "toml", "value"),
    ],
)
def test_one_fault_is_one_problem_on_its_line(
    example_pack: Path, file: str, old: str, new: str, code: str, word: str
) -> None:
    line = rewrite(example_pack / file, old, new)
    problems = [problem for problem in check([example_pack]) if problem.code == code]
    assert problems
    problem = problems[0]
    assert problem.file == str(example_pack / file)
    assert abs(problem.line - line) <= (0 if "\n" not in new else 1)
    assert problem.column >= 1
    assert word in problem.message
    assert problem.remedy


def test_expectation_that_fails_names_the_passage(example_pack: Path) -> None:
    rewrite(example_pack / CALIBRATION, '"source", "closed-days"]\npasses = false', '"closed-days", "length"]')
    problem = only_problem(example_pack)
    assert problem.code == "calibration"
    assert "“80 mots”" in problem.message
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("name", "other", "severity"),
    [
        ("naive", "first", "error"),
        ("strong", "good", "error"),
        ("other-way", "good", "warning"),
        ("cheat", "bad", "warning"),
    ],
)
def test_calibration_that_is_missing_is_asked_for(example_pack: Path, name: str, other: str, severity: str) -> None:
    rewrite(example_pack / CALIBRATION, f'name = "{name}"', f'name = "{other}"')
    problem = next(problem for problem in check([example_pack]) if problem.code == "no-calibration")
    assert (problem.severity, name in problem.message) == (severity, True)


def test_naive_calibration_that_passes_is_a_problem_even_where_nothing_is_expected(example_pack: Path) -> None:
    file = example_pack / CALIBRATION
    rewrite(file, 'name = "naive"', 'name = "first"')
    rewrite(file, 'name = "strong"', 'name = "naive"')
    rewrite(file, "passes = true", "")
    rewrite(file, 'name = "other-way"', 'name = "strong"')
    problem = next(problem for problem in check([example_pack]) if problem.code == "calibration")
    assert "naive" in problem.message


def test_choice_that_is_never_reached_is_named(example_pack: Path) -> None:
    line = rewrite(
        example_pack / SCENARIO,
        '[[practice.slots.choices]]\nwhen = { met = ["length"] }',
        '[[practice.slots.choices]]\ntext = "a"\n\n[[practice.slots.choices]]\nwhen = { met = ["length"] }',
    )
    hidden = [problem for problem in check([example_pack]) if problem.code == "never-chosen"]
    assert [problem.line for problem in hidden] == [line + 3, line + 6]


def test_condition_that_contradicts_itself_is_never_reached(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'when = { met = ["length"] }', 'when = { met = ["length"], unmet = ["length"] }')
    assert "never-chosen" in [problem.code for problem in check([example_pack])]


def test_slot_needs_a_last_choice_without_condition(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'shows = "length"', 'shows = "length"\nwhen = { unmet = ["length"] }')
    assert only_problem(example_pack).code == "no-last-choice"


def test_omission_that_does_not_show_is_a_problem_in_each_language(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'shows = "length"\n', "")
    problems = check([example_pack])
    assert [problem.code for problem in problems] == ["omission-hidden", "omission-hidden"]
    assert "“fr”" in problems[0].message
    assert "“en”" in problems[1].message


def test_piece_that_another_repeats_is_named(example_pack: Path) -> None:
    rewrite(
        example_pack / SCENARIO,
        'fr = "Indique les jours de fermeture."',
        'fr = "Indique les jours de fermeture, 80 mots au plus."',
    )
    problem = only_problem(example_pack)
    assert problem.code == "piece"
    assert "“length”" in problem.message


def test_own_criterion_wants_its_words_tried_without_their_sense(example_pack: Path) -> None:
    rewrite(example_pack / CALIBRATION, "affiche, horaires, fermeture, 80 mots", "affiche, horaires, 80 mots")
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity) == ("words-untested", "warning")


@pytest.mark.parametrize(
    "newer",
    ["x-a = { b = 1, }", "x-a = { b = { c = 1 },\n d = 2 }", 'x-a = "\\e"', 'x-a = "\\x41"', "x-a = 10:30"],
)
def test_each_novelty_of_toml_1_1_is_a_warning(example_pack: Path, newer: str) -> None:
    line = rewrite(example_pack / SCENARIO, "minutes = 8", f"minutes = 8\n{newer}")
    problem = only_problem(example_pack)
    assert (problem.code, problem.line) == ("newer-toml", line + 1)


def test_newer_toml_is_a_warning_with_its_line(example_pack: Path) -> None:
    line = rewrite(
        example_pack / SCENARIO,
        '{ fr = "Les horaires", en = "The hours" }',
        '{ fr = "Les horaires",\n en = "The hours" }',
    )
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity) == ("newer-toml", "warning")
    assert problem.line == line


def test_check_that_the_best_answer_fails_is_named(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'fr = ["15 août"]', 'fr = ["16 août"]')
    problem = only_problem(example_pack)
    assert problem.code == "best-answer"
    assert "“fr”" in problem.message


def test_two_scenarios_of_one_id_are_a_problem(example_pack: Path) -> None:
    folder = example_pack / "scenarios" / "copie"
    folder.mkdir()
    for file in (example_pack / SCENARIO).parent.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    assert {problem.code for problem in check([example_pack])} == {"twice", "id-differs", "unknown-scenario"}


def test_problems_speak_the_language_of_the_interface(example_pack: Path) -> None:
    rewrite(example_pack / LESSON, 'scenario = "horaires-ete"', 'scenario = "horaires-hiver"')
    i18n.use("fr")
    try:
        problem = only_problem(example_pack)
    finally:
        i18n.use("en")
    assert "Il n’y a pas" in problem.message


@pytest.mark.parametrize(
    ("path", "files"),
    [
        (".", ["pack.toml", LESSON, SCENARIO]),
        ("lessons", [LESSON]),
        ("scenarios", [SCENARIO]),
        ("scenarios/horaires-ete", [SCENARIO]),
        (SCENARIO, [SCENARIO]),
        (CALIBRATION, [SCENARIO]),
        (LESSON, [LESSON]),
    ],
)
def test_paths_name_files(example_pack: Path, path: str, files: list[str]) -> None:
    assert files_to_check([example_pack / path]) == [example_pack / file for file in files]


def test_file_that_two_paths_name_is_checked_once(example_pack: Path) -> None:
    assert len(files_to_check([example_pack, example_pack / "lessons", example_pack / SCENARIO])) == 3


@pytest.mark.parametrize("name", ["absent", "vide"])
def test_path_with_nothing_to_check_is_wrong_use(tmp_path: Path, name: str) -> None:
    (tmp_path / "vide").mkdir()
    with pytest.raises(UsageError, match=name):
        check([tmp_path / name])


def without_answer_and_solution(pack: Path) -> None:
    """Take the practice answer and the solution out of the scenario, and the check that the general answer fails."""
    file = pack / SCENARIO
    text = file.read_text(encoding="utf-8")
    text = text[: text.index("[practice]")]
    file.write_text(text[: text.index("[[answer.checks]]")], encoding="utf-8")
    rewrite(pack / CALIBRATION, 'failed_checks = ["says-15-august"]\n', "")


def test_answer_and_solution_may_be_left_to_the_program(example_pack: Path) -> None:
    without_answer_and_solution(example_pack)
    rewrite(example_pack / CALIBRATION, 'name = "other-way"', 'name = "strong"')
    rewrite(example_pack / CALIBRATION, 'name = "cheat"', 'name = "other"')
    assert {problem.code for problem in check([example_pack])} == {"no-calibration"}  # other-way and cheat are gone


def test_strong_prompt_is_wanted_in_each_language_where_it_is_the_solution(example_pack: Path) -> None:
    without_answer_and_solution(example_pack)
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity) == ("no-solution", "error")
    assert "“en”" in problem.message


def test_strong_prompt_that_misses_a_criterion_is_no_whole_solution(example_pack: Path) -> None:
    without_answer_and_solution(example_pack)
    rewrite(example_pack / CALIBRATION, 'name = "other-way"', 'name = "strong"')
    rewrite(example_pack / CALIBRATION, ", en 60 mots au plus", "")
    rewrite(example_pack / CALIBRATION, '\nmet = ["source", "length", "closed-days"]', "")
    problem = next(problem for problem in check([example_pack]) if problem.code == "solution")
    assert problem.severity == "warning"
    assert "“length”" in problem.message


CHECK_WITH_SCHEMA = """
[[answer.checks]]
id = "data"
title = "Les données"
kind = "json"
negate = true
{schema}
[practice]
"""


@pytest.mark.parametrize(
    ("schema", "code", "word"),
    [
        ('schema = { type = "objet" }', "schema", "type"),
        ('schema = { properties = { date = { pattern = "(" } } }', "schema", "properties.date.pattern"),
        ('schema = { items = { "$ref" = "#/$defs/action" } }', "schema", "items.$ref"),
        ('schema = { items = { "$ref" = "https://example.org/a.json" } }', "schema_remote", "example.org"),
        ("schema = { minimum = 2026-01-01 }", "invalid-json-value", "minimum"),
        ('schema_file = "absent.json"', "file_unread", "absent.json"),
        ('schema_file = "schema.json"', "schema_file", "line 2"),
        ('schema_file = "../../../../schema.json"', "file_unread", "leaves"),
    ],
)
def test_a_schema_that_cannot_be_used_is_a_problem_on_its_line(
    example_pack: Path, schema: str, code: str, word: str
) -> None:
    (example_pack / SCENARIO).with_name("schema.json").write_text('{"type":\n objet}', encoding="utf-8")
    line = rewrite(example_pack / SCENARIO, "\n[practice]\n", CHECK_WITH_SCHEMA.replace("{schema}", schema)) + 6
    problem = only_problem(example_pack)
    assert problem.code == code
    assert word in problem.message
    assert problem.remedy
    assert line - 5 <= problem.line <= line


def test_a_schema_is_read_from_a_file_beside_the_scenario(example_pack: Path) -> None:
    (example_pack / SCENARIO).with_name("schema.json").write_text('{"type": "object"}', encoding="utf-8")
    rewrite(
        example_pack / SCENARIO, "\n[practice]\n", CHECK_WITH_SCHEMA.replace("{schema}", 'schema_file = "schema.json"')
    )
    assert check([example_pack]) == []


def test_brief_that_meets_a_criterion_by_itself_is_a_warning(example_pack: Path) -> None:
    # five words: too few for the grader to know them as copied
    rewrite(
        example_pack / SCENARIO,
        'fr = "Faites écrire l’affiche de la porte."',
        'fr = "Rappelez les jours de fermeture."',
    )
    problem = next(problem for problem in check([example_pack]) if problem.code == "met-by-brief")
    assert problem.severity == "warning"
    assert "“closed-days”" in problem.message


def test_language_in_which_nothing_is_tried_is_a_warning(example_pack: Path) -> None:
    file = example_pack / CALIBRATION
    blocks = file.read_text(encoding="utf-8").split("[[calibration]]")
    kept = [block for block in blocks if 'language = "en"' not in block]
    file.write_text("[[calibration]]".join(kept), encoding="utf-8")
    problem = next(problem for problem in check([example_pack]) if problem.code == "language-untried")
    assert problem.severity == "warning"
    assert "“en”" in problem.message


def test_file_that_is_missing_has_its_whole_remedy(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'fr_file = "horaires.fr.md"', 'fr_file = "absent.md"')
    problem = only_problem(example_pack)
    assert problem.message == "The file absent.md is missing."
    assert problem.remedy == "Put it beside the TOML file, or correct its name (capitals count)."


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        (SCENARIO, 'level = "beginner"', 'levle = "beginner"', "level"),
        (SCENARIO, 'level = "beginner"', 'level = "begginner"', "beginner"),
        (SCENARIO, "persona = {", "person = {", "persona"),
        (SCENARIO, "advice = {", "advise = {", "advice"),
        (SCENARIO, 'kind = "contains-any"', 'kind = "contain-any"', "contains-any"),
        (SCENARIO, "words = { fr = [", "word = { fr = [", "words"),
        (SCENARIO, 'id = "length"', 'id = "lenght"', "length"),
        (SCENARIO, 'criteria = ["closed-days"]', 'criteria = ["closed-day"]', "closed-days"),
        (SCENARIO, 'text = { fr = "{{horaires}}"', 'text = { fr = "{{horaire}} {{horaires}}"', "horaires"),
        (SCENARIO, 'fr = [["exception"], ["toutes"', 'fr = [["exception"], ["@kep", "toutes"', "keep"),
        (CALIBRATION, 'failed_checks = ["says-15-august"]', 'failed_checks = ["says-15-aug"]', "says-15-august"),
        (CALIBRATION, "unmet = [", "unmett = [", "unmet"),
        (LESSON, "question = {", "questoin = {", "question"),
        (LESSON, 'kind = "recap"', 'kind = "recaps"', "recap"),
        (LESSON, 'scenario = "horaires-ete"', 'scenario = "horaire-ete"', "horaires-ete"),
        ("pack.toml", "licence =", "license =", "licence"),
    ],
)
def test_what_was_probably_meant_is_asked(example_pack: Path, file: str, old: str, new: str, meant: str) -> None:
    rewrite(example_pack / file, old, new)
    assert any(f"Did you mean “{meant}”?" in problem.remedy for problem in check([example_pack]))


def test_nothing_is_guessed_where_nothing_looks_alike(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'level = "beginner"', 'level = "beginner"\nzzz = 1')
    assert "Did you mean" not in only_problem(example_pack).remedy


def test_turn_that_is_misspelt_is_guessed(example_pack: Path) -> None:
    folder = example_pack / "scenarios" / "essai"
    folder.mkdir()
    text = (Path(__file__).parent / "conversation.toml").read_text(encoding="utf-8")
    turn = text.split('[[turns]]\nid = "')[1].split('"')[0]
    (folder / "scenario.toml").write_text(text.replace(f'turn = "{turn}"', f'turn = "{turn}x"', 1), encoding="utf-8")
    assert any(f"Did you mean “{turn}”?" in problem.remedy for problem in check([folder]))


def test_strong_prompt_that_keeps_a_criterion_without_its_words_is_a_warning(example_pack: Path) -> None:
    # said in four places: whichever goes, another is left
    said = "Donne les horaires et rappelle les jours de fermeture."
    rewrite(example_pack / CALIBRATION, said, "\n\n".join([said] * 5))
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity) == ("kept-without-evidence", "warning")
    assert "“closed-days”" in problem.message


def test_criterion_that_goes_with_its_words_is_no_warning(example_pack: Path) -> None:
    assert check([example_pack]) == []


@pytest.mark.parametrize(
    "hint", ["Rappelez les jours de fermeture.", "« Rappelez les jours de fermeture de la mairie … »"]
)
def test_hint_that_is_the_answer_is_a_warning_on_its_line(example_pack: Path, hint: str) -> None:
    line = rewrite(example_pack / SCENARIO, 'fr = "Une exception se demande."', f'fr = "{hint}"')
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity, problem.line) == ("hint-tells", "warning", line)


@pytest.mark.parametrize(
    "hint",
    [
        "« Donne les horaires de chaque jour de la semaine. »",  # without its marks
        "Pensez à donner les horaires de chaque jour.",  # as it stands
    ],
)
def test_hints_that_are_the_answer_together_are_a_warning_on_their_line(example_pack: Path, hint: str) -> None:
    line = rewrite(
        example_pack / SCENARIO,
        '{ fr = "Une exception se demande."',
        f'{{ fr = "Une exception se demande.", en = "Think." }},\n  {{ fr = "{hint}"',
    )
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity) == ("hints-tell", "warning")
    assert problem.line == line - 2  # `hints = [`
    assert "“closed-days”" in problem.message


def test_hints_of_which_one_is_the_answer_are_told_once(example_pack: Path) -> None:
    rewrite(example_pack / SCENARIO, 'fr = "Une exception se demande."', 'fr = "Rappelez les jours de fermeture."')
    assert [problem.code for problem in check([example_pack])] == ["hint-tells"]


def test_brief_that_is_as_good_as_a_prompt_is_a_warning(example_pack: Path) -> None:
    told = "Faites écrire l’affiche de la porte, en 60 mots au plus, pour les habitants."
    rewrite(example_pack / SCENARIO, 'fr = "Faites écrire l’affiche de la porte."', f'fr = "{told}"')
    rewrite(example_pack / SCENARIO, "minutes = 8", "minutes = 8\npass_mark = 60")
    assert "brief-passes" in {problem.code for problem in check([example_pack])}


def counting(pack: Path, count: str, fr: str, en: str) -> int:
    """Have the practice step count the criteria `count` and begin from a prompt; return the line of `count`."""
    rewrite(pack / LESSON, 'fr = "Écris l’affiche de la médiathèque."', f'fr = "{fr}"')
    rewrite(pack / LESSON, 'en = "Write the library’s poster."', f'en = "{en}"')
    return rewrite(pack / LESSON, 'scenario = "horaires-ete"', f'scenario = "horaires-ete"\ncount = {count}') + 1


WITH_FR, WITH_EN = "Écris l’affiche. {{horaires}}", "Write the poster. {{horaires}}"


@pytest.mark.parametrize(("fr", "en"), [("Écris l’affiche.", "Write."), (WITH_FR, "Write."), ("Écris.", WITH_EN)])
def test_essential_criterion_that_a_step_does_not_count_is_a_warning_at_its_count(
    example_pack: Path, fr: str, en: str
) -> None:
    line = counting(example_pack, '["length", "closed-days"]', fr, en)
    problem = only_problem(example_pack)
    assert (problem.code, problem.severity, problem.line, problem.column) == ("essential-uncounted", "warning", line, 1)
    assert problem.file == str(example_pack / LESSON)
    assert "“source”" in problem.message
    assert "“source”" in problem.remedy


@pytest.mark.parametrize(
    ("count", "fr", "en"),
    [
        ('["length", "closed-days"]', WITH_FR, WITH_EN),
        ('["source", "length"]', "Écris l’affiche.", "Write."),
        ("[]", "Écris l’affiche.", "Write."),
    ],
)
def test_essential_criterion_that_is_counted_or_met_from_the_beginning_is_no_warning(
    example_pack: Path, count: str, fr: str, en: str
) -> None:
    counting(example_pack, count, fr, en)
    assert check([example_pack]) == []
