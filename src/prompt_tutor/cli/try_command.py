"""`prompt-tutor try SCENARIO`: one attempt, graded and answered, without a screen."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.authoring.calibrate import languages_of
from prompt_tutor.cli.attempt_data import attempt_data
from prompt_tutor.cli.feedback import PRIVACY, answer_heading, brief_lines, fault_line, feedback_lines, waiting_line
from prompt_tutor.cli.input import STANDARD, read_text
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.models import check_options, chosen_judge, chosen_model
from prompt_tutor.cli.output import Stream, say, say_aside, say_json, warn, warn_of
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.gate import consent_to, held_back
from prompt_tutor.learning.judging import judge_attempt
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo


@dataclass
class _Outcome:
    """What came of the attempt, and what could not be kept."""

    attempt: Attempt
    before: Attempt | None = None
    fault: StorageError | None = None


@dataclass
class _Screen:
    """Shows an answer as it comes, unless data were asked for; remembers whether anything was shown.

    Attributes:
        send_personal_data: whether to send what the personal-data gate holds back.
    """

    model: Model
    quiet: bool
    judge: Model | None = None
    send_personal_data: bool = False
    stream: Stream | None = field(default=None, init=False)
    who: ModelInfo | None = field(default=None, init=False)

    def say_who(self, info: ModelInfo) -> None:
        """Take note of who answers."""
        self.who = info

    def show(self, chunk: Chunk) -> None:
        if chunk.waiting:
            say_aside(waiting_line(chunk.waiting))
        if self.quiet or not chunk.text:
            return
        if self.stream is None:
            say(answer_heading(self.who or self.model.info))
            say()
            self.stream = Stream()
        self.stream.write(chunk.text)

    def close(self) -> None:
        """End the answer, if one has begun to show; from here on nothing more of it shows."""
        if self.stream and not self.quiet:
            self.stream.close()
        self.quiet = True


def run(arguments: Namespace) -> int:
    """Make one attempt on `arguments.scenario` and print the feedback; return 0, 1, or 3 as its parts went."""
    check_options(arguments.model, arguments.api_base)
    scenario = open_packs(arguments).scenario(arguments.scenario)
    language = _prompt_language(scenario, arguments.language)
    draft = _read_prompt(scenario, language, arguments.prompt)
    offline = arguments.settings.offline
    model = chosen_model(arguments.model, arguments.api_base, offline=offline)
    judge = chosen_judge(arguments.judge, arguments.judge_api_base, offline=offline)
    screen = _Screen(model, quiet=arguments.json, judge=judge, send_personal_data=arguments.send_personal_data)
    outcome = _attempt(scenario, language, draft, screen)
    if outcome.fault:
        warn_of(outcome.fault)
    answer = outcome.attempt.answer
    if arguments.json:
        say_json(attempt_data(outcome.attempt, scenario, outcome.fault))
    else:
        screen.close()
        if answer and answer.fault:
            warn(fault_line(answer.fault))
        for line in feedback_lines(outcome.attempt, outcome.before, scenario):
            say(line)
    if outcome.fault or answer is None or (answer.fault and answer.fault.code != PRIVACY):
        return 3
    return 0 if outcome.attempt.grade.passed else 1


def _prompt_language(scenario: Scenario, asked: str) -> str:
    written = languages_of(scenario)
    if asked and asked not in written:
        raise UsageError(
            _("The scenario “{scenario}” is not written in “{language}”.").format(scenario=scenario.id, language=asked),
            _("Use: {languages}.").format(languages=", ".join(written)),
        )
    return asked or (i18n.language() if i18n.language() in written else written[0])


def _read_prompt(scenario: Scenario, language: str, name: str) -> str:
    if name == STANDARD and sys.stdin.isatty():
        for line in brief_lines(scenario, language):
            say_aside(line)
    return read_text(name)


def _attempt(scenario: Scenario, language: str, draft: str, screen: _Screen) -> _Outcome:
    """Make the attempt; where it cannot be kept, make it all the same and say why it is not kept.

    The model is asked once: a storage that fails after that is said by the outcome, it raises nothing.
    """
    try:
        with open_database(data_folder()) as database:
            if database.notice:
                warn(database.notice)
            return asyncio.run(_make(Exercise(scenario, language, Attempts(database)), draft, screen))
    except StorageError as error:
        fault = error
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="prompt-tutor-", ignore_cleanup_errors=True))
        database = stack.enter_context(open_database(Path(folder)))
        outcome = asyncio.run(_make(Exercise(scenario, language, Attempts(database)), draft, screen))
        return replace(outcome, fault=fault)


async def _make(exercise: Exercise, draft: str, screen: _Screen) -> _Outcome:
    history = exercise.history()
    attempt = exercise.submit(draft)
    passages = held_back(attempt, screen.model.info) if screen.send_personal_data else ()
    consent = consent_to(passages) if passages else None
    answered = await exercise.ask(attempt, screen.model, screen.show, screen.say_who, consent)
    unkept = answered.answer.unkept if answered.answer else None
    if screen.judge:
        screen.close()
        if exercise.scenario.judge.items:
            say_aside(_("The judge is reading; Ctrl+C stops it."))
        answered = await judge_attempt(exercise, answered, screen.judge)
        unkept = unkept or (answered.judgement.unkept if answered.judgement else None)
    return _Outcome(answered, history[-1] if history else None, unkept)
