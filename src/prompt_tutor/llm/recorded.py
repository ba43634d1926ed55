"""Recorded answers: what a real model answered to the prompt that came nearest, without any network."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.content.reading import read_recording
from prompt_tutor.content.recording import recording_files
from prompt_tutor.i18n import _
from prompt_tutor.llm.controls import make_visible
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo, Recorded

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from prompt_tutor.content.recording import Recording
    from prompt_tutor.llm.model import Model, Request, Simulation

RECORDED: Final = ModelInfo(id="recorded", kind="recorded", simulated=False, hosted=False)

_PIECE: Final = 12
"""Characters in a chunk: about three tokens, as a hosted model streams them."""


@dataclass(frozen=True, slots=True)
class Replay:
    """One recording as a model: whatever it is asked, it streams that answer. `info.recorded` tells what it is."""

    info: ModelInfo
    text: str
    delay: float = 0.0

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:  # noqa: ARG002 - the Protocol's own
        """Yield the recorded answer."""
        for start in range(0, len(self.text), _PIECE):
            if self.delay:
                await asyncio.sleep(self.delay)
            yield Chunk(self.text[start : start + _PIECE])


@dataclass(frozen=True, slots=True)
class RecordedModel:
    """The recordings of the scenario that is asked about; `delay` is the pause between chunks, in seconds."""

    delay: float = 0.0
    info: ModelInfo = RECORDED

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        """Yield the nearest recorded answer; raises ModelError where there is none."""
        replay = await asyncio.to_thread(self.replay, request)
        async for chunk in replay.stream(request):
            yield chunk

    def replay(self, request: Request) -> Replay:
        """Return the recording whose prompt met the nearest set of criteria, as a model.

        It is one in the language of the request. Near is the smallest weight of the criteria that one prompt meets and
        the other does not; the newest comes first among equals. Files that cannot be read are passed over: `check`
        tells of them. Reads files: call it in a thread.

        Raises ModelError where there is no recording, or where the prompt speaks of something else and none does.
        """
        simulation = request.simulation
        file, recording = _nearest(simulation)
        recorded = Recorded(
            date=recording.date.isoformat(timespec="seconds"),
            changed=recording.digest != simulation.scenario.digest,
            prompt=make_visible(recording.prompt),
            met=recording.met,
            file=file.name,
        )
        info = ModelInfo(make_visible(recording.model), "recorded", simulated=False, hosted=False, recorded=recorded)
        return Replay(info, make_visible(recording.answer), self.delay)


def for_request(model: Model, request: Request) -> Model:
    """Return what answers `request`: the recording that is chosen, so that `info` tells which; else `model` itself.

    Reads files: call it in a thread. Where there is no recording, `model` itself says why as it streams.
    """
    if not isinstance(model, RecordedModel):
        return model
    try:
        return model.replay(request)
    except ModelError:
        return model


def _nearest(simulation: Simulation) -> tuple[Path, Recording]:
    recordings = _recordings(simulation)
    if not recordings:
        raise ModelError(
            "no-recording",
            _("No answer has been recorded for this scenario in this language."),
            _("Choose the practice model; a trainer records answers with “prompt-tutor record”."),
        )
    near = [pair for pair in recordings if pair[1].on_subject == simulation.on_subject]
    if not near:
        raise ModelError(
            "no-recording",
            _("No recorded answer comes near this prompt: it does not speak of the situation."),
            _("Say what this situation is about, or insert the document."),
        )
    return min(near, key=lambda pair: (_distance(pair[1], simulation), -pair[1].date.timestamp()))


def _recordings(simulation: Simulation) -> list[tuple[Path, Recording]]:
    folder = simulation.scenario.folder
    read = [(file, read_recording(file).model) for file in recording_files(folder)] if folder else []
    turn = simulation.scenario.turn_ids[simulation.turn] or None
    return [
        (file, recording)
        for file, recording in read
        if recording and recording.language == simulation.language and recording.turn == turn
    ]


def _distance(recording: Recording, simulation: Simulation) -> int:
    """Return the weight of the scenario's criteria that one of the two prompts meets and the other does not."""
    differing = simulation.met.symmetric_difference(recording.met)
    return sum(item.weight for item in simulation.scenario.criteria if item.id in differing and item.id != "privacy")
