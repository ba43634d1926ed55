"""A scenario's questions for a judge: each has an id of its own, and says what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prompt_tutor.content.reading import read_scenario

if TYPE_CHECKING:
    from pathlib import Path

QUESTION = 'question = { fr = "Est-ce courtois ?", en = "Is it polite?" }'


@pytest.fixture
def file(example_pack: Path) -> Path:
    """The example's scenario, which asks a judge nothing."""
    return example_pack / "scenarios" / "horaires-ete" / "scenario.toml"


def with_items(file: Path, *items: str) -> Path:
    """Add questions for a judge to the scenario."""
    blocks = "".join(f"\n[[judge.items]]\n{item}\n" for item in items)
    file.write_text(file.read_text("utf-8") + blocks, "utf-8")
    return file


def test_questions_are_read_in_their_order(file: Path) -> None:
    items = [f'id = "{id_}"\nof = "{of}"\n{QUESTION}' for id_, of in (("polite", "answer"), ("one-reader", "prompt"))]
    scenario = read_scenario(with_items(file, *items)).whole()
    assert [(item.id, item.of, item.question.in_("en")) for item in scenario.judge.items] == [
        ("polite", "answer", "Is it polite?"),
        ("one-reader", "prompt", "Is it polite?"),
    ]


@pytest.mark.parametrize("id_", ["closed-days", "source", "tone"])
def test_a_question_is_never_taken_for_a_criterion(file: Path, id_: str) -> None:
    (problem,) = read_scenario(with_items(file, f'id = "{id_}"\nof = "answer"\n{QUESTION}')).problems
    assert problem.code == "twice"
    assert id_ in problem.message


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (f'id = "polite"\nof = "model"\n{QUESTION}', "literal_error"),
        (f'id = "polite"\n{QUESTION}', "missing"),
        ('id = "polite"\nof = "answer"\nquestion = { fr = "Courtois ?" }', "language_missing"),
        (f'id = "polite"\nof = "answer"\nweight = 2\n{QUESTION}', "extra_forbidden"),
    ],
)
def test_a_question_that_is_not_whole_is_a_problem_where_it_stands(file: Path, item: str, code: str) -> None:
    before = file.read_text("utf-8").count("\n")
    (problem,) = read_scenario(with_items(file, item)).problems
    assert (problem.code, problem.line > before) == (code, True)


def test_the_digest_changes_with_a_question_and_not_with_a_key_at_its_default(file: Path) -> None:
    digest = read_scenario(file).whole().digest
    file.write_text(file.read_text("utf-8").replace("minutes = ", "pass_mark = 70\nminutes = "), "utf-8")
    assert read_scenario(file).whole().digest == digest
    with_items(file, f'id = "polite"\nof = "answer"\n{QUESTION}')
    assert read_scenario(file).whole().digest != digest


def test_a_scenario_knows_the_folder_that_it_was_read_from(file: Path) -> None:
    scenario = read_scenario(file).whole()
    assert scenario.folder == file.parent
    assert type(scenario).model_validate_json(scenario.model_dump_json()).folder is None
