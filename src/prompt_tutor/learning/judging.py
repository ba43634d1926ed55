"""What a judge makes of an attempt: asked where a scenario has questions that no rule decides, kept beside the grade.

It decides its own items and nothing else: no score, no criterion, not whether the attempt passes.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.learning.attempt import Fault, model_content, read_model
from prompt_tutor.learning.gate import judge_held_back
from prompt_tutor.llm.judge import ItemVerdict, Judged, ask_judge
from prompt_tutor.llm.model import Simulation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.llm.model import Model, ModelInfo


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a judge said.

    Attributes:
        model: who judged.
        date: when it was asked, ISO 8601 in UTC.
        items: a verdict for each of the scenario's items, in their order.
        fault: why the judge could not be heard, None where it was.
        unkept: why this could not be kept, None where it is.
    """

    model: ModelInfo
    date: str
    items: tuple[ItemVerdict, ...]
    fault: Fault | None = None
    unkept: StorageError | None = None


def check_judge(model: Model) -> Model:
    """Return `model`; raises UsageError where it is no live one: a simulated or recorded answer judges nothing."""
    if model.info.kind != "live":
        raise UsageError(
            _("Only a live model can judge."), _("Name one, such as ollama_chat/mistral, or do without a judge.")
        )
    return model


async def judge_attempt(exercise: Exercise, attempt: Attempt, model: Model) -> Attempt:
    """Return `attempt` with what the judge `model` says of its prompt and its answer, and keep that.

    Where the scenario asks a judge nothing, no one is asked and nothing kept. What a model does is part of the
    judgement, no exception. A judge on another machine is not asked about a prompt or an answer that holds personal or
    sensitive data.
    """
    items = exercise.scenario.judge.items
    date = datetime.now(UTC).isoformat(timespec="seconds")
    if not items:
        return replace(attempt, judgement=Judgement(model.info, date, ()))
    # In a conversation what was said in an earlier turn is said.
    prompts = "\n\n".join(prompt.text for prompt in attempt.prompts)
    texts = {"prompt": prompts, "answer": attempt.answer.text if attempt.answer else ""}
    if await asyncio.to_thread(judge_held_back, attempt, model.info):
        judged = Judged(tuple(ItemVerdict(item.id, "not-judged") for item in items))
        fault: Fault | None = Fault(
            "privacy",
            _("The judge was sent nothing: there are personal data, and it is not on this machine."),
            _("Take the personal data out, or choose a judge on this computer."),
        )
    else:
        simulation = Simulation(exercise.scenario, exercise.language, attempt.grade.met, attempt.grade.on_subject)
        judged = await ask_judge(model, items, texts, simulation)
        error = judged.fault
        fault = Fault(error.code, error.message, error.remedy) if error else None
    judgement = Judgement(model.info, date, judged.items, fault)
    try:
        await asyncio.to_thread(exercise.attempts.add_judgement, attempt.id, judgement_content(judgement))
    except StorageError as error:
        judgement = replace(judgement, unkept=error)
    return replace(attempt, judgement=judgement)


def judgement_content(judgement: Judgement) -> dict[str, Any]:
    """Return `judgement` as it is stored."""
    return {
        "judge": {
            "model": model_content(judgement.model, judgement.date),
            "items": [asdict(item) for item in judgement.items],
            "fault": asdict(judgement.fault) if judgement.fault else None,
        }
    }


def read_judgement(content: Mapping[str, Any]) -> Judgement:
    """Return the judgement that was stored as `content`."""
    stored = content["judge"]
    return Judgement(
        read_model(stored["model"]),
        stored["model"]["date"],
        tuple(ItemVerdict(item["id"], item["verdict"], item["quote"]) for item in stored["items"]),
        Fault(**stored["fault"]) if stored["fault"] else None,
    )


def judge_heading(judgement: Judgement) -> str:
    """Return who judged and where it runs, and that nothing hangs on it."""
    if judgement.model.hosted:
        return _("The judge {model}, on another computer, says (it counts in no score)").format(
            model=judgement.model.id
        )
    return _("The judge {model}, on this computer, says (it counts in no score)").format(model=judgement.model.id)


def judge_word(item: ItemVerdict) -> str:
    """Return the verdict on a yes/no question in a word or two."""
    return {"met": _("yes"), "unmet": _("no"), "not-judged": _("not judged")}[item.verdict]
