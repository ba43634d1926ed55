"""A text to write for residents: checked, then compared with a sample. It earns no score."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.writing import read_text
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.step import Page, Setting, StepView
from prompt_tutor.tui.visible import one_line, visible
from prompt_tutor.tui.widgets.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Write
    from prompt_tutor.learning.writing import Finding
    from prompt_tutor.storage.drafts import Drafts

_PAUSE = 0.6
"""Seconds after the last key until the text is kept: within a second of typing, and not at each key."""


class WriteView(StepView):
    """F5 checks the text; the main action does so first, then goes on. The text is kept as it is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5,ctrl+j", "check", N_("Check"), priority=True),
        Binding("enter", "main", N_("Continue")),
        Binding("down", "reach", show=False, priority=True),
        Binding("pageup", "screen.scroll(-10)", show=False, priority=True),
        Binding("pagedown", "screen.scroll(10)", show=False, priority=True),
    ]

    def __init__(self, step: Write, lesson: str, drafts: Drafts, setting: Setting) -> None:
        super().__init__(setting)
        self._step = step
        self._place = f"{lesson}/{step.id}"
        self._drafts = drafts
        self._checked = False
        self._unkept: str | None = None

    def page(self) -> Iterator[Widget]:
        """Yield what to write, from what, the editor, and below what comes of it."""
        language = self.setting.language
        yield Prose(self._step.request.in_(language))
        if self._step.material is not None:
            yield Vertical(
                Static(_("What to start from"), classes="label", markup=False),
                Prose(self._step.material.in_(language), lines=True),
                classes="card",
            )
        yield Editor("", _("Write here what you would say to residents…"))
        yield Static("", classes="write-words", markup=False)
        sample = Vertical(
            Static(_("One possible text"), classes="label", markup=False),
            Prose(self._step.sample.in_(language)),
            Static(_("Reread yours with these questions"), classes="label", markup=False),
            Prose("\n".join(f"- {one_line(each.in_(language))}" for each in self._step.self_check)),
            classes="card sample",
        )
        sample.display = False
        yield sample

    def on_mount(self) -> None:
        """Bring back what was written before."""
        super().on_mount()
        self.run_worker(self._bring_back(), group="bring-back")

    async def _bring_back(self) -> None:
        kept = await asyncio.to_thread(self._drafts.load, self._place)
        if kept and self.is_attached:
            with self.query_one(Editor).prevent(TextArea.Changed):  # nobody has typed: keep nothing, scroll nowhere
                self.query_one(Editor).load_text(kept)

    def main_words(self) -> str:
        """Return the words of the main action."""
        return super().main_words() if self._checked else _("Check my text")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the editor while one writes, and ↓ once all of it is in view."""
        if action == "main":
            return not isinstance(self.screen.focused, Editor)
        if action == "reach":
            page, editor = self.query_one(Page), self.query_one(Editor)
            return editor.has_focus and editor.region.bottom > page.region.bottom
        return super().check_action(action, parameters)

    @property
    def counts_as_done(self) -> bool:
        """Whether a text was checked."""
        return self._checked

    def focus_first(self) -> None:
        """Begin in the editor."""
        self.query_one(Editor).focus(scroll_visible=False)

    def action_reach(self) -> None:
        """Scroll down to the editor: what it is to be about is read first."""
        self.query_one(Page).scroll_relative(y=3, animate=False)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep the text once the learner pauses; nobody writes out of sight."""
        if event.text_area.has_focus:
            event.text_area.scroll_visible(animate=False)
        self._unkept = event.text_area.text
        self.run_worker(self._keep(self._unkept), group="draft", exclusive=True)

    async def _keep(self, text: str) -> None:
        await asyncio.sleep(_PAUSE)
        await asyncio.to_thread(self._drafts.save, self._place, text)
        if self._unkept == text:
            self._unkept = None

    def on_unmount(self) -> None:
        """Keep the text that is there: the learner may leave at any moment."""
        if self._unkept is not None:
            self._drafts.save(self._place, self._unkept)

    def action_check(self) -> None:
        """Say what was found in the text, and show the sample below."""
        self.run_worker(self._check(), group="check", exclusive=True)

    async def _check(self) -> None:
        text = self.query_one(Editor).text
        words = self.query_one(".write-words", Static)
        if not text.strip():
            words.update(visible(_("Write a sentence first: a draft is enough.")))
            return
        findings = await asyncio.to_thread(read_text, self._step, text, self.setting.language)
        if not words.is_attached:
            return
        words.update(_shown(findings))
        sample = self.query_one(".sample", Vertical)
        sample.display = True
        self._checked = True
        self.query_one("#main", MainButton).relabel(self.main_words())
        self.post_message(self.Done())
        self.query_one("#main").focus(scroll_visible=False)
        self.call_after_refresh(words.scroll_visible, animate=False)

    def action_main(self) -> None:
        """Check the text, or go on once that is done."""
        if self._checked:
            self.forward()
        else:
            self.action_check()


def _shown(findings: tuple[Finding, ...]) -> Content:
    parts: list[str | tuple[str, str]] = []
    for finding in findings:
        sign, style = ("✓", "bold $text-success") if finding.held else ("✗", "bold $text-warning")
        state = _("there") if finding.held else _("to revise")
        parts += [(f"{sign} {visible(finding.title)} ({state})", style), f" {visible(finding.detail)}\n"]
    return Content.assemble(*parts)
