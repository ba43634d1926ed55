"""The findings of an attempt: signs, words, quotes and marks."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.content.scenario import Scenario
from prompt_tutor.grading.grade import AnswerGrade, CriterionGrade, PromptGrade
from prompt_tutor.grading.prompt import Prompt, expand
from prompt_tutor.grading.verdict import CheckResult, Verdict
from prompt_tutor.learning.attempt import Answer, Attempt
from prompt_tutor.llm.practice import PRACTICE, Passage
from prompt_tutor.tui.widgets.findings import (
    check_findings,
    criterion_findings,
    criterion_title,
    quotes,
    residual_findings,
    standing,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The interface in English."""
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


@pytest.fixture
def scenario() -> Scenario:
    """A scenario that counts length and a criterion of its own."""
    own = {
        "id": "dates",
        "kind": "mentions",
        "title": "Dates",
        "consequence": "A date is made up.",
        "essential": True,
        "routes": [{"fr": [["mars"]], "en": [["march"]]}],
    }
    residual = {"quote": "no appointment", "why": "Not said.", "check_with": "the pool"}
    slot = {"id": "a1", "choices": [{"text": "x"}]}
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "pool",
            "title": "Pool",
            "level": "beginner",
            "minutes": 5,
            "brief": {"persona": "p", "situation": "s", "request": "r"},
            "criteria": [{"id": "length"}, own],
            "answer": {"checks": [{"id": "ok", "title": "True dates", "kind": "contains", "text": "March"}]},
            "practice": {
                "subject": {"fr": ["x"], "en": ["x"]},
                "off_topic": "…",
                "slots": [slot],
                "residual": [residual],
            },
            "solution": {"pieces": [{"text": "x"}]},
        }
    )


def graded(id_: str, met: bool, *, weight: int = 1, essential: bool = False, **spans: Any) -> CriterionGrade:
    return CriterionGrade(Verdict(id_, met, **spans), None if id_ == "dates" else met, essential, weight)


def attempt(*criteria: CriterionGrade, passed: bool = False, answer: Answer | None = None) -> Attempt:
    draft = "Short notice {{doc}} please."
    grade = PromptGrade(criteria, 50, passed, on_subject=True)
    return Attempt(1, 1, draft, expand(draft, {"doc": "A LONG TEXT"}), "en", grade, (), answer)


def answered(text: str, *passages: Passage, checks: tuple[CheckResult, ...] = ()) -> Answer:
    return Answer(PRACTICE, "2026-11-23T10:00:00+00:00", "complete", text, passages, AnswerGrade(checks, 0))


def test_how_a_prompt_stands_counts_only_what_counts_and_is_no_mark() -> None:
    criteria = (graded("length", True), graded("dates", False), graded("privacy", True, weight=0))
    assert standing(attempt(*criteria).grade) == "○ 1 criterion of 2 · To revise"
    assert standing(attempt(*criteria, passed=True).grade) == "✓ 1 criterion of 2 · Goal reached"


def test_each_state_has_a_sign_and_a_word(scenario: Scenario) -> None:
    findings = criterion_findings(
        attempt(
            graded("privacy", False, weight=0, evidence=((0, 5),)),
            graded("length", False, near=((0, 5),)),
            graded("dates", False, essential=True),
            graded("tone", True, weight=0),
        ),
        scenario,
    )
    assert [(finding.sign, finding.word, finding.title) for finding in findings] == [
        ("◐", "Almost", "Length"),
        ("○", "To add", "Dates (essential)"),
        ("!", "To take out", "Personal data"),
        ("✓", "Present", "Tone (does not count here)"),
    ]


def test_passages_of_the_prompt_are_marked_in_the_draft(scenario: Scenario) -> None:
    item = graded("length", False, near=((0, 5), (15, 19), (25, 31)))
    (finding,) = criterion_findings(attempt(item), scenario)
    draft = "Short notice {{doc}} please."
    assert [draft[slice(*mark.span)] for mark in finding.draft_marks] == ["Short", "{{doc}}", "please"]
    assert {mark.kind for mark in finding.draft_marks} == {"near"}


