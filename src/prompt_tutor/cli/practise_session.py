"""An exercise led line by line: the case, a menu in words, what is written, what comes of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from prompt_tutor.cli.feedback import PRIVACY, fault_line, feedback_lines, situation_lines, standing_line
from prompt_tutor.cli.menu import Act, choose
from prompt_tutor.cli.output import heading, say, warn, warn_of
from prompt_tutor.cli.practise_answer import answer, ask_consent
from prompt_tutor.cli.practise_dispute import ask_dispute
from prompt_tutor.cli.practise_reading import Reading
from prompt_tutor.cli.refusal import refusal_lines
from prompt_tutor.errors import StorageError, TutorError, UsageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.learning.conversation import Conversation, conversation_of, may_go_on
from prompt_tutor.learning.disputes import disputable
from prompt_tutor.learning.hints import solution_earned
from prompt_tutor.llm.opening import open_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prompt_tutor.cli.practise_writing import Writing
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.llm.model import Model
    from prompt_tutor.settings import Settings
    from prompt_tutor.storage.drafts import Drafts

_PACE = 0.02
"""Seconds between two pieces of a simulated answer, where a person reads along: as in the tutor."""


@dataclass(frozen=True, slots=True)
class Models:
    """Makes the models that `settings` name; a `person` sees a simulated answer come."""

    settings: Settings
    person: bool

    def model(self) -> Model:
        """Return the model that answers; raises UsageError where offline mode forbids it."""
        settings = self.settings
        delay = _PACE if self.person else 0.0
        return open_model(settings.model, settings.api_base, offline=settings.offline, delay=delay)

    def judge(self) -> Model | None:
        """Return the judge, None where there is none; raises UsageError as `model` does."""
        from prompt_tutor.cli.models import chosen_judge

        settings = self.settings
        return chosen_judge(settings.judge, settings.judge_api_base, offline=settings.offline)


class Session:
    """One exercise from its brief to the end of input.

    Args:
        exercise: what is practised, and where its attempts are kept.
        drafts: where what is being written is kept.
        writing: how it is written.
        models: who answers.
    """

    def __init__(self, exercise: Exercise, drafts: Drafts, writing: Writing, models: Models) -> None:
        self._exercise = exercise
        self._scenario = exercise.scenario
        self._language = exercise.language
        self._drafts = drafts
        self._writing = writing
        self._models = models
        self._attempts = exercise.history()
        self._conversation = conversation_of(self._attempts)
        self._reading = Reading(exercise.scenario, exercise.language, writing.keyboard)
        self._carried: str | None = None
        self._status = 1
        self._done = False

    def run(self) -> int:
        """Lead the exercise; return the exit status: 0 goal reached, 1 not, 3 where the model or the storage failed."""
        for line in situation_lines(self._scenario, self._language):
            say(line)
        self._say_earlier()
        self._say_turn()
        while not self._done:
            act = choose(tuple(self._acts()), self._writing.keyboard)
            if act is None:
                break
            try:
                act.do()
            except UsageError as error:
                warn_of(error)
            except StorageError as error:
                warn_of(error)
                self._status = 3
        return self._status

    @property
    def _own(self) -> tuple[Attempt, ...]:
        """The attempts at the present turn."""
        return self._conversation.own(self._attempts)

    @property
    def _last(self) -> Attempt | None:
        return self._own[-1] if self._own else None

    def _acts(self) -> Iterator[Act]:
        own, last, reading = self._own, self._last, self._reading
        if last is None and not self._draft():
            yield Act(_("write: your prompt"), self._write)
        else:
            yield Act(_("restart: write the prompt anew"), self._write)
            if not self._writing.in_editor:
                yield Act(_("add: go on with the prompt, below what stands there"), self._add)
        if may_go_on(last, self._scenario):
            yield Act(_("go on: the next request of this scenario"), self._go_on)
        if self._conversation.turn:
            yield Act(_("turn back: to the first request of this scenario"), self._begin_again)
        if len(own) > 1:
            yield Act(_("compare: the last two attempts"), partial(reading.compare, own))
        if reading.hinted(last):
            yield Act(_("hint: for what comes first"), partial(reading.hint, own))
        if last and disputable(last):
            yield Act(_("dispute: you wrote what a criterion asks for"), partial(self._dispute, last))
        if self._solution() and solution_earned(self._attempts, self._conversation.turn):
            yield Act(_("solution: one possible prompt"), self._say_solution)
        if self._scenario.documents:
            yield Act(_("document: read one"), reading.document)
        yield Act(_("situation: read it again"), self._say_situation)
        if self._scenario.decline:
            yield Act(_("decline: not with AI, and why"), self._decline)
        yield Act(_("quit: everything is kept"), self._quit)

    # --- What stands there --------------------------------------------------------------------------------------------

    def _say_situation(self) -> None:
        say()
        for line in situation_lines(self._scenario, self._language):
            say(line)
        self._say_turn()

    def _solution(self) -> str:
        return self._scenario.solution_drafts(self._language)[self._conversation.turn]

    def _say_solution(self) -> None:
        say()
        say(heading(_("One possible solution, among others")))
        say(self._solution())

    def _say_earlier(self) -> None:
        if self._attempts:
            count = len(self._attempts)
            words = ngettext("You have made {count} attempt here.", "You have made {count} attempts here.", count)
            say()
            say(words.format(count=count) + " " + standing_line(self._attempts[-1]))

    def _say_turn(self) -> None:
        turns = self._scenario.turns
        if not turns:
            return
        number = self._conversation.turn
        turn = turns[number]
        say()
        say(heading(_("Request {number} of {count}").format(number=number + 1, count=len(turns))))
        say(turn.request.in_(self._language))
        if turn.given:
            say()
            say(heading(_("The answer that stands there")))
            say(turn.given.in_(self._language))

    # --- Writing and sending ------------------------------------------------------------------------------------------

    def _place(self) -> str:
        """Return where the draft is kept: that of the tutor's free practice, for each later turn one of its own."""
        place = f"scenario/{self._scenario.name}/{self._language}"
        turn = self._conversation.turn
        return f"{place}#{self._scenario.turn_ids[turn]}" if turn else place

    def _draft(self) -> str:
        """Return what was written last: the draft that was kept, else the prompt that was sent."""
        return self._drafts.load(self._place()) or (self._last.draft if self._last else "")

    def _keep(self, draft: str) -> None:
        try:
            self._drafts.save(self._place(), draft)
        except StorageError as error:
            warn_of(error)

    def _write(self) -> None:
        # The editor opens on what stands there; typed, it begins with nothing.
        self._send(self._draft() if self._writing.in_editor else "")

    def _add(self) -> None:
        draft = self._draft()
        say()
        say(draft)
        self._send(draft)

    def _send(self, before: str) -> None:
        say()
        self._say_how()
        try:
            draft = self._writing.text(before, self._keep)
        except KeyboardInterrupt:
            say()
            say(_("Your draft is kept."))
            raise
        attempt = self._exercise.submit(draft, self._conversation.after, self._carried)
        answered, failed = self._ask(attempt)
        before_this = self._last
        self._attempts = (*self._attempts, answered)
        for line in feedback_lines(answered, before_this, self._scenario):
            say(line)
        self._status = 3 if failed else int(not answered.grade.passed)

    def _say_how(self) -> None:
        if self._writing.in_editor:
            say(_("Your editor opens: write the prompt there, save it and close the editor."))
        else:
            say(_("Write your prompt, over as many lines as you like. A line with a dot alone sends it."))
        for document in self._scenario.documents:
            name = "{{" + document.id + "}}"
            title = document.title.in_(self._language)
            say("  " + _("{name} stands for the document “{title}”.").format(name=name, title=title))

    def _ask(self, attempt: Attempt) -> tuple[Attempt, bool]:
        """Return `attempt` with its answer, or with what came of it, and whether the model or the storage failed."""
        say()
        say(_("Sent. The answer is coming; Ctrl+C stops it."))
        person = self._models.person
        try:
            model, judge = self._models.model(), self._models.judge()
            consent = ask_consent(attempt, model, self._writing.keyboard)
            asking = answer(self._exercise, attempt, model, judge=judge, consent=consent, person=person)
            attempt = asyncio.run(asking)
        except KeyboardInterrupt:
            say(_("Stopped. What came of the answer is kept."))
            kept = next(each for each in reversed(self._exercise.history()) if each.id == attempt.id)
            return replace(attempt, answer=kept.answer), False
        except TutorError as error:
            warn_of(error)
            return attempt, True
        found = attempt.answer
        if found and found.fault:
            # What the gate held back was asked about here: the option of `try` that sends it is of no use.
            held = found.fault.code == PRIVACY
            warn(f"{found.fault.message} {found.fault.remedy}" if held else fault_line(found.fault))
        if found and found.unkept:
            warn_of(found.unkept)
        return attempt, bool(found and (found.unkept or (found.fault and found.fault.code != PRIVACY)))

    def _dispute(self, last: Attempt) -> None:
        disputed = ask_dispute(self._exercise, last, self._writing.keyboard)
        self._attempts = tuple(disputed if each.id == last.id else each for each in self._attempts)
        for line in feedback_lines(disputed, None, self._scenario):
            say(line)
        self._status = int(not disputed.grade.passed)

    # --- Several turns, and the rest ----------------------------------------------------------------------------------

    def _go_on(self) -> None:
        last = self._last
        if last is None or last.answer is None:
            raise ValueError("no answer to go on from")
        turn = self._scenario.turns[self._conversation.turn + 1]
        carried = None
        if turn.carry == "edit":
            say()
            say(_("Read the answer again before you go on with it: correct what is wrong."))
            carried = self._writing.corrected(last.answer.text)
        self._conversation, self._carried = self._conversation.forward(self._attempts), carried
        self._say_turn()

    def _begin_again(self) -> None:
        self._conversation, self._carried = Conversation(), None
        self._say_turn()

    def _decline(self) -> None:
        decline = self._scenario.decline
        if decline is None:
            raise ValueError("a scenario that offers no declining")
        say()
        say(_("Write why AI should not be used here. A line with a dot alone ends it."))
        grade = self._exercise.decline(self._writing.text(""))
        say()
        for line in refusal_lines(decline, grade):
            say(line)
        self._status = int(not grade.passed)

    def _quit(self) -> None:
        say(_("Everything is kept. See you soon."))
        self._done = True
