"""The personal-data gate: what stops a prompt before it leaves this machine, what may take its place, and a consent.

Where it is broken, `privacy` is decided by the grade. Whoever has a prompt sent asks here: `Exercise.ask` for a model,
`judge_attempt` for a judge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from prompt_tutor.grading.privacy.find import find_kinds
from prompt_tutor.grading.privacy.kinds import Kind
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from prompt_tutor.grading.prompt import Expansion, Span
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.llm.model import ModelInfo

PassageKind = Literal[Kind, "document", "excerpt"]
"""A kind of personal data, a whole document marked as sensitive, or a passage copied from one."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a prompt that may not leave this machine.

    Attributes:
        kind: what it is.
        text: its words; of a document the whole of it.
        draft: where it stands in the draft; inside a document, the document's whole `{{id}}`.
        document: the id of the inserted document in which it stands, "" in the learner's own words.
        line: of the draft, or of that document, counted from 1.
        before: what stands before it on its line.
        after: what stands after it on its last line.
    """

    kind: PassageKind
    text: str
    draft: Span
    document: str
    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Consent:
    """That a learner knowingly sent to another machine what the gate had stopped.

    Attributes:
        date: of the confirmation, ISO 8601 in UTC.
        kinds: what was found, each kind once; none of its words.
    """

    date: str
    kinds: tuple[PassageKind, ...]


def held_back(attempt: Attempt, model: ModelInfo) -> tuple[Passage, ...]:
    """Return what keeps the prompt of `attempt` from being sent to `model`, in order; nothing where it may be sent."""
    if not model.hosted or "privacy" in attempt.grade.met or held_before(attempt, model):
        return ()
    text = attempt.prompt.text
    kinds = find_kinds(text)
    spans = attempt.grade.private or ((0, len(text)),)
    return tuple(_passage(span, attempt, kinds) for span in _joined(spans))


def held_before(attempt: Attempt, model: ModelInfo) -> bool:
    """Return whether an earlier part of the conversation keeps it from `model`: it was meant for this machine alone."""
    if not model.hosted:
        return False
    privacy = next(item for item in attempt.grade.criteria if item.id == "privacy")
    carried = (exchange.carried for exchange in attempt.exchanges)
    return (not privacy.met and privacy.turn < attempt.turn) or any(find_kinds(answer) for answer in carried if answer)


def judge_held_back(attempt: Attempt, judge: ModelInfo) -> bool:
    """Return whether `attempt` may not be sent to `judge`, who reads the prompt and its answer."""
    if not judge.hosted:
        return False
    return bool(
        held_before(attempt, judge)
        or held_back(attempt, judge)
        or find_kinds(attempt.answer.text if attempt.answer else "")
    )


def consent_to(passages: Sequence[Passage]) -> Consent:
    """Return the consent, as of now, to send `passages`."""
    date = datetime.now(UTC).isoformat(timespec="seconds")
    return Consent(date, tuple(dict.fromkeys(passage.kind for passage in passages)))


def consent_content(consent: Consent) -> dict[str, Any]:
    """Return `consent` as it is stored with the answer, and as the JSON of `try` gives it."""
    return {"date": consent.date, "kinds": list(consent.kinds)}


def read_consent(content: Mapping[str, Any]) -> Consent:
    """Return the consent that was stored as `content`."""
    return Consent(content["date"], tuple(content["kinds"]))


def consent_words(consent: Consent) -> str:
    """Return that personal data were knowingly sent, and of which kinds, on one line."""
    kinds = ", ".join(kind_words(kind) for kind in consent.kinds)
    return _("Sent with personal data, after a confirmation: {kinds}").format(kinds=kinds)


def kind_words(kind: PassageKind) -> str:
    """Return what a passage is, in the interface's language."""
    return {
        "name": _("name of a person"),
        "address": _("home address"),
        "phone": _("telephone number"),
        "email": _("e-mail address"),
        "bank": _("bank account"),
        "security": _("social security number"),
        "birth": _("date of birth"),
        "document": _("document marked as sensitive"),
        "excerpt": _("excerpt of a sensitive document"),
    }[kind]


def placeholders(attempt: Attempt, passages: Sequence[Passage]) -> dict[Passage, str]:
    """Return what may take the place of each of `passages` in the draft; "" for those inside a document.

    The same words get the same placeholder. Where several of a kind differ, or where the draft holds it already, they
    are numbered, so that the answer does not take two people for one.
    """
    found: dict[Passage, str] = {}
    for kind in dict.fromkeys(passage.kind for passage in passages if not passage.document):
        same = [passage for passage in passages if passage.kind == kind and not passage.document]
        words = list(dict.fromkeys(passage.text.casefold() for passage in same))
        names = _names(_placeholder(kind), len(words), attempt.draft)
        found |= {passage: names[words.index(passage.text.casefold())] for passage in same}
    return {passage: found.get(passage, "") for passage in passages}


def replacements(
    attempt: Attempt, passages: Sequence[Passage], chosen: Collection[Passage]
) -> tuple[tuple[Span, str], ...]:
    """Return where in the draft of `attempt` which words take the place of those of its `passages` that are `chosen`.

    A document is taken out as a whole. One that stands in the draft several times is taken out everywhere.
    """
    words = placeholders(attempt, passages)
    documents = {passage.document for passage in chosen if passage.document}
    places = {passage.draft: words[passage] for passage in chosen if not passage.document}
    places |= {each.draft: "" for each in attempt.prompt.expansions if each.document in documents}
    return tuple(sorted(places.items()))


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return `spans` in order, overlapping ones joined: a document and what it holds is one passage."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _passage(span: Span, attempt: Attempt, kinds: Sequence[tuple[Kind, Span]]) -> Passage:
    prompt = attempt.prompt
    inside = next((each for each in prompt.expansions if each.text[0] <= span[0] and span[1] <= each.text[1]), None)
    if inside:
        text, (start, end) = prompt.text[slice(*inside.text)], (span[0] - inside.text[0], span[1] - inside.text[0])
        draft = inside.draft
    else:
        text, (start, end) = attempt.draft, prompt.to_draft(span)
        draft = (start, end)
    stop = text.find("\n", end)
    return Passage(
        kind=_kind(span, kinds, inside),
        text=prompt.text[slice(*span)],
        draft=draft,
        document=inside.document if inside else "",
        line=text.count("\n", 0, start) + 1,
        before=text[text.rfind("\n", 0, start) + 1 : start],
        after=text[end : stop if stop >= 0 else len(text)],
    )


def _kind(span: Span, kinds: Sequence[tuple[Kind, Span]], inside: Expansion | None) -> PassageKind:
    if inside and inside.text == span:
        return "document"
    return next((kind for kind, found in kinds if found == span), "excerpt")


def _placeholder(kind: PassageKind) -> str:
    return {
        "name": _("NAME"),
        "address": _("ADDRESS"),
        "phone": _("TELEPHONE"),
        "email": _("E-MAIL"),
        "bank": _("ACCOUNT"),
        "security": _("SOCIAL SECURITY NUMBER"),
        "birth": _("DATE OF BIRTH"),
    }.get(kind) or _("REMOVED")


def _names(word: str, count: int, draft: str) -> list[str]:
    """Return `count` placeholders of `word` that `draft` does not hold yet."""
    if count == 1 and f"[{word}]" not in draft:
        return [f"[{word}]"]
    names: list[str] = []
    number = 1
    while len(names) < count:
        if f"[{word} {number}]" not in draft:
            names.append(f"[{word} {number}]")
        number += 1
    return names