def test_a_document_is_quoted_by_its_name(scenario: Scenario) -> None:
    (finding,) = criterion_findings(attempt(graded("length", True, evidence=((15, 19),))), scenario)
    assert finding.details[0].text == "“{{doc}}”"


def test_nothing_is_marked_in_a_draft_whose_document_has_changed_since(scenario: Scenario) -> None:
    item = graded("length", True, evidence=((13, 19),))
    changed = attempt(item)
    changed = replace(changed, prompt=Prompt("Short notice A TEXT OF BEFORE please."))
    (finding,) = criterion_findings(changed, scenario)
    assert finding.draft_marks == ()
    assert finding.details[0].text == "“A TEXT”"


def test_what_an_omission_did_is_shown_in_the_answer(scenario: Scenario) -> None:
    answer = answered("Closed on 12 April.", Passage("dates", (0, 19)))
    (finding,) = criterion_findings(attempt(graded("dates", False), answer=answer), scenario)
    assert finding.answer_marks[0].span == (0, 19)
    assert finding.answer_marks[0].note
    assert ("It shows in the answer", "“Closed on 12 April.”") in [(d.label, d.text) for d in finding.details]
    assert ("Without it", "A date is made up.") in [(d.label, d.text) for d in finding.details]


def test_nothing_spotted_is_not_said_to_be_anonymous(scenario: Scenario) -> None:
    (finding,) = criterion_findings(attempt(graded("privacy", True, weight=0)), scenario)
    assert finding.word == "None spotted"
    assert "does not prove that the text is anonymous" in finding.details[0].text


def test_a_check_marks_what_decided_in_the_answer(scenario: Scenario) -> None:
    check = CheckResult("ok", False, 1, "It says April.", ((13, 18),))
    (finding,) = check_findings(answered("Closed on 12 April.", checks=(check,)), scenario)
    assert (finding.sign, finding.word, finding.title) == ("○", "To review", "True dates")
    assert finding.answer_marks[0].span == (13, 18)
    assert finding.place == "answer"


def test_residual_errors_come_after_a_pass_and_only_where_they_stand(scenario: Scenario) -> None:
    here, elsewhere = answered("Come in, no appointment."), answered("Come in.")
    criteria = (graded("length", True),)
    assert residual_findings(attempt(*criteria, answer=here), scenario) == ()
    assert residual_findings(attempt(*criteria, passed=True, answer=elsewhere), scenario) == ()
    (finding,) = residual_findings(attempt(*criteria, passed=True, answer=here), scenario)
    assert finding.title == "“no appointment”"
    assert [detail.text for detail in finding.details] == ["Not said.", "the pool"]


def test_a_criterion_that_no_longer_exists_is_named_by_its_id(scenario: Scenario) -> None:
    assert criterion_title("gone-since", scenario) == "gone-since"


def test_long_passages_are_shortened_and_put_on_one_line() -> None:
    text = "a\n" + "word " * 60
    shown = quotes(text, [(0, len(text)), (0, len(text))])
    assert "\n" not in shown
    assert shown.endswith("…”")
    assert len(shown) < 100


def test_words_copied_from_the_situation_are_told_with_why_they_do_not_count(scenario: Scenario) -> None:
    copied = "the pool opens again in march"
    situation = scenario.brief.situation.model_validate(f"Know this: {copied}.")
    told = scenario.model_copy(update={"brief": scenario.brief.model_copy(update={"situation": situation})})
    draft = f"Say that {copied}."
    one = replace(attempt(graded("dates", False)), draft=draft, prompt=expand(draft, {}))
    (finding,) = criterion_findings(one, told)
    assert (finding.sign, finding.word) == ("◐", "Almost")
    details = [(detail.label, detail.text) for detail in finding.details]
    assert ("Copied, in your prompt", f"“{copied}”") in details
    assert ("", "These words come from the situation or a document: say it in your own.") in details
    assert [draft[slice(*mark.span)] for mark in finding.draft_marks] == [copied]
