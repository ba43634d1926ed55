"""A recording: the answer of a real model to one prompt, kept for replay without a network.

It is a TOML file of its own, `scenarios/<id>/recordings/<language>-<hash>.toml`: easy to read, and to delete.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
from typing import TYPE_CHECKING, Annotated, Final, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from prompt_tutor.content.model import Id, Strict
from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "recordings"
"""The folder beside scenario.toml."""

MOST_BYTES: Final = 4_000_000
"""Bytes of a recording that are read: a prompt of a million characters with accents, and the longest answer."""

# What TOML takes in a string as it stands is less than what an editor shows as it stands: controls, marks that turn the
# direction of writing round, line and paragraph separators.
_ESCAPED: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\\]")
_CLOSING: Final = re.compile(r'"(?="")|"\Z')
"""Quotation marks that, three together, would end the string."""
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")

Said = Annotated[str, StringConstraints(min_length=1)]


class Recording(Strict):
    """What a model answered to a prompt.

    Attributes:
        scenario: its id.
        digest: of the scenario as it was then.
        model: its name, for litellm.
        kind: whether it ran on the trainer's machine.
        date: when it was asked.
        language: the prompt's and the answer's.
        name: of the calibration that the prompt comes from, or `attempt-<number>`.
        turn: which prompt of a conversation it is; None where the scenario takes a single one.
        settings: how it was asked, such as the most tokens of an answer.
        on_subject: whether the prompt was about the scenario at all.
        met: the criteria that the prompt met.
        prompt: as it was sent, documents expanded.
        answer: what came, to its end.
    """

    format: Literal[1]
    scenario: Id
    digest: str
    model: Said
    kind: Literal["local", "hosted"]
    date: AwareDatetime
    language: Literal["fr", "en"]
    name: Id
    turn: Id | None = None
    settings: dict[str, str | int | float | bool] = Field(default_factory=dict)
    on_subject: bool = True
    met: tuple[Id, ...] = ()
    prompt: Said
    answer: Said

    @property
    def file_name(self) -> str:
        """The name of its file: the same for the same prompt and model, so that recording again replaces it.

        Of a conversation the same words may be sent after others, so that there the take counts as well.
        """
        asked = [self.model, storable(self.prompt), *([self.turn, self.name] if self.turn else [])]
        said = hashlib.sha256("\0".join(asked).encode()).hexdigest()
        return f"{self.language}-{said[:12]}.toml"


def recording_files(folder: Path) -> list[Path]:
    """Return the files of the recordings of the scenario in `folder`, by name; none is opened."""
    return sorted((folder / FOLDER).glob("*.toml"))


def storable(text: str) -> str:
    """Return `text` with halves of surrogate pairs replaced, one for one: files are UTF-8, which has none."""
    return _HALF_PAIR.sub("\ufffd", text)


def recording_toml(recording: Recording) -> str:
    """Return `recording` as TOML 1.0; its texts stand there line by line, and are read back to the very character."""
    settings = ", ".join(f"{_line(key)} = {_value(value)}" for key, value in recording.settings.items())
    lines = [
        "format = 1",
        f"scenario = {_line(recording.scenario)}",
        f"digest = {_line(recording.digest)}",
        f"model = {_line(recording.model)}",
        f"kind = {_line(recording.kind)}",
        f"date = {recording.date.isoformat()}",
        f"language = {_line(recording.language)}",
        f"name = {_line(recording.name)}",
        *([f"turn = {_line(recording.turn)}"] if recording.turn else []),
        f"settings = {{ {settings} }}" if settings else "settings = {}",
        f"on_subject = {_value(recording.on_subject)}",
        f"met = [{', '.join(map(_line, recording.met))}]",
        f"prompt = {_lines(recording.prompt)}",
        f"answer = {_lines(recording.answer)}",
    ]
    return "\n".join(lines) + "\n"


def write_recording(folder: Path, recording: Recording) -> Path:
    """Write `recording` into the scenario folder `folder`, whole or not at all, and return its file.

    One of the same model, language and prompt is replaced. Raises StorageError where it cannot be written.
    """
    file = folder / FOLDER / recording.file_name
    part = file.with_suffix(f".{os.getpid()}.part")
    data = recording_toml(recording).encode()
    try:
        if len(data) > MOST_BYTES:
            raise OSError(_("it is too large"))
        file.parent.mkdir(exist_ok=True)
        try:
            with part.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(file)
        finally:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            _("The recording cannot be kept: {reason}.").format(reason=error.strerror or error),
            _("Check that you may write there, or copy the training pack to your own folder and name it with --pack."),
            str(file.parent),
        ) from error
    return file


def _value(value: str | float | bool) -> str:
    if isinstance(value, str):
        return _line(value)
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _line(text: str) -> str:
    """Return `text` as a TOML string on one line."""
    return _escape(json.dumps(storable(text), ensure_ascii=False), keep="\\")


def _lines(text: str) -> str:
    """Return `text` as a TOML string over several lines: the line end after the opening quotes is no part of it."""
    body = _CLOSING.sub(r"\"", _escape(storable(text)))
    return f'"""\n{body}"""'


def _escape(text: str, *, keep: str = "") -> str:
    return _ESCAPED.sub(lambda match: match[0] if match[0] in keep else _written_out(match[0]), text)


def _written_out(character: str) -> str:
    return "\\\\" if character == "\\" else f"\\u{ord(character):04x}"
