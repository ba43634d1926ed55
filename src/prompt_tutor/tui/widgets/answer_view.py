"""The answer: who gives it, how far it is, and its text as it comes, with marked passages once it is whole."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.gate import consent_words
from prompt_tutor.learning.measure import measure_words
from prompt_tutor.learning.recorded_words import recorded_words
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.answer_text import AnswerText
from prompt_tutor.tui.widgets.findings import SHOWS, omission_marks
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.timer import Timer

    from prompt_tutor.learning.attempt import Answer
    from prompt_tutor.llm.model import Chunk, ModelInfo, Waiting
    from prompt_tutor.tui.widgets.marked_text import Mark

_FRAME: Final = 1 / 15
"""Seconds between two paintings of an answer that is coming."""


class AnswerView(Vertical):
    """Shows one answer."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "screen.recorded_prompt", N_("Recorded prompt"))]

    def __init__(self, *, id: str, classes: str) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id, classes=classes)
        self._text = ""
        self._painted = 0
        self._said = ""
        self._began = 0.0
        self._timer: Timer | None = None
        self._answer: Answer | None = None
        self._again: tuple[Waiting, float] | None = None

    def compose(self) -> ComposeResult:
        """Compose the heading, the text and the line below it."""
        yield Words(_("The answer"), id="answer-model", classes="pane-title")
        page = AnswerText(id="answer-page")
        page.show(_("The model’s answer to your prompt will be shown here."))
        yield page.add_class("empty")
        yield Words("", id="answer-state", classes="state-line")
        yield Words("", id="answer-standing", classes="state-line")

    def on_mount(self) -> None:
        """Have the text painted as it comes."""
        self._timer = self.set_interval(_FRAME, self._paint, pause=True)

    def begin(self, standing: str) -> None:
        """Empty the view for an answer that is about to come; `standing` is how the prompt stands."""
        self._text, self._painted, self._answer, self._again = "", 0, None, None
        self._said = ""
        self._static("answer-standing").update(standing)
        self._began = time.monotonic()
        self._static("answer-model").update(_("The answer"))
        self._page.show("")
        self._page.remove_class("empty")
        self._page.scroll_home(animate=False)
        if self._timer is not None:
            self._timer.resume()
        self._paint()

    def say_who(self, info: ModelInfo) -> None:
        """Say who answers; a simulated answer is always said to be one."""
        if info.simulated:
            name = _("Simulated answer, made up for the exercise")
        elif info.kind == "recorded":
            name = visible(recorded_words(info))
        else:
            name = _("Answer of {model}").format(model=visible(info.id))
        self._static("answer-model").update(Content(name))

    def add(self, chunk: Chunk) -> None:
        """Add a piece of the answer, or say that the model is asked again after a pause; it is painted shortly."""
        self._text += chunk.text
        self._again = (chunk.waiting, time.monotonic()) if chunk.waiting else None

    def show(self, answer: Answer, standing: str, *, onward: bool = False) -> None:
        """Show an answer that has ended, whole or not; `onward` says that another turn may follow."""
        self._answer, self._text = answer, answer.text
        words = _("{standing} · feedback: F4 · next turn: F7") if onward else _("{standing} · feedback: F4")
        self._static("answer-standing").update(words.format(standing=standing))
        if self._timer is not None:
            self._timer.pause()
        self.say_who(answer.model)
        self.mark(())
        parts = [_ended(answer)]
        if answer.consent:
            parts.append(visible(consent_words(answer.consent)))
        if answer.measure and answer.model.kind == "live" and not _held_back(answer):
            parts.append(measure_words(answer.measure))
        if answer.model.recorded:
            parts.append(_("F9: the prompt that it was recorded for"))
        if answer.passages:
            parts.append(_("{sign} shows what the prompt left out").format(sign=SHOWS))
        self._static("answer-state").update(" · ".join(part for part in parts if part))

    def rest(self, title: str, text: str) -> None:
        """Show `text`, which stands here before anything is sent, under `title`."""
        self._answer, self._text, self._painted = None, text, 0
        if self._timer is not None:
            self._timer.pause()
        self._static("answer-model").update(title)
        self._page.set_class(not text, "empty")
        self._page.show(text or _("The model’s answer to your prompt will be shown here."))
        self._page.scroll_home(animate=False)
        for name in ("answer-state", "answer-standing"):
            self._static(name).update("")

    def fail(self) -> None:
        """Stop waiting for an answer that will not come."""
        if self._timer is not None:
            self._timer.pause()
        self._static("answer-state").update("")

    def mark(self, marks: Sequence[Mark]) -> None:
        """Mark passages of the answer and bring the first into view; without any, those that show an omission."""
        if self._answer is None:
            return
        self._page.remove_class("empty")
        self._page.show(self._text or _("No text came."), marks or omission_marks(self._answer))
        if marks:
            self._page.bring_into_view(min(marks, key=lambda mark: mark.span))

    def _paint(self) -> None:
        if not self.is_attached:
            return
        if len(self._text) != self._painted:
            self._painted = len(self._text)
            self._page.grow(self._text)
        state = self._state()
        if state != self._said:  # each update lays the screen out
            self._said = state
            self._static("answer-state").update(state)

    def _state(self) -> str:
        if self._again is None:
            seconds = int(time.monotonic() - self._began)
            return _("The answer is coming… {seconds} s · Esc stops it").format(seconds=seconds)
        waiting, since = self._again
        return _("{why}: trying again in {seconds} s ({attempt} of {most}); Esc stops it").format(
            why=waiting.why,
            seconds=max(0, math.ceil(since + waiting.seconds - time.monotonic())),
            attempt=waiting.attempt,
            most=waiting.most,
        )

    @property
    def _page(self) -> AnswerText:
        return self.query_one(AnswerText)

    def _static(self, name: str) -> Words:
        return self.query_one(f"#{name}", Words)


def _held_back(answer: Answer) -> bool:
    return bool(answer.fault and answer.fault.code == "privacy")


def _ended(answer: Answer) -> str:
    if _held_back(answer):
        return _("! Nothing was sent")
    if answer.status == "cancelled":
        return _("Stopped before its end")
    if answer.status == "failed":
        return _("! The answer did not come to its end")
    return ""
