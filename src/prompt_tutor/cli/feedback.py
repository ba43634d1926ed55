"""The feedback on an attempt as plain lines of text, for a terminal or a screen reader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from prompt_tutor import i18n
from prompt_tutor.cli.judge_lines import judgement_lines
from prompt_tutor.cli.output import heading, mark
from prompt_tutor.cli.passages import quoted
from prompt_tutor.content.criterion_texts import criterion_texts
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.comparison import compare
from prompt_tutor.learning.copied import copied_passages
from prompt_tutor.learning.gate import consent_words
from prompt_tutor.learning.measure import measure_words
from prompt_tutor.learning.recorded_words import difference, recorded_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade
    from prompt_tutor.grading.verdict import Verdict
    from prompt_tutor.learning.attempt import Answer, Attempt, Fault
    from prompt_tutor.llm.model import ModelInfo, Waiting

PRIVACY: Final = "privacy"
"""The code of the fault that says that nothing was sent, because of personal data."""


def brief_lines(scenario: Scenario, language: str) -> Iterator[str]:
    """Yield what a learner reads before writing at the keyboard."""
    yield from situation_lines(scenario, language)
    for document in scenario.documents:
        yield _("Document: {title}; write {name} where it should stand.").format(
            title=document.title.in_(language), name="{{" + document.id + "}}"
        )
    yield _("Write the prompt, then close it with Ctrl+D on a line of its own (on Windows Ctrl+Z, then Enter).")
    yield ""


def situation_lines(scenario: Scenario, language: str) -> Iterator[str]:
    """Yield the case: who one is, what happens, what is asked."""
    brief = scenario.brief
    yield heading(scenario.title.in_(language))
    for text in (brief.persona, brief.situation, brief.request):
        yield text.in_(language)


def answer_heading(model: ModelInfo) -> str:
    """Return the heading above an answer: where it is simulated, it says so."""
    if model.simulated:
        return heading(_("Simulated answer (practice model, made to fit the prompt)"))
    if model.kind == "recorded":
        return heading(recorded_words(model))
    return heading(_("Answer of {model}").format(model=model.id))


def feedback_lines(attempt: Attempt, before: Attempt | None, scenario: Scenario) -> Iterator[str]:
    """Yield the feedback on `attempt`: how it stands, what to do next, then criteria, checks and comparison."""
    yield ""
    yield heading(_("Feedback on attempt {number}").format(number=attempt.number))
    yield standing_line(attempt)
    yield from _next_lines(attempt, scenario)
    yield from _criteria_lines(attempt, scenario)
    if attempt.answer:
        if attempt.answer.consent:
            yield ""
            yield f"! {consent_words(attempt.answer.consent)}"
        yield from _recorded_lines(attempt, attempt.answer, scenario)
        yield from _measure_lines(attempt.answer)
        yield from _check_lines(attempt.answer, scenario)
        yield from _omission_lines(attempt.answer, scenario)
    if attempt.judgement:
        yield from judgement_lines(attempt.judgement, scenario)
    if before:
        yield from comparison_lines(before, attempt, scenario)


def criterion_title(id_: str, scenario: Scenario | None = None) -> str:
    """Return the title of a criterion, one of the sixteen or `scenario`'s own, in the interface's language."""
    criterion = scenario.criterion(id_) if scenario else None
    if criterion and criterion.title:
        return criterion.title.in_(i18n.language())
    return criterion_texts(id_).title.in_(i18n.language())


def fault_line(fault: Fault) -> str:
    """Return why an answer did not come, or not whole, and what to do next."""
    if fault.code == PRIVACY:
        flag = _("To send it knowingly all the same, add “--send-personal-data”: the attempt will say so.")
        return f"{fault.message} {fault.remedy} {flag}"
    return _("The model did not answer to the end: {message} {remedy}").format(
        message=fault.message, remedy=fault.remedy
    )


def waiting_line(waiting: Waiting) -> str:
    """Return that the model is asked again after a pause, and how to stop it."""
    return _("{why}: trying again in {seconds} s ({attempt} of {most}); Ctrl+C stops it").format(
        why=waiting.why, seconds=math.ceil(waiting.seconds), attempt=waiting.attempt, most=waiting.most
    )


def standing_line(attempt: Attempt) -> str:
    """Return how `attempt` stands: a sign, a word, and how many criteria are met."""
    counted = attempt.grade.counted
    met = sum(item.met for item in counted)
    count = ngettext("{met} criterion of {count}", "{met} criteria of {count}", met).format(met=met, count=len(counted))
    goal = _("Goal reached") if attempt.grade.passed else _("To revise")
    return f"{mark(attempt.grade.passed)} {goal} · {count}"


def _next_lines(attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    if attempt.advice:
        yield ""
        yield _("To do next")
        for number, advice in enumerate(attempt.advice, 1):
            yield f"  {number}. {advice.text}"
    elif scenario.practice.residual and attempt.grade.passed:
        yield ""
        yield _("Even the answer to a good prompt is reread: look for what to check in it before it is published.")


def _criteria_lines(attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    yield ""
    yield _("Criteria of the prompt")
    for item in attempt.grade.criteria:
        sign = "≠" if item.disputed else mark(item.met)
        line = _criterion_line(item, attempt.prompts[item.turn].text, scenario)
        yield f"  {sign} {line}{_copied_words(item, attempt, scenario)}"


def _criterion_line(item: CriterionGrade, text: str, scenario: Scenario) -> str:
    title = criterion_title(item.id, scenario)
    if item.disputed:
        words = quoted(item.disputed, [(0, len(item.disputed))])
        return _("{title}: disputed (does not count), {passages}").format(title=title, passages=words)
    if item.essential and not item.met and item.id != "privacy":
        title = _("{title} (essential)").format(title=title)
    return verdict_line(item.verdict, title, text, _("to revise"))


def _copied_words(item: CriterionGrade, attempt: Attempt, scenario: Scenario) -> str:
    passages = quoted(attempt.prompts[item.turn].text, copied_passages(item, attempt, scenario))
    words = _("; {passages} comes from the situation or a document: say it in words of your own")
    return words.format(passages=passages) if passages else ""


def verdict_line(verdict: Verdict, title: str, text: str, unmet: str) -> str:
    """Return the verdict on the criterion called `title`, with the passages of `text` that decided.

    `unmet` is the word for a criterion that is not met.
    """
    passages = quoted(text, verdict.evidence)
    if verdict.criterion == "privacy":
        if verdict.met:
            return _("{title}: nothing spotted, which does not prove that the text is anonymous").format(title=title)
        return _("{title}: to take out, {passages}").format(title=title, passages=passages)
    line = _("{title}: {state}").format(title=title, state=_("met") if verdict.met else unmet)
    if verdict.met and passages:
        line += ", " + passages
    if verdict.near:
        line += _("; nearly, {passages}").format(passages=quoted(text, verdict.near))
    return line


def _recorded_lines(attempt: Attempt, answer: Answer, scenario: Scenario) -> Iterator[str]:
    recorded = answer.model.recorded
    if recorded is None:
        return
    yield ""
    yield _("This answer was recorded for another prompt ({file}).").format(file=recorded.file)
    found = difference(recorded, attempt.grade)
    if found.recorded:
        yield "  + " + _("that one also meets: {criteria}").format(criteria=_titles(found.recorded, scenario))
    if found.own:
        yield "  - " + _("that one does not meet: {criteria}").format(criteria=_titles(found.own, scenario))
    if not (found.recorded or found.own):
        yield "  = " + _("it meets the same criteria as yours")


def _measure_lines(answer: Answer) -> Iterator[str]:
    if answer.measure and answer.model.kind == "live":
        yield ""
        yield _("The answer took {measure}").format(measure=measure_words(answer.measure))


def _check_lines(answer: Answer, scenario: Scenario) -> Iterator[str]:
    if not answer.grade or not answer.grade.checks:
        return
    titles = {check.id: check.title.in_(i18n.language()) for check in scenario.answer.checks}
    yield ""
    yield _("Checks of the answer (they do not count for the goal)")
    for check in answer.grade.checks:
        state = _("{title}: passed. {detail}") if check.passed else _("{title}: not passed. {detail}")
        yield f"  {mark(check.passed)} {state.format(title=titles.get(check.id, check.id), detail=check.detail)}"


def _omission_lines(answer: Answer, scenario: Scenario) -> Iterator[str]:
    if not answer.passages:
        return
    yield ""
    yield _("Where the answer shows what the prompt left out")
    for passage in answer.passages:
        title = criterion_title(passage.criterion, scenario)
        yield "  - " + _("{title}: {passages}").format(title=title, passages=quoted(answer.text, [passage.span]))


def comparison_lines(before: Attempt, after: Attempt, scenario: Scenario) -> Iterator[str]:
    """Yield which criteria were gained and lost from the attempt `before` to `after`."""
    comparison = compare(before, after)
    yield ""
    yield _("Since the attempt before")
    if comparison.gained:
        yield "  + " + _("gained: {criteria}").format(criteria=_titles(comparison.gained, scenario))
    if comparison.lost:
        yield "  - " + _("lost: {criteria}").format(criteria=_titles(comparison.lost, scenario))
    if not (comparison.gained or comparison.lost):
        yield "  = " + _("the same criteria are met")


def _titles(ids: Sequence[str], scenario: Scenario) -> str:
    return ", ".join(criterion_title(id_, scenario) for id_ in ids)
