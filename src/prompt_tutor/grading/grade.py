"""The grade of a prompt in a scenario: verdicts on the criteria that count there, score, passed or not.

A pure function of prompt, scenario and language.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prompt_tutor.grading.mentions import judge_mentions
from prompt_tutor.grading.narrowing import narrow_verdict
from prompt_tutor.grading.sensitive import sensitive_passages
from prompt_tutor.grading.sixteen import judge
from prompt_tutor.grading.subject import on_subject
from prompt_tutor.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from prompt_tutor.content.criterion import Criterion
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.prompt import Prompt, Span
    from prompt_tutor.grading.verdict import CheckResult


@dataclass(frozen=True, slots=True)
class Exchange:
    """One prompt of a conversation, and the answer before it as the learner carried it on; "" before the first."""

    prompt: Prompt
    carried: str = ""


@dataclass(frozen=True, slots=True)
class CriterionGrade:
    """The verdict on one criterion of a scenario.

    Attributes:
        verdict: met or not here, with evidence and near misses.
        generic: for one of the sixteen, whether the prompt meets it as generally defined; None for the scenario's own.
        essential: whether the attempt cannot pass without it.
        weight: in the score; 0 for `privacy` and for what the step does not count.
        turn: the prompt of the conversation that the verdict's passages index, from 0.
        disputed: the words of the draft that meet it, as the learner says; "" where the verdict stands.
    """

    verdict: Verdict
    generic: bool | None
    essential: bool
    weight: int
    turn: int = 0
    disputed: str = ""

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.verdict.criterion

    @property
    def met(self) -> bool:
        """Whether it is met here."""
        return self.verdict.met


@dataclass(frozen=True, slots=True)
class PromptGrade:
    """The grade of a prompt, or of the prompts of a conversation so far.

    Attributes:
        criteria: those of the scenario in its order; `privacy` comes last where the scenario does not name it.
        score: weight of the criteria met / total weight, 0 to 100, halves up.
        passed: every turn sent, every essential criterion met, privacy unbroken, score at the pass mark.
        on_subject: whether the prompt is about the scenario at all.
    """

    criteria: tuple[CriterionGrade, ...]
    score: int
    passed: bool
    on_subject: bool

    @property
    def met(self) -> frozenset[str]:
        """The ids of the criteria that are met."""
        return frozenset(criterion.id for criterion in self.criteria if criterion.met)

    @property
    def counted(self) -> tuple[CriterionGrade, ...]:
        """The criteria that the score is taken over."""
        return tuple(criterion for criterion in self.criteria if criterion.weight and not criterion.disputed)

    @property
    def disputes(self) -> dict[str, str]:
        """The words by which verdicts are disputed, by criterion."""
        return {criterion.id: criterion.disputed for criterion in self.criteria if criterion.disputed}

    @property
    def private(self) -> tuple[Span, ...]:
        """The passages that break privacy, which may not leave the machine; none where it is unbroken."""
        privacy = next(criterion for criterion in self.criteria if criterion.id == "privacy")
        return () if privacy.met else privacy.verdict.evidence


@dataclass(frozen=True, slots=True)
class AnswerGrade:
    """The checks of one answer and their own score, 0 to 100; it never changes whether the prompt passed."""

    checks: tuple[CheckResult, ...]
    score: int


def share(parts: Iterable[tuple[bool, int]]) -> int:
    """Return the weight that is met over the total weight, as an integer percentage, halves up.

    Each part is (met, weight). Nothing to weigh counts as 100.
    """
    weights = list(parts)
    total = sum(weight for _, weight in weights)
    met = sum(weight for ok, weight in weights if ok)
    return (200 * met + total) // (2 * total) if total else 100


def grade_prompt(
    prompt: Prompt,
    scenario: Scenario,
    language: str,
    *,
    count: Collection[str] = (),
    pass_mark: int | None = None,
) -> PromptGrade:
    """Grade `prompt`, the first or only one of a conversation; see `grade_conversation`."""
    return grade_conversation((Exchange(prompt),), scenario, language, count=count, pass_mark=pass_mark)


def grade_conversation(
    exchanges: Sequence[Exchange],
    scenario: Scenario,
    language: str,
    *,
    count: Collection[str] = (),
    pass_mark: int | None = None,
) -> PromptGrade:
    """Grade the prompts sent so far, written in `language`, in `scenario`; criteria of later turns are left out.

    Args:
        exchanges: one for each turn so far, in order.
        scenario: whose criteria count.
        language: "fr" or "en".
        count: a step's criteria for the score; all of the scenario's where it is empty.
        pass_mark: a step's own; the scenario's where it is None.
    """
    verdicts = [judge(exchange.prompt, language) for exchange in exchanges]
    for exchange, judged in zip(exchanges, verdicts, strict=True):
        judged["privacy"] = _with_sensitive(judged["privacy"], exchange.prompt, scenario, language)
    grades = []
    for criterion in scenario.criteria:
        weight = criterion.weight if criterion.id != "privacy" and (not count or criterion.id in count) else 0
        found = [
            _grade_one(criterion, weight, turn, exchanges[turn], verdicts[turn], scenario, language)
            for turn in _turns_read(criterion, scenario, len(exchanges))
        ]
        if found:
            grades.append(_decisive(found))
    if scenario.criterion("privacy") is None:
        privacy = [judged["privacy"] for judged in verdicts]
        found = [CriterionGrade(each, each.met, essential=True, weight=0, turn=n) for n, each in enumerate(privacy)]
        grades.append(_decisive(found))
    score = share((grade.met, grade.weight) for grade in grades)
    mark = scenario.pass_mark if pass_mark is None else pass_mark
    whole = len(exchanges) == len(scenario.turn_ids)
    subject = any(on_subject(exchange.prompt, scenario, language) for exchange in exchanges)
    return PromptGrade(tuple(grades), score, whole and _passes(grades, score, mark), subject)


def without_disputed(grade: PromptGrade, disputes: Mapping[str, str], *, whole: bool, pass_mark: int) -> PromptGrade:
    """Return `grade` without the verdicts that are disputed: they leave the score on both sides and block nothing.

    What is met cannot be disputed, nor can `privacy`, whose passages may not leave the machine. An attempt passes
    where at least one criterion is met beside what is disputed.

    Args:
        grade: as the grader gave it.
        disputes: the words of the draft that meet a criterion, by the criterion's id; "" where it is disputed no more.
        whole: whether every turn was sent.
        pass_mark: what the score has to reach.
    """
    if not disputes:
        return grade
    criteria = tuple(
        replace(item, disputed="" if item.met or item.id == "privacy" else disputes.get(item.id, ""))
        for item in grade.criteria
    )
    left = [item for item in criteria if not item.disputed]
    score = share((item.met, item.weight) for item in left)
    told = any(item.met and item.weight for item in left)
    return replace(grade, criteria=criteria, score=score, passed=whole and told and _passes(left, score, pass_mark))


def _passes(grades: Iterable[CriterionGrade], score: int, mark: int) -> bool:
    """Return whether what is essential is met, privacy is unbroken and the score reaches the mark."""
    return score >= mark and all(grade.met for grade in grades if grade.essential or grade.id == "privacy")


def _turns_read(criterion: Criterion, scenario: Scenario, sent: int) -> range:
    """Return the turns, of those that were sent, in which `criterion` is read."""
    if criterion.turn is None:
        return range(sent)
    turn = scenario.turn_ids.index(criterion.turn)
    return range(turn, min(turn + 1, sent))


def _decisive(found: Sequence[CriterionGrade]) -> CriterionGrade:
    """Return the turn that decides: the first that meets the criterion; of privacy, the first that breaks it."""
    wanted = found[0].id != "privacy"
    return next((grade for grade in found if grade.met == wanted), found[-1])


def _grade_one(
    criterion: Criterion,
    weight: int,
    turn: int,
    exchange: Exchange,
    verdicts: Mapping[str, Verdict],
    scenario: Scenario,
    language: str,
) -> CriterionGrade:
    generic = verdicts[criterion.id] if criterion.generic else None
    if generic is not None:
        narrow = criterion.narrow
        verdict = narrow_verdict(generic, narrow, exchange.prompt, language) if narrow else generic
    elif criterion.kind == "corrected":
        verdict = Verdict(criterion.id, _is_corrected(criterion, exchange.carried, scenario, language))
    else:
        verdict = judge_mentions(criterion, exchange.prompt, scenario, language)
    return CriterionGrade(verdict, generic.met if generic else None, criterion.essential, weight, turn)


def _is_corrected(criterion: Criterion, carried: str, scenario: Scenario, language: str) -> bool:
    """Return whether the answer before this turn was taken over, without what is wrong in it.

    A simulated answer to something else holds nothing to correct, and nothing that was corrected.
    """
    wrong = criterion.wrong.in_(language) if criterion.wrong else ""
    nothing = ("", scenario.off_topic_in(language).strip())
    return carried.strip() not in nothing and wrong not in carried


def _with_sensitive(privacy: Verdict, prompt: Prompt, scenario: Scenario, language: str) -> Verdict:
    """Return the verdict on privacy, broken as well by a document that the scenario marks as sensitive."""
    passages = sensitive_passages(prompt, scenario, language)
    if not passages:
        return privacy
    return Verdict("privacy", met=False, evidence=tuple(sorted({*privacy.evidence, *passages})))


def grade_answer(checks: Iterable[CheckResult]) -> AnswerGrade:
    """Return the grade of the answer that had these `checks`."""
    results = tuple(checks)
    return AnswerGrade(results, share((result.passed, result.weight) for result in results))
