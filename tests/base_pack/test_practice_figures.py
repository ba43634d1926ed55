"""No figure of a practice answer comes from nowhere: it is in the documents, a key, or an error that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from prompt_tutor.authoring.calibrate import compose_all
from prompt_tutor.content.checks import Figure, FiguresGrounded, Group
from prompt_tutor.content.model import Text
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.grading.checks.grounding import check_grounding
from prompt_tutor.grading.checks.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from prompt_tutor.content.checks import Check
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.llm.practice import Composition

TITLE: Final = Text.model_validate("The figures of a practice answer")


def keys(checks: Iterable[Check]) -> Iterator[float]:
    """Yield the figures that the checks of a scenario know: right ones, wrong ones, and those that are allowed."""
    for check in checks:
        match check:
            case Figure():
                yield from (check.value, *check.wrong)
            case FiguresGrounded():
                yield from check.allow
            case Group():
                yield from keys(check.checks)
            case _:
                pass


def unknown_figures(scenario: Scenario, answer: Composition, language: str) -> list[str]:
    """Return the figures of `answer` that are neither in the material nor a key, nor stand in a declared error."""
    allowed = tuple(abs(figure) for figure in keys(scenario.answer.checks))
    check = FiguresGrounded(id="figures", title=TITLE, kind="figures-grounded", allow=allowed)
    errors = [passage.span for passage in answer.passages]
    for residual in scenario.practice.residual:
        quote = residual.quote.in_(language)
        start = answer.text.find(quote)
        errors += [(start, start + len(quote))] * (start >= 0)
    strange = check_grounding(check, Reply(answer.text, scenario, language))
    found = () if strange.passed else strange.evidence
    return [
        answer.text[start:end]
        for start, end in found
        if not any(first <= start and end <= last for first, last in errors)
    ]


def test_best_answers_hold_no_figure_from_nowhere(scenario: Scenario, language: str) -> None:
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    answers = compose_all(scenario, everything, language)
    assert [unknown_figures(scenario, answer, language) for answer in answers] == [[]] * len(answers)


def test_answers_to_each_omission_hold_no_undeclared_figure_from_nowhere(scenario: Scenario, language: str) -> None:
    everything = frozenset(criterion.id for criterion in scenario.criteria)
    found = {
        (criterion.id, figure)
        for criterion in scenario.criteria
        for answer in compose_all(scenario, everything - {criterion.id}, language)
        for figure in unknown_figures(scenario, answer, language)
    }
    assert found == set()


@pytest.fixture
def small(tmp_path: Path) -> Scenario:
    """A scenario whose answer holds a figure of the document, a key, an error that is marked and one that is not."""
    folder = tmp_path / "registre"
    folder.mkdir()
    (folder / "scenario.toml").write_text(SMALL, encoding="utf-8")
    return read_scenario(folder / "scenario.toml").whole()


def test_only_the_figure_that_nothing_declares_is_found(small: Scenario) -> None:
    (answer,) = compose_all(small, frozenset(), "fr")
    assert unknown_figures(small, answer, "fr") == ["4 321"]


SMALL: Final = """
format = 1
id = "registre"
title = "Le registre"
level = "beginner"
minutes = 5
[brief]
persona = "Vous tenez le registre."
situation = "Il compte 1 234 lignes."
request = "Faites-le résumer."
[[criteria]]
id = "length"
[[answer.checks]]
id = "sum"
title = "La somme"
kind = "figure"
value = 2468
[practice]
[[practice.slots]]
id = "body"
[[practice.slots.choices]]
text = "Le registre compte 1 234 lignes, soit 2 468 avec l’autre, et 4 321 avec les archives. Il en perd 77."
[[practice.slots]]
id = "end"
[[practice.slots.choices]]
when = { met = ["length"] }
text = ""
[[practice.slots.choices]]
shows = "length"
text = "On en comptait 9 876 autrefois."
[[practice.residual]]
quote = "77"
why = "Personne ne l’a compté."
check_with = "le registre"
[[calibration]]
name = "naive"
prompt = "résume le registre"
[[calibration]]
name = "strong"
prompt = "Résume le registre en 50 mots."
"""
