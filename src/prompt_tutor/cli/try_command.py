"""`prompt-tutor try SCENARIO`: one attempt, graded and answered, without a screen."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.cli.attempt_data import attempt_data
from prompt_tutor.cli.feedback import PRIVACY, answer_heading, brief_lines, fault_line, feedback_lines, waiting_line
from prompt_tutor.cli.input import STANDARD, read_text
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.models import check_options, chosen_judge, chosen_model
from prompt_tutor.cli.output import Stream, say, say_aside, say_json, warn, warn_of
from prompt_tutor.cli.prompt_language import prompt_language
from prompt_tutor.cli.refusal import run_refusal
from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.gate import consent_to, held_back
from prompt_tutor.learning.judging import judge_attempt
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping, Sequence

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo


@dataclass(frozen=True)
class _Told:
    """What the learner says: the prompts in the order of the turns, and the answers corrected before a turn."""

    drafts: tuple[str, ...]
    carried: Mapping[str, str]


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

    def end_turn(self) -> None:
        """End the answer of one turn; the next has a heading of its own."""
        if self.stream and not self.quiet:
            self.stream.close()
        self.stream = None

    def close(self) -> None:
        """End the answer, if one has begun to show; from here on nothing more of it shows."""
        if self.stream and not self.quiet:
            self.stream.close()
        self.quiet = True


def run(arguments: Namespace) -> int:
    """Make one attempt on `arguments.scenario` and print the feedback; return 0, 1, or 3 as its parts went."""
    check_options(arguments.model, arguments.api_base)
    scenario = open_packs(arguments).scenario(arguments.scenario)
    language = prompt_language(scenario, arguments.language)
    if arguments.decline is not None:
        return run_refusal(scenario, language, arguments.decline, as_data=arguments.json)
    drafts = _read_prompts(scenario, language, arguments.prompt or [STANDARD])
    carried = _read_carried(scenario, arguments.carried)
    offline = arguments.settings.offline
    model = chosen_model(arguments.model, arguments.api_base, offline=offline)
    judge = chosen_judge(arguments.judge, arguments.judge_api_base, offline=offline)
    screen = _Screen(model, quiet=arguments.json, judge=judge, send_personal_data=arguments.send_personal_data)
    outcome = _attempt(scenario, language, _Told(drafts, carried), screen)
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


def _read_prompts(scenario: Scenario, language: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the prompts in the files `names`; raises UsageError where there are more than the scenario has turns."""
    turns = len(scenario.turn_ids)
    if len(names) > turns or names.count(STANDARD) > 1:
        raise UsageError(
            ngettext(
                "The scenario “{scenario}” takes {count} prompt.",
                "The scenario “{scenario}” takes {count} prompts.",
                turns,
            ).format(scenario=scenario.id, count=turns),
            _("Give “--prompt FILE” once for each turn, and “-” once at the most."),
        )
    if STANDARD in names and sys.stdin.isatty():
        for line in brief_lines(scenario, language):
            say_aside(line)
    return tuple(read_text(name) for name in names)


def _read_carried(scenario: Scenario, given: Sequence[str]) -> dict[str, str]:
    """Return the answers that were corrected before a turn, each given as TURN=FILE; raises UsageError."""
    carried = {}
    for each in given:
        turn, equals, name = each.partition("=")
        if not equals or turn not in scenario.turn_ids:
            raise UsageError(
                _("“{given}” names no turn of this scenario.").format(given=each),
                _("Write --carried TURN=FILE; turns here: {turns}.").format(
                    turns=", ".join(filter(None, scenario.turn_ids)) or "—"
                ),
            )
        carried[turn] = read_text(name)
    return carried


def _attempt(scenario: Scenario, language: str, told: _Told, screen: _Screen) -> _Outcome:
    """Make the attempt; where it cannot be kept, make it all the same and say why it is not kept.

    The model is asked once: a storage that fails after that is said by the outcome, it raises nothing.
    """
    try:
        with open_database(data_folder()) as database:
            if database.notice:
                warn(database.notice)
            return asyncio.run(_make(Exercise(scenario, language, Attempts(database)), told, screen))
    except StorageError as error:
        fault = error
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="prompt-tutor-", ignore_cleanup_errors=True))
        database = stack.enter_context(open_database(Path(folder)))
        outcome = asyncio.run(_make(Exercise(scenario, language, Attempts(database)), told, screen))
        return replace(outcome, fault=fault)


async def _make(exercise: Exercise, told: _Told, screen: _Screen) -> _Outcome:
    turns = list(zip(exercise.scenario.turn_ids, told.drafts, strict=False))
    before = next((each for each in reversed(exercise.history()) if each.turn == len(turns) - 1), None)
    outcome = None
    for turn, draft in turns:
        after = outcome.attempt if outcome else None
        attempt = exercise.submit(draft, after, told.carried.get(turn))
        outcome = await _answer(exercise, attempt, screen)
        answer = outcome.attempt.answer
        if outcome.fault or answer is None or answer.fault:
            break  # without its answer the conversation cannot go on
    if outcome is None:
        raise ValueError("no prompt to send")
    return replace(outcome, before=before)


async def _answer(exercise: Exercise, attempt: Attempt, screen: _Screen) -> _Outcome:
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
    screen.end_turn()
    return _Outcome(answered, None, unkept)
