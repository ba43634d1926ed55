"""The findings of an attempt: each criterion, check and residual error in the words and marks that a screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from prompt_tutor import i18n
from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.criterion_texts import criterion_texts
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.conversation import still_possible
from prompt_tutor.learning.copied import copied_passages
from prompt_tutor.tui.widgets.marked_text import Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prompt_tutor.content.practice_answer import Residual
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.grade import CriterionGrade, PromptGrade
    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.grading.verdict import CheckResult
    from prompt_tutor.learning.attempt import Answer, Attempt

MET: Final = "✓"
UNMET: Final = "○"
ALMOST: Final = "◐"
BROKEN: Final = "!"
SHOWS: Final = "▲"
DISPUTED: Final = "≠"

_MOST_QUOTES: Final = 3
_LONGEST_QUOTE: Final = 90

DetailKind = Literal["evidence", "near", "breaks", "omission", "plain"]
Place = Literal["prompt", "conversation", "answer"]


@dataclass(frozen=True, slots=True)
class Detail:
    """A line that unfolds below a finding: what it is about, and the text."""

    label: str
    text: str
    kind: DetailKind = "plain"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the feedback.

    Attributes:
        id: unique in the feedback of an attempt.
        sign: ✓, ○, ◐, ≠, ! or ▲.
        word: what the sign means.
        title: of the criterion or check.
        details: what unfolds below it.
        place: where its passages stand.
        draft_marks: passages of the draft.
        answer_marks: passages of the answer.
        turn: the index of the turn whose draft that is.
    """

    id: str
    sign: str
    word: str
    title: str
    details: tuple[Detail, ...] = ()
    place: Place = "prompt"
    draft_marks: tuple[Mark, ...] = ()
    answer_marks: tuple[Mark, ...] = ()
    turn: int = 0


def standing(grade: PromptGrade, turn: int = 0, turns: int = 1) -> str:
    """Return how a prompt stands, in a line; before the last of `turns`, at which one, whose index is `turn`."""
    met = sum(item.met for item in grade.counted)
    count = ngettext("{met} criterion of {count}", "{met} criteria of {count}", met).format(
        met=met, count=len(grade.counted)
    )
    if turn + 1 < turns:
        return f"{count} · {turn_words(turn, turns)}"
    sign, word = (MET, _("Goal reached")) if grade.passed else (UNMET, _("To revise"))
    return f"{sign} {count} · {word}"


def turn_words(turn: int, turns: int) -> str:
    """Return which turn of a conversation of `turns` the index `turn` is."""
    return _("Turn {turn} of {turns}").format(turn=turn + 1, turns=turns)


def criterion_title(id_: str, scenario: Scenario) -> str:
    """Return the title of a criterion in the interface's language; its id where it no longer exists."""
    criterion = scenario.criterion(id_)
    if criterion and criterion.title:
        return criterion.title.in_(i18n.language())
    return criterion_texts(id_).title.in_(i18n.language()) if id_ in CRITERIA else id_


def criterion_findings(attempt: Attempt, scenario: Scenario) -> tuple[Finding, ...]:
    """Return a finding for each criterion: those of the score first, then privacy, then those that do not count."""
    order = sorted(attempt.grade.criteria, key=lambda item: 0 if item.weight else 1 if item.id == "privacy" else 2)
    return tuple(_criterion_finding(item, attempt, scenario) for item in order)


def _criterion_finding(item: CriterionGrade, attempt: Attempt, scenario: Scenario) -> Finding:
    copied = copied_passages(item, attempt, scenario)
    sign, word = _state(item, copied)
    title = criterion_title(item.id, scenario)
    if item.essential and not item.met and not item.disputed and item.id != "privacy":
        title = _("{title} (essential)").format(title=title)
    if not item.weight and item.id != "privacy":
        title = _("{title} (does not count here)").format(title=title)
    if still_possible(item, attempt, scenario):
        title = _("{title} (still possible in the next turn)").format(title=title)
    evidence: MarkKind = "breaks" if item.id == "privacy" else "evidence"
    return Finding(
        f"criterion-{item.id}",
        sign,
        word,
        title,
        _criterion_details(item, attempt, scenario, copied),
        "prompt" if item.turn == attempt.turn else "conversation",
        (
            *_marks(attempt, item, item.verdict.evidence, evidence),
            *_marks(attempt, item, (*copied, *item.verdict.near), "near"),
            *_disputed_marks(attempt, item),
        ),
        _omissions(attempt.answer, item.id, _("shows what the prompt does not say: {title}").format(title=title)),
        item.turn,
    )


def _state(item: CriterionGrade, copied: Sequence[Span]) -> tuple[str, str]:
    if item.id == "privacy":
        return (MET, _("None spotted")) if item.met else (BROKEN, _("To take out"))
    if item.met:
        return MET, _("Present")
    if item.disputed:
        return DISPUTED, _("Disputed")
    return (ALMOST, _("Almost")) if item.verdict.near or copied else (UNMET, _("To add"))


