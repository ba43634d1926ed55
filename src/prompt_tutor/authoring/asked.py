"""A scenario written from the eight answers, or what to change in which of them."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.check_file import SCENARIO_FILE
from prompt_tutor.authoring.questions import groups
from prompt_tutor.authoring.template import fill, scaffold_texts, toml_string
from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.content.files import PACK_FILE
from prompt_tutor.content.reading import read_scenario
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.prompt import expand
from prompt_tutor.grading.sixteen import judge
from prompt_tutor.i18n import _
from prompt_tutor.i18n import language as interface_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prompt_tutor.authoring.questions import Answers
    from prompt_tutor.content.problems import Problem
    from prompt_tutor.grading.grade import PromptGrade

DOCUMENT: Final = "document"
"""The id of the document."""

_WANTED: Final = (
    "source",
    "audience",
    "length",
    "format",
    "grounding",
    "task",
    "context",
    "tone",
    "delimiters",
    "exclusions",
    "verification",
    "injection",
    "examples",
)
"""The criteria that may count, the most useful first; `role` and `steps` teach little by themselves."""

_MOST: Final = 6
"""Of the sixteen: with the trainer's own a scenario has seven, few enough to be read."""

_SUFFIXES: Final = (".md", ".txt", ".csv")
_QUESTION: Final = re.compile(r"# Question (\d)")


@dataclass(frozen=True, slots=True)
class Change:
    """An answer to change: the question's number (0 where none is known), what is wrong and what to do."""

    question: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of the answers: the texts of the scenario's files by name, or the changes that it takes first."""

    files: Mapping[str, str]
    changes: tuple[Change, ...]


def write_from(answers: Answers, id_: str, language: str) -> Asked:
    """Return the scenario `id_` that `answers` make, in `language`.

    It has passed `check` where there are no changes. The words of question 6 alone, as a list, are tried as well: that
    they do not earn the criterion is one more calibration, left out where they do.
    """
    missing = tuple(_empty(answers))
    if missing:
        return Asked({}, missing)
    criteria = _criteria(answers, language)
    asked = _tried(answers, id_, language, criteria, _cheat(answers, language))
    return asked if not asked.changes else _tried(answers, id_, language, criteria, "")


def _tried(answers: Answers, id_: str, language: str, criteria: list[str], cheat: str) -> Asked:
    """Return the scenario with the calibration `cheat`, checked in a folder that is gone afterwards."""
    files = _files(answers, id_, language, criteria, cheat)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "scenarios" / id_
        home.mkdir(parents=True)
        pack = f'format = 1\nid = "pack"\ntitle = "pack"\nlanguages = ["{language}"]\n'
        (Path(folder) / PACK_FILE).write_text(pack, encoding="utf-8")
        for name, text in files.items():
            (home / name).write_text(text, encoding="utf-8", newline="\n")
        changes = tuple(_changes(answers, criteria, home / SCENARIO_FILE, language))
    return Asked(files, changes)


def _empty(answers: Answers) -> Iterator[Change]:
    for key in ("way_1", "way_2"):
        if not groups(answers.get(key)):
            yield Change(6, _("There is no word in one of the two ways."), _("Give at least one word for each."))


def _criteria(answers: Answers, language: str) -> list[str]:
    """Return those of the sixteen that the strong prompt meets and the naive one does not, the most useful first."""
    documents = {DOCUMENT: answers.document}
    strong = judge(expand(answers.strong, documents), language)
    naive = judge(expand(answers.naive, documents), language)
    return [id_ for id_ in _WANTED if strong[id_].met and not naive[id_].met][:_MOST]


def _cheat(answers: Answers, language: str) -> str:
    """Return a calibration that holds the words of question 6 and asks for nothing."""
    words = [group[0] for way in (answers.way_1, answers.way_2) for group in groups(way)]
    return "\n".join(
        (
            "[[calibration]]",
            'name = "cheat"',
            f'language = "{language}"',
            f"prompt = {toml_string(', '.join(words))}",
            f"unmet = {_toml([_own_id(answers.must)])}",
            "passes = false",
        )
    )


