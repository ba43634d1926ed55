"""The eight questions of `prompt-tutor new scenario ID --ask`, on a terminal or from standard input."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from prompt_tutor.authoring.asked import write_from
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.check_file import SCENARIO_FILE
from prompt_tutor.authoring.questions import ANSWERS_FILE, QUESTIONS, WAYS, groups, keep_answers, load_answers
from prompt_tutor.authoring.scaffold import free_place, languages_in, pack_in, write_new
from prompt_tutor.cli.input import STANDARD, read_lines, read_text
from prompt_tutor.cli.output import escape, mark, say, warn_of
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prompt_tutor.authoring.asked import Change
    from prompt_tutor.authoring.questions import Answers, Question

END: Final = "."
"""The line that ends an answer of several lines."""

_SIGN: Final = "> "
_LONGEST_WORDING: Final = 4
"""Words that one of the wordings of question 6 may have: more are a sentence, which nobody else writes."""

_UNREAD: Final = (".docx", ".doc", ".odt", ".pdf", ".rtf", ".xlsx", ".xls", ".ods")
_TEXT: Final = (".md", ".txt", ".csv")
_LONGEST_NAME: Final = 400


def ask_scenario(id_: str, folder: Path) -> list[Path] | None:
    """Ask the eight questions and write the scenario `id_` into the pack in `folder`; return the files written.

    Where the answers do not make a scenario that holds, say which to change, keep them, and return None. Raises
    UsageError where an answer is missing or the pack speaks two languages, StorageError where nothing can be written.
    """
    pack = pack_in(folder)
    home = free_place(pack, id_)
    languages = languages_in(pack)
    if len(languages) > 1:
        raise UsageError(
            _("The questions write a scenario in one language, and this pack promises two."),
            _("Name another folder, or do without --ask: the example then has both."),
            str(pack),
        )
    kept = home / ANSWERS_FILE
    answers = load_answers(kept)
    line = _reader()
    for question in QUESTIONS:
        answers = _ask(question, answers, line)
        keep_answers(answers, kept)
    asked = write_from(answers, id_, languages[0])
    if asked.changes:
        _tell_changes(asked.changes, kept)
        return None
    written = write_new(pack, "scenario", {home / name: text for name, text in asked.files.items()})
    kept.unlink(missing_ok=True)
    _tell_warnings(home / SCENARIO_FILE)
    return written


def _tell_changes(changes: tuple[Change, ...], kept: Path) -> None:
    for change in changes:
        where = _("Question {number}").format(number=change.question) if change.question else _("Somewhere")
        said = _("{question}: {message} {remedy}").format(question=where, message=change.message, remedy=change.remedy)
        say(f"{mark(False)} {said}")
    say(
        _("Your answers are kept in {file}. Run the same command again: an empty line keeps an answer.").format(
            file=kept
        )
    )


def _tell_warnings(file: Path) -> None:
    warnings = len(check([file]))
    passes = _("The scenario passes “check”.")
    say(f"{mark(True)} {passes}")
    if warnings:
        say(
            ngettext(
                "{count} thing would make it better; “check” tells which.",
                "{count} things would make it better; “check” tells which.",
                warnings,
            ).format(count=warnings)
        )


def _ask(question: Question, answers: Answers, line: Callable[[str], str | None]) -> Answers:
    kept = answers.get(question.key)
    while True:
        say()
        words = (
            _("Question {number} of 8, continued. {text}") if question.goes_on else _("Question {number} of 8. {text}")
        )
        say(words.format(number=question.number, text=_(question.text)))
        if question.long:
            say(_("(Several lines are fine; end with a line that holds only a full stop.)"))
        if kept:
            say(_("(An empty line keeps: {answer})").format(answer=_short(kept)))
        given = _long_answer(line, question) if question.long else line(_SIGN)
        if given is None:
            raise UsageError(
                _("Question {number} has no answer; what came before is kept.").format(number=question.number),
                _("Run the same command again: an empty line keeps an answer."),
            )
        if given.strip():
            try:
                return _taken(question, answers, given.strip())
            except UsageError as error:
                if not sys.stdin.isatty():
                    raise
                warn_of(error)
                continue
        if kept:
            return answers
        if not sys.stdin.isatty():
            raise UsageError(
                _("Question {number} has no answer; what came before is kept.").format(number=question.number),
                _("Run the same command again: an empty line keeps an answer."),
            )


def _taken(question: Question, answers: Answers, given: str) -> Answers:
    if question.key in WAYS:
        _refuse_sentence(given)
    if question.key != "document":
        return answers.having(question.key, given)
    file = _file_named(given)
    if file is None:
        return replace(answers, document=given, document_name="")
    return replace(answers, document=read_text(str(file)).strip(), document_name=file.name)


def _refuse_sentence(given: str) -> None:
    for wording in (wording for group in groups(given) for wording in group):
        if len(wording.split()) > _LONGEST_WORDING:
            raise UsageError(
                _("“{wording}” is a sentence: nobody will write it in the same words.").format(wording=wording),
                _(
                    "Give single words, with commas between those that go together and “/” between those that do as "
                    "well."
                ),
            )


def _file_named(given: str) -> Path | None:
    """Return the file that an answer names, None where it is the document itself; raises UsageError."""
    if not _names_file(given):
        return None
    path = _path(given)
    if path.suffix.lower() in _UNREAD:
        raise UsageError(
            _("This kind of file is not read here."), _("Save it as text or as CSV, or paste what it says."), str(path)
        )
    return path


def _names_file(given: str) -> bool:
    """Return whether a line names a file: one that is there, or a single word that ends as files do."""
    if "\n" in given or len(given) > _LONGEST_NAME:
        return False
    path = _path(given)
    return path.is_file() or (" " not in given.strip() and path.suffix.lower() in _UNREAD + _TEXT)


def _path(given: str) -> Path:
    """Return the path in an answer; a terminal puts quotes round the name of a file that is dropped on it."""
    return Path(given.strip("\"' ")).expanduser()


def _long_answer(line: Callable[[str], str | None], question: Question) -> str | None:
    """Return the lines up to one that holds only a full stop; a single empty line, or a file's name, ends at once."""
    lines: list[str] = []
    while (given := line(_("(. to end) > ") if lines else _SIGN)) is not None:
        if given.strip() == END or (not lines and not given.strip()):
            break
        lines.append(given)
        if question.key == "document" and len(lines) == 1 and _names_file(given):
            break
    return "\n".join(lines) if lines or given is not None else None


def _reader() -> Callable[[str], str | None]:
    """Return what gives the next line of an answer, None at the end of the input."""
    if sys.stdin.isatty():
        return _typed
    lines = _piped()
    return lambda _prompt: next(lines, None)


def _typed(prompt: str) -> str | None:
    try:
        return input(prompt)
    except EOFError:
        return None


def _piped() -> Iterator[str]:
    for text, number in read_lines(STANDARD):
        if text is None:
            raise UsageError(
                _("Line {number} is not in UTF-8.").format(number=number),
                _("Open it in your editor and save it again as UTF-8, then try again."),
            )
        yield text.rstrip("\r\n")


def _short(text: str) -> str:
    first = escape(text.split("\n")[0])
    return first if first == text and len(first) <= 60 else first[:59] + "…"