def _criterion_details(
    item: CriterionGrade, attempt: Attempt, scenario: Scenario, copied: Sequence[Span]
) -> tuple[Detail, ...]:
    details = []
    if item.id == "privacy" and item.met:
        details.append(Detail("", _("Nothing was spotted; that does not prove that the text is anonymous.")))
    if item.disputed:
        words = quotes(item.disputed, [(0, len(item.disputed))])
        details.append(Detail(_("You wrote it here"), words, "evidence"))
        details.append(
            Detail(
                "",
                _(
                    "The verdict no longer counts. Your trainer sees it, with your words, only if you hand over your "
                    "attempts."
                ),
            )
        )
    if item.verdict.evidence:
        kind: DetailKind = "breaks" if item.id == "privacy" else "evidence"
        label = _("To take out of your prompt") if item.id == "privacy" else _("In your prompt")
        details.append(Detail(label, _prompt_quotes(attempt, item.turn, item.verdict.evidence), kind))
    if copied:
        details.append(Detail(_("Copied, in your prompt"), _prompt_quotes(attempt, item.turn, copied), "near"))
        details.append(Detail("", _("These words come from the situation or a document: say it in your own.")))
    if item.verdict.near:
        details.append(
            Detail(_("Almost, in your prompt"), _prompt_quotes(attempt, item.turn, item.verdict.near), "near")
        )
    if item.generic and not item.met and item.id != "privacy":
        details.append(Detail("", _("Said in general; this scenario asks for something more precise.")))
    details += _explanations(item, scenario)
    spans = [mark.span for mark in _omissions(attempt.answer, item.id, "")]
    if spans and attempt.answer:
        details.append(Detail(_("It shows in the answer"), quotes(attempt.answer.text, spans), "omission"))
    return tuple(details)


def _explanations(item: CriterionGrade, scenario: Scenario) -> list[Detail]:
    language = i18n.language()
    criterion = scenario.criterion(item.id)
    details = []
    texts = criterion_texts(item.id) if item.id in CRITERIA else None
    if texts:
        details.append(Detail(_("What it is"), texts.definition.in_(language)))
    own = criterion.consequence if criterion else None
    consequence = own or (texts.consequence if texts else None)
    if consequence and not item.met:
        details.append(Detail(_("Without it"), consequence.in_(language)))
    return details


def check_findings(answer: Answer, scenario: Scenario) -> tuple[Finding, ...]:
    """Return a finding for each check of the answer."""
    titles = {check.id: check.title.in_(i18n.language()) for check in scenario.answer.checks}
    checks = answer.grade.checks if answer.grade else ()
    return tuple(_check_finding(check, titles.get(check.id, check.id), answer.text) for check in checks)


def _check_finding(check: CheckResult, title: str, text: str) -> Finding:
    kind: MarkKind = "evidence" if check.passed else "breaks"
    details = [Detail("", check.detail)] if check.detail else []
    if check.evidence:
        details.append(Detail(_("In the answer"), quotes(text, check.evidence), kind))
    sign, word = (MET, _("In order")) if check.passed else (UNMET, _("To review"))
    marks = tuple(Mark(span, kind) for span in check.evidence)
    return Finding(f"check-{check.id}", sign, word, title, tuple(details), "answer", answer_marks=marks)


def residual_findings(attempt: Attempt, scenario: Scenario) -> tuple[Finding, ...]:
    """Return the errors that stand in the answer to a good prompt, to be checked before it is published."""
    answer = attempt.answer
    if answer is None or not attempt.grade.passed:
        return ()
    return tuple(
        finding
        for number, residual in enumerate(scenario.practice.residual)
        for finding in [_residual_finding(number, residual, answer.text, attempt.language)]
        if finding
    )


def _residual_finding(number: int, residual: Residual, text: str, language: str) -> Finding | None:
    quote = residual.quote.in_(language)
    start = text.find(quote)
    if start < 0:
        return None
    screen = i18n.language()
    return Finding(
        f"residual-{number}",
        BROKEN,
        _("To check"),
        _("“{passage}”").format(passage=quote),
        (
            Detail(_("Why"), residual.why.in_(screen)),
            Detail(_("Check it with"), residual.check_with.in_(screen)),
        ),
        "answer",
        answer_marks=(Mark((start, start + len(quote)), "breaks", BROKEN),),
    )


def omission_marks(answer: Answer | None) -> tuple[Mark, ...]:
    """Return the marks of all the passages that show an omission, for an answer of which no finding is chosen."""
    return tuple(Mark(passage.span, "omission", SHOWS) for passage in answer.passages) if answer else ()


def quotes(text: str, spans: Iterable[Span]) -> str:
    """Return the first passages of `text` at `spans`, each on one line, shortened, between quotation marks."""
    passages = []
    for start, end in list(dict.fromkeys(spans))[:_MOST_QUOTES]:
        words = " ".join(text[start:end].split())
        short = words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
        passages.append(_("“{passage}”").format(passage=short))
    return ", ".join(passages)


def _omissions(answer: Answer | None, criterion: str, note: str) -> tuple[Mark, ...]:
    passages = answer.passages if answer else ()
    return tuple(Mark(passage.span, "omission", SHOWS, note) for passage in passages if passage.criterion == criterion)


def _marks(attempt: Attempt, item: CriterionGrade, spans: Iterable[Span], kind: MarkKind) -> tuple[Mark, ...]:
    return tuple(Mark(span, kind) for span in _draft_spans(attempt, item.turn, spans))


def _disputed_marks(attempt: Attempt, item: CriterionGrade) -> tuple[Mark, ...]:
    start = attempt.drafts[item.turn].find(item.disputed) if item.disputed else -1
    return (Mark((start, start + len(item.disputed)), "evidence", DISPUTED),) if start >= 0 else ()


def _prompt_quotes(attempt: Attempt, turn: int, spans: Iterable[Span]) -> str:
    """Return the passages as the learner wrote them: a document by its `{{id}}`."""
    in_draft = _draft_spans(attempt, turn, spans)
    return quotes(attempt.drafts[turn], in_draft) if in_draft else quotes(attempt.prompts[turn].text, spans)


def _draft_spans(attempt: Attempt, turn: int, spans: Iterable[Span]) -> list[Span]:
    """Return where passages of a turn's prompt stand in its draft; none where its documents have changed since."""
    prompt, draft = attempt.prompts[turn], attempt.drafts[turn]
    if not prompt.expansions and prompt.text != draft:
        return []
    return list(dict.fromkeys(prompt.to_draft(span) for span in spans))