def _files(answers: Answers, id_: str, language: str, criteria: list[str], cheat: str) -> dict[str, str]:
    own = _own_id(answers.must)
    suffix = Path(answers.document_name).suffix.lower()
    name = f"{DOCUMENT}{suffix if suffix in _SUFFIXES else '.md'}"
    texts = {key: {language: answers.get(key)} for key in ("title", "persona", "situation", "request")}
    texts |= {key: {language: answers.get(key)} for key in ("naive", "strong")}
    texts |= scaffold_texts("asked") | {"own-title": {language: answers.must}}
    texts["own-consequence"] = {language: texts["own-consequence"][language].format(title=answers.must)}
    raw = {
        "id": id_,
        "document-file": name,
        "criteria": "".join(map(_criterion, criteria)),
        "own": own,
        "language": language,
        "way-1": _toml(groups(answers.way_1)),
        "way-2": _toml(groups(answers.way_2)),
        "all": _toml([*criteria, own]),
        "cheat": cheat,
    }
    scenario = fill("asked", texts, raw, interface_language(), (language,))
    return {SCENARIO_FILE: scenario, name: answers.document.strip() + "\n"}


def _criterion(id_: str) -> str:
    weight = "weight = 2\nessential = true\n" if id_ == "source" else ""
    return f'[[criteria]]\nid = "{id_}"\n{weight}\n'


def _toml(value: list[str] | list[list[str]]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _own_id(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:36].strip("-")
    return words if len(words) > 1 and words not in CRITERIA else f"own-{words}".strip("-")


def _changes(answers: Answers, criteria: list[str], file: Path, language: str) -> Iterator[Change]:
    scenario = read_scenario(file).model
    found: list[Change] = []
    if scenario is not None:
        grades = [
            grade_prompt(expand(draft, {DOCUMENT: answers.document}), scenario, language)
            for draft in (answers.naive, answers.strong)
        ]
        found = [*_naive_changes(answers, grades[0]), *_strong_changes(answers, criteria, grades[1])]
    if found:
        yield from found
        return
    text = file.read_text(encoding="utf-8")
    for problem in check([file]):
        if problem.severity == "error":
            yield Change(_question_at(text, problem), problem.message, problem.remedy)


def _naive_changes(answers: Answers, grade: PromptGrade) -> Iterator[Change]:
    own = _own_id(answers.must)
    if own in grade.met:
        yield Change(
            7,
            _("The naive prompt already says “{must}”.").format(must=answers.must),
            _("Take that out of it, or ask for more words in question 6."),
        )


def _strong_changes(answers: Answers, criteria: list[str], grade: PromptGrade) -> Iterator[Change]:
    prompt = expand(answers.strong, {DOCUMENT: answers.document})
    if _own_id(answers.must) not in grade.met:
        yield Change(
            8,
            _("The strong prompt does not say “{must}” in one of your two ways.").format(must=answers.must),
            _("Say it there in a sentence with these words: {words}. Or change the words of question 6.").format(
                words=", ".join(group[0] for group in groups(answers.way_1))
            ),
        )
    if not prompt.expansions and "source" not in criteria:
        yield Change(
            8,
            _("The strong prompt does not hold the document."),
            _("Write {{document}} in it, with its two pairs of braces, where the document goes."),
        )
    elif not criteria:
        yield Change(
            8,
            _("The strong prompt does nothing that the naive one does not."),
            _("Say in it who will read the result, how long it may be, in which form."),
        )
    for start, end in grade.private:
        pasted = any(span[0] <= start < span[1] for span in prompt.pasted)
        yield Change(
            5 if pasted else 8,
            _("“{passage}” looks like the data of a private person.").format(passage=prompt.text[start:end]),
            _("Replace it, and all that tells who it is; invent people and places."),
        )


def _question_at(text: str, problem: Problem) -> int:
    """Return the number of the question whose answer stands at the place of `problem`, 0 where there is none."""
    above = "\n".join(text.split("\n")[: problem.line])
    numbers = _QUESTION.findall(above)
    return int(numbers[-1]) if numbers else 0
