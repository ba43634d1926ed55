"""What `check` says of the recordings beside a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.source import Source
from prompt_tutor.content.reading import read_recording
from prompt_tutor.content.recording import recording_files
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.content.problems import Problem
    from prompt_tutor.content.scenario import Scenario


def recording_problems(scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of the recordings of `scenario`, and a warning for each that is of an earlier state of it."""
    for file in recording_files(scenario.folder) if scenario.folder else ():
        reading = read_recording(file)
        yield from reading.problems
        recording = reading.model
        if recording is None:
            continue
        source = Source(file, reading.text)
        if recording.scenario != scenario.id:
            yield source.problem(
                ("scenario",),
                "other-scenario",
                _("This is a recording of the scenario “{id}”.").format(id=recording.scenario),
                _("Move it to the folder “recordings” of that scenario, or delete it."),
            )
        elif recording.digest != scenario.digest:
            yield source.problem(
                ("digest",),
                "scenario-changed",
                _("The scenario has changed since this was recorded."),
                _("Delete it, or record it again: prompt-tutor record {id} --model {model}.").format(
                    id=scenario.id, model=recording.model
                ),
                "warning",
            )
