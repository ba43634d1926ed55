"""Recording what a live model answers to a scenario's prompts, for replay without a network."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal

from prompt_tutor.authoring.trial import corrected_answer
from prompt_tutor.content.recording import Recording, write_recording
from prompt_tutor.errors import TutorError, UsageError
from prompt_tutor.grading.grade import Exchange, grade_conversation
from prompt_tutor.grading.prompt import expand
from prompt_tutor.i18n import _
from prompt_tutor.llm.live import MOST_TOKENS
from prompt_tutor.llm.model import Message, Request, Simulation

if TYPE_CHECKING:
    from pathlib import Path

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.llm.model import Model

_LONGEST_PASSAGE: Final = 40
"""Characters of a passage that a message quotes."""


class HeldBackError(TutorError):
    """A prompt was not sent, because of what it would give away."""


@dataclass(frozen=True, slots=True)
class Take:
    """What is to be recorded.

    Attributes:
        name: of the calibration, or `attempt-<number>`.
        language: of the prompts.
        drafts: one for each turn; documents not expanded.
        corrected: the turns before which the scenario's planted error is corrected in the answer.
    """

    name: str
    language: Literal["fr", "en"]
    drafts: tuple[str, ...]
    corrected: tuple[str, ...] = ()


def takes_of(scenario: Scenario, language: str = "") -> tuple[Take, ...]:
    """Return the calibrations of `scenario` that hold prompts, in `language` or, where it is "", in any."""
    return tuple(
        Take(
            calibration.name,
            calibration.language,
            tuple(calibration.prompts.get(turn, calibration.prompt) for turn in scenario.turn_ids),
            calibration.corrected,
        )
        for calibration in scenario.calibration
        if not calibration.decline.strip() and language in ("", calibration.language)
    )


def gives_away(scenario: Scenario, take: Take) -> tuple[str, ...]:
    """Return the passages of the prompts of `take` that may not leave this machine: personal and sensitive data."""
    passages: list[str] = []
    for draft in take.drafts:
        prompt = expand(draft, scenario.documents_in(take.language))
        private = grade_conversation((Exchange(prompt),), scenario, take.language).private
        passages += [prompt.text[start:end] for start, end in private]
    return tuple(dict.fromkeys(_short(passage) for passage in passages))


def _short(passage: str) -> str:
    words = " ".join(passage.split())
    return words if len(words) <= _LONGEST_PASSAGE else words[: _LONGEST_PASSAGE - 1] + "…"


async def record_take(scenario: Scenario, take: Take, model: Model, *, send_all: bool = False) -> tuple[Path, ...]:
    """Have `model` answer the prompts of `take`, keep each answer beside `scenario`, and return the files.

    An answer that does not come to its end is not kept; of a conversation, the turns before it are.

    Args:
        scenario: read from its file.
        take: a calibration or an attempt.
        model: a live one.
        send_all: whether to send to a hosted model what gives somebody away.

    Raises UsageError where the scenario was read from no file or the model is no live one, HeldBackError, ModelError,
    StorageError.
    """
    if scenario.folder is None or model.info.kind != "live":
        raise UsageError(
            _("Only the answers of a live model can be recorded."), _("Name one with --model, such as openai/my-model.")
        )
    if model.info.hosted and not send_all:
        passages = gives_away(scenario, take)
        if passages:
            raise HeldBackError(
                _("Nothing was sent: the prompt holds data that must stay here ({passages}).").format(
                    passages=", ".join(_("“{passage}”").format(passage=passage) for passage in passages)
                ),
                _("Take them out, record with a model of this computer, or add --yes to send them knowingly."),
            )
    return await _conversation(scenario, take, model, scenario.folder)


async def _conversation(scenario: Scenario, take: Take, model: Model, folder: Path) -> tuple[Path, ...]:
    given = scenario.turns[0].given if scenario.turns else None
    carried = given.in_(take.language) if given else ""
    exchanges: list[Exchange] = []
    messages: list[Message] = []
    files = []
    for number, (turn, draft) in enumerate(zip(scenario.turn_ids, take.drafts, strict=True)):
        if turn in take.corrected:
            carried = corrected_answer(scenario, turn, carried, take.language)
        prompt = expand(draft, scenario.documents_in(take.language))
        exchanges.append(Exchange(prompt, carried))
        if carried and not number:  # an answer that was there from the beginning answered the request of the brief
            messages.append(Message("user", scenario.brief.request.in_(take.language)))
        if carried:
            messages.append(Message("assistant", carried))
        messages.append(Message("user", prompt.text))
        grade = grade_conversation(exchanges, scenario, take.language)
        simulation = Simulation(scenario, take.language, grade.met, grade.on_subject, turn=number)
        date = datetime.now(UTC).replace(microsecond=0)
        carried = await _answer(model, Request(tuple(messages), simulation))
        recording = Recording(
            format=1,
            scenario=scenario.id,
            digest=scenario.digest,
            model=model.info.id,
            kind="hosted" if model.info.hosted else "local",
            date=date,
            language=take.language,
            name=take.name,
            turn=turn or None,
            settings={"max_tokens": MOST_TOKENS},
            on_subject=grade.on_subject,
            met=tuple(item.id for item in grade.criteria if item.met),
            prompt=prompt.text,
            answer=carried,
        )
        files.append(write_recording(folder, recording))
    return tuple(files)


async def _answer(model: Model, request: Request) -> str:
    async with aclosing(model.stream(request)) as chunks:
        return "".join([chunk.text async for chunk in chunks])
