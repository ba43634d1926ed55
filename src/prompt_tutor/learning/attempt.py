"""An attempt and its answer, as the faces show them and as storage keeps them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from prompt_tutor.grading.grade import AnswerGrade, CriterionGrade, Exchange, PromptGrade
from prompt_tutor.grading.verdict import CheckResult, Verdict
from prompt_tutor.learning.gate import consent_content
from prompt_tutor.llm.model import ModelInfo, Recorded
from prompt_tutor.llm.practice import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prompt_tutor.errors import StorageError
    from prompt_tutor.grading.prompt import Prompt, Span
    from prompt_tutor.learning.advice import Advice
    from prompt_tutor.learning.gate import Consent
    from prompt_tutor.learning.judging import Judgement
    from prompt_tutor.learning.measure import Measure

Status = Literal["running", "complete", "cancelled", "failed"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer did not come, or not whole: for scripts (`code`) and for people."""

    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered to an attempt.

    Attributes:
        model: who answered.
        date: when it was asked, ISO 8601 in UTC.
        status: "complete", or why it is not.
        text: what came.
        passages: of a simulated answer, the passages that show an omission.
        grade: the verdicts of the answer checks; None where there is no text to check.
        fault: why it failed, None where it did not.
        measure: what it took; None of answers that were kept before this was measured, or whose end was not seen.
        unkept: why it could not be kept, None where it is.
        consent: that personal data were knowingly sent for it, None where none were.
    """

    model: ModelInfo
    date: str
    status: Status
    text: str
    passages: tuple[Passage, ...]
    grade: AnswerGrade | None
    fault: Fault | None = None
    measure: Measure | None = None
    unkept: StorageError | None = None
    consent: Consent | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submitted prompt with its grade; in a conversation, the prompts so far.

    Attributes:
        id: in the store.
        number: 1 for the first attempt on the scenario, or on this turn of it.
        draft: what the learner wrote, documents not expanded.
        prompt: what was sent.
        language: the prompt's.
        grade: the verdicts on the prompt, and on those of the turns before.
        advice: one to three next things to do, the most useful first; none where the prompt meets everything.
        answer: the model's, once it has been asked.
        judgement: what a judge said, where one was asked.
        regraded: what a newer grader says of the prompt, where it was graded again; `grade` stays that of then.
        carried: the answer before the prompt as the learner carried it on, "" before the first.
        earlier: the prompts of the turns before, each with the answer before it.
        earlier_drafts: what the learner wrote for them.
    """

    id: int
    number: int
    draft: str
    prompt: Prompt
    language: str
    grade: PromptGrade
    advice: tuple[Advice, ...]
    answer: Answer | None = None
    judgement: Judgement | None = None
    regraded: PromptGrade | None = None
    carried: str = ""
    earlier: tuple[Exchange, ...] = ()
    earlier_drafts: tuple[str, ...] = ()

    @property
    def drafts(self) -> tuple[str, ...]:
        """What the learner wrote so far, one for each turn."""
        return (*self.earlier_drafts, self.draft)

    @property
    def turn(self) -> int:
        """The index of the turn that the prompt answers; 0 where the scenario takes a single prompt."""
        return len(self.earlier)

    @property
    def exchanges(self) -> tuple[Exchange, ...]:
        """The prompts so far, in order, each with the answer before it."""
        return (*self.earlier, Exchange(self.prompt, self.carried))

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """The prompts so far: a verdict's passages index that of its turn."""
        return tuple(exchange.prompt for exchange in self.exchanges)

    @property
    def differs_now(self) -> bool:
        """Whether a newer grader, where one was asked, comes to another verdict or score than the one of then.

        Whether the goal was reached follows from those, and from the pass mark of the step that it was sent in.
        """
        now, then = self.regraded, self.grade
        return now is not None and (now.met, now.score) != (then.met, then.score)


def grade_content(grade: PromptGrade) -> dict[str, Any]:
    """Return the grade of a prompt as it is stored."""
    return {
        "prompt": {
            "score": grade.score,
            "passed": grade.passed,
            "on_subject": grade.on_subject,
            "criteria": [
                {
                    "id": item.id,
                    "met": item.met,
                    "generic": item.generic,
                    "essential": item.essential,
                    "weight": item.weight,
                    "evidence": list(item.verdict.evidence),
                    "near": list(item.verdict.near),
                    "turn": item.turn,
                }
                for item in grade.criteria
            ],
        }
    }


def read_grade(content: Mapping[str, Any]) -> PromptGrade:
    """Return the grade of a prompt that was stored as `content`."""
    stored = content["prompt"]
    return PromptGrade(
        tuple(
            CriterionGrade(
                Verdict(item["id"], item["met"], _spans(item["evidence"]), _spans(item["near"])),
                item["generic"],
                item["essential"],
                item["weight"],
                item.get("turn", 0),  # grades of the first version had none
            )
            for item in stored["criteria"]
        ),
        stored["score"],
        stored["passed"],
        stored["on_subject"],
    )


def answer_content(grade: AnswerGrade, passages: Iterable[Passage]) -> dict[str, Any]:
    """Return the grade of an answer, with the passages that show an omission, as it is stored."""
    return {
        "answer": {
            "score": grade.score,
            "checks": [
                {
                    "id": check.id,
                    "passed": check.passed,
                    "weight": check.weight,
                    "detail": check.detail,
                    "evidence": list(check.evidence),
                }
                for check in grade.checks
            ],
            "passages": [{"criterion": passage.criterion, "span": list(passage.span)} for passage in passages],
        }
    }


def read_answer_grade(content: Mapping[str, Any]) -> tuple[AnswerGrade, tuple[Passage, ...]]:
    """Return the grade of an answer and its passages that were stored as `content`."""
    stored = content["answer"]
    checks = tuple(
        CheckResult(check["id"], check["passed"], check["weight"], check["detail"], _spans(check["evidence"]))
        for check in stored["checks"]
    )
    passages = tuple(Passage(item["criterion"], _span(item["span"])) for item in stored["passages"])
    return AnswerGrade(checks, stored["score"]), passages


def model_content(info: ModelInfo, date: str, consent: Consent | None = None) -> dict[str, Any]:
    """Return who answers, asked at `date`, as it is stored; with the `consent` to what was sent."""
    content = {**asdict(info), "date": date}
    return {**content, "consent": consent_content(consent)} if consent else content


def read_model(content: Mapping[str, Any]) -> ModelInfo:
    """Return who answered, of an answer whose model was stored as `content`."""
    recorded = content.get("recorded")
    return ModelInfo(
        content["id"],
        content["kind"],
        content["simulated"],
        content["hosted"],
        Recorded(**{**recorded, "met": tuple(recorded["met"])}) if recorded else None,
    )


def _span(pair: Iterable[int]) -> Span:
    start, end = pair
    return start, end


def _spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(_span(pair) for pair in pairs)
