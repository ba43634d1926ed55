"""The eight questions that write a trainer's first scenario, and the answers as they are kept between two sittings."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import tomli

from prompt_tutor.authoring.template import toml_string
from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import N_, _

if TYPE_CHECKING:
    from pathlib import Path

Key = Literal["title", "persona", "situation", "request", "document", "must", "way_1", "way_2", "naive", "strong"]

ANSWERS_FILE: Final = "answers.toml"
"""Where the answers are kept, in the folder of the scenario, until they make one that holds."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask.

    Attributes:
        number: 1 to 8; the third part of question 6 has that number too.
        key: of `Answers`.
        text: the question, to translate.
        long: whether the answer takes several lines.
        goes_on: whether it is a further part of the question before it.
    """

    number: int
    key: Key
    text: str
    long: bool = False
    goes_on: bool = False


QUESTIONS: Final = (
    Question(1, "title", N_("What is your scenario called?")),
    Question(2, "persona", N_("Who is the learner in it? (“You work at the front desk of…”)")),
    Question(3, "situation", N_("What is going on? Two or three sentences, on one line.")),
    Question(4, "request", N_("What are they to have an AI write or do?")),
    Question(5, "document", N_("Which document do they have? Paste it, or give the name of a text file."), long=True),
    Question(6, "must", N_("What must their prompt not forget? A few words, such as “what happens if it rains”.")),
    Question(
        6,
        "way_1",
        N_("By which words does one know that a prompt says it? Commas for what has to be there, “/” for “or”."),
        goes_on=True,
    ),
    Question(6, "way_2", N_("By which words, where somebody says it in another way?"), goes_on=True),
    Question(7, "naive", N_("Write the prompt that a beginner would send."), long=True),
    Question(8, "strong", N_("Write a good prompt; {{document}} stands for the document."), long=True),
)


WAYS: Final[tuple[Key, ...]] = ("way_1", "way_2")
"""The questions that are answered by words, not by a text."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered so far; "" where nothing was. `document_name` is the name of the file, if it was one."""

    title: str = ""
    persona: str = ""
    situation: str = ""
    request: str = ""
    document: str = ""
    document_name: str = ""
    must: str = ""
    way_1: str = ""
    way_2: str = ""
    naive: str = ""
    strong: str = ""

    def get(self, key: Key) -> str:
        """Return the answer to the question `key`."""
        return str(getattr(self, key))

    def having(self, key: Key, text: str) -> Answers:
        """Return the same with `text` as the answer to `key`."""
        return replace(self, **{key: text})


def groups(way: str) -> list[list[str]]:
    """Return the groups of words of a way to say something: "rain / storm, move indoors" has two."""
    found = [[word.strip() for word in part.split("/") if word.strip()] for part in way.split(",")]
    return [group for group in found if group]


def load_answers(file: Path) -> Answers:
    """Return the answers kept in `file`; none where it is missing or cannot be read."""
    try:
        kept = tomli.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError):
        return Answers()
    return Answers(**{key: value for key, value in kept.items() if key in asdict(Answers()) and isinstance(value, str)})


def keep_answers(answers: Answers, file: Path) -> None:
    """Write `answers` to `file`; raises StorageError."""
    text = "".join(f"{key} = {toml_string(value)}\n" for key, value in asdict(answers).items() if value)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(
            _("The file {file} cannot be written: {reason}.").format(file=file, reason=error.strerror or error),
            _("Choose another folder, or free some space."),
        ) from error
