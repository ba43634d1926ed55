"""`prompt-tutor assess`: the sixteen criteria of any prompt, without a scenario."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.cli.input import not_utf8, place_of, read_lines, read_text
from prompt_tutor.cli.output import heading, mark, say, say_json
from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.errors import UsageError
from prompt_tutor.grading.language import detect
from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge
from prompt_tutor.i18n import LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from prompt_tutor.grading.verdict import Verdict

LONGEST: Final = 1_000_000
"""Characters in a prompt, as in an attempt."""


def run(arguments: Namespace) -> int:
    """Judge one prompt, or one a line; return 0 where all was read, 1 where a line could not be."""
    if arguments.jsonl:
        return _lines(arguments)
    place = place_of(arguments.file)
    text = read_text(arguments.file)
    if not text.strip():
        raise UsageError(_("The prompt is empty."), _("Write what you ask of the model, then try again."), place)
    _check_length(text, place)
    language = arguments.language or detect(text)
    verdicts = judge(Prompt(text), language)
    if arguments.json:
        say_json(assessment(place if arguments.file != "-" else "-", language, verdicts), line=True)
    else:
        _print(text, verdicts)
    return 0


def assessment(id_: str | None, language: str, verdicts: Mapping[str, Verdict]) -> dict[str, Any]:
    """Return the verdicts on one prompt as the JSON of `assess`; criteria in the course's order."""
    found = [verdicts[criterion] for criterion in CRITERIA]
    return {
        "id": id_,
        "language": language,
        "met": [verdict.criterion for verdict in found if verdict.met],
        "evidence": {verdict.criterion: verdict.evidence for verdict in found if verdict.evidence},
        "near": {verdict.criterion: verdict.near for verdict in found if verdict.near},
    }


def _check_length(text: str, place: str) -> None:
    if len(text) > LONGEST:
        raise UsageError(
            _("The prompt has {count} characters; {most} is the most.").format(count=len(text), most=LONGEST),
            _("Keep only the part of the material that the task needs."),
            place,
        )


def _print(text: str, verdicts: Mapping[str, Verdict]) -> None:
    from prompt_tutor.cli.feedback import criterion_title, verdict_line

    met = sum(verdicts[criterion].met for criterion in CRITERIA)
    say(
        heading(
            ngettext("{met} criterion of {count} met", "{met} criteria of {count} met", met).format(
                met=met, count=len(CRITERIA)
            )
        )
    )
    unmet = _("not met")
    for criterion in CRITERIA:
        verdict = verdicts[criterion]
        line = verdict_line(verdict, criterion_title(criterion), text, unmet)
        say(f"{mark(verdict.met)} {line}")
    say()
    say(_("A good prompt does not need all sixteen: what counts depends on the task."))


def _lines(arguments: Namespace) -> int:
    status = 0
    for line, number in read_lines(arguments.file):
        if line is not None and not line.strip():
            continue
        place = f"{place_of(arguments.file)}:{number}"
        id_: str | None = None
        try:
            if line is None:
                raise not_utf8(place)
            entry = _entry(line, place)
            id_ = _id(entry)
            text, language = _text(entry, place), _language(entry, arguments.language, place)
            data = assessment(id_, language, judge(Prompt(text), language))
        except UsageError as error:
            status = 1
            fault = {"code": "line", "message": f"{error.place}: {error.message}", "remedy": error.remedy}
            data = {"id": id_, "error": fault}
        say_json(data, line=True)
    return status


def _entry(line: str, place: str) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(_("This line is not JSON."), _wanted(), place) from error
    if not isinstance(entry, dict):
        raise UsageError(_("This line is not a JSON object."), _wanted(), place)
    return entry


def _wanted() -> str:
    return _("Write {example}.").format(example='{"id": "…", "text": "…", "language": "fr"}')


def _id(entry: Mapping[str, Any]) -> str | None:
    id_ = entry.get("id")
    return id_ if isinstance(id_, str) or id_ is None else json.dumps(id_)


def _text(entry: Mapping[str, Any], place: str) -> str:
    text = entry.get("text")
    if not isinstance(text, str):
        raise UsageError(_("This line has no text."), _wanted(), place)
    _check_length(text, place)
    return text


def _language(entry: Mapping[str, Any], asked: str, place: str) -> str:
    language = entry.get("language") or asked
    if not language:
        return detect(str(entry["text"]))
    if language not in LANGUAGES:
        raise UsageError(
            _("The language “{language}” is not known here.").format(language=str(language)[:60]),
            _("Write “fr” or “en”, or leave it out: it is then detected."),
            place,
        )
    return str(language)
