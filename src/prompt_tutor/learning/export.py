"""Attempts as Markdown, for a learner to keep: prompt, answer, verdicts with their passages, model and date.

What stands there is what was sent, answered and graded: no setting, no address, no key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from prompt_tutor import i18n
from prompt_tutor.content.criterion_texts import criterion_texts
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.past import date_words, model_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade, PromptGrade
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.past import PastAttempt

_TICKS: Final = re.compile("`+")
_WHITE: Final = re.compile(r"\s+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST: Final = 120
"""Characters of a passage that are quoted."""


def markdown(attempts: Iterable[PastAttempt], scenario: Scenario, *, fenced: bool = True) -> str:
    """Return `attempts` on `scenario` as one Markdown text, in the order given.

    Prompts and answers stand in fences, as they are; on the screen, without (`fenced` false), as they are read there.
    """
    lines = [f"# {scenario.title.in_(i18n.language())}", ""]
    for past in attempts:
        lines += _attempt_lines(past, scenario, fenced=fenced)
    return "\n".join(lines).rstrip() + "\n"


def _attempt_lines(past: PastAttempt, scenario: Scenario, *, fenced: bool) -> Iterator[str]:
    attempt = past.attempt
    title = _("Attempt {number}").format(number=attempt.number)
    if len(scenario.turn_ids) > 1:
        title += " · " + _("Turn {turn} of {turns}").format(turn=attempt.turn + 1, turns=len(scenario.turn_ids))
    yield f"## {title}"
    yield ""
    yield f"- {date_words(past.created)}"
    yield f"- {_standing(attempt.grade)}"
    if attempt.regraded and attempt.differs_now:
        yield "- " + _("Today’s grader would say: {standing}").format(standing=_standing(attempt.regraded))
    if past.changed:
        yield "- " + _("The scenario has changed since.")
    for exchange in attempt.exchanges:
        if exchange.carried:
            yield from _section(_("Answer carried on"), exchange.carried, fenced=fenced)
        yield from _section(_("Prompt"), exchange.prompt.text, fenced=fenced)
    yield from _answer_lines(attempt, fenced=fenced)
    yield from _verdict_lines(attempt, scenario)
    yield ""


def _standing(grade: PromptGrade) -> str:
    counted = grade.counted
    met = sum(item.met for item in counted)
    count = ngettext("{met} criterion of {count}", "{met} criteria of {count}", met).format(met=met, count=len(counted))
    goal = "✓ " + _("Goal reached") if grade.passed else "○ " + _("To revise")
    score = _("score {score} of 100").format(score=grade.score)
    return f"{goal} · {count} · {score}"


def _section(title: str, text: str, *, fenced: bool) -> Iterator[str]:
    """Yield a heading and `text`, `fenced` by more ticks than any in it: its own Markdown is shown, not obeyed."""
    if not fenced:
        yield from ("", f"### {title}", "", _shown(text))
        return
    fence = "`" * max(3, 1 + max((len(ticks) for ticks in _TICKS.findall(text)), default=0))
    yield from ("", f"### {title}", "", f"{fence}text", _shown(text), fence)


def _answer_lines(attempt: Attempt, *, fenced: bool) -> Iterator[str]:
    answer = attempt.answer
    if answer is None:
        return
    title = _("Answer of {model}").format(model=_shown(model_words(attempt)))
    if answer.status != "complete":
        title += " · " + _("not whole")
    yield from _section(title, answer.text, fenced=fenced)


def _verdict_lines(attempt: Attempt, scenario: Scenario) -> Iterator[str]:
    yield from ("", "### " + _("Criteria of the prompt"), "")
    now = {item.id: item.met for item in attempt.regraded.criteria} if attempt.regraded else {}
    for item in attempt.grade.criteria:
        yield _criterion_line(item, attempt.prompts[item.turn].text, scenario, now.get(item.id, item.met))
    checks = attempt.answer.grade.checks if attempt.answer and attempt.answer.grade else ()
    if checks:
        titles = {check.id: check.title.in_(i18n.language()) for check in scenario.answer.checks}
        yield from ("", "### " + _("Checks of the answer (they do not count for the goal)"), "")
        for check in checks:
            words = _("{title}: passed. {detail}") if check.passed else _("{title}: not passed. {detail}")
            line = words.format(title=titles.get(check.id, check.id), detail=check.detail)
            yield f"- {'✓' if check.passed else '○'} {_one_line(line)}"


def _criterion_line(item: CriterionGrade, text: str, scenario: Scenario, met_now: bool) -> str:
    criterion = scenario.criterion(item.id)
    own = criterion.title if criterion else None
    try:
        title = (own or criterion_texts(item.id).title).in_(i18n.language())
    except KeyError:  # a criterion that the scenario no longer has
        title = item.id
    state = _state(item.met)
    if met_now != item.met:
        state = _("{state} (today: {now})").format(state=state, now=_state(met_now))
    if item.disputed:
        words = _passages(item.disputed, [(0, len(item.disputed))])
        return "- ≠ " + _("{title}: disputed (does not count)").format(title=title) + words
    passages = _passages(text, (*item.verdict.evidence, *item.verdict.near))
    return f"- {'✓' if item.met else '○'} " + _("{title}: {state}").format(title=title, state=state) + passages


def _state(met: bool) -> str:
    return _("met") if met else _("to revise")


def _passages(text: str, spans: Iterable[Span]) -> str:
    words = [_one_line(text[start:end]) for start, end in spans]
    short = [each if len(each) <= _LONGEST else each[: _LONGEST - 1] + "…" for each in words]
    return "".join(", " + _("“{passage}”").format(passage=each.replace("`", "'")) for each in short)


def _one_line(text: str) -> str:
    return _WHITE.sub(" ", _shown(text)).strip()


def _shown(text: str) -> str:
    r"""Return `text` with control characters written out, such as `\x1b`: a terminal that shows the file obeys none."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text.replace("\r\n", "\n"))
