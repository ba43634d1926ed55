"""An answer in which the learner marks what is wrong; what was missed, and what was accused wrongly, is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.containers import Vertical
from textual.widgets import Static

from prompt_tutor.grading.words import sentences
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.rows import Passage, Row, RowsView
from prompt_tutor.tui.steps.spotting import checked_row, flaws_in, found_words, unchecked_row
from prompt_tutor.tui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Spot
    from prompt_tutor.tui.steps.kept import KeptMarks
    from prompt_tutor.tui.steps.step import Setting


class SpotView(RowsView):
    """Each sentence of the answer is a row; Enter marks it, or takes the mark away."""

    def __init__(self, step: Spot, kept: KeptMarks, setting: Setting) -> None:
        super().__init__(kept, setting)
        self._step = step
        text = step.answer.in_(setting.language)
        self._sentences = [text[start:end] for start, end in sentences(text, setting.language)]
        self._errors = [flaws_in(sentence, step.errors, setting.language) for sentence in self._sentences]
        self._marked: set[int] = set()

    def page(self) -> Iterator[Widget]:
        """Yield the question, the material if any, and the answer sentence by sentence."""
        language = self.setting.language
        yield Prose(self._step.question.in_(language))
        if self._step.source is not None:
            yield Vertical(
                Static(_("What the answer was to be drawn from"), classes="label", markup=False),
                Prose(self._step.source.in_(language), lines=True),
                classes="card",
            )
        yield Static("", classes="rows-words muted", markup=False)
        for number in range(len(self._sentences)):
            yield Passage(number)

    def on_mount(self) -> None:
        """Show the sentences."""
        super().on_mount()
        self._show_all()

    def bring_back(self, marks: Any) -> None:
        """Mark the sentences that were marked, checked if they were."""
        self._marked = set(marks["marked"])
        if marks["checked"]:
            self.reopen_checked()
        self._show_all()

    def _keep_marked(self) -> None:
        self.keep({"marked": sorted(self._marked), "checked": self.checked})

    def main_words(self) -> str:
        """Return the words of the main action."""
        return super().main_words() if self.checked else _("See what was wrong")

    def on_row_changed(self, message: Row.Changed) -> None:
        """Mark the sentence, or take its mark away."""
        self._marked ^= {message.row.number}
        if self.checked:
            self.set_checked(checked=False)
        self._show_all()
        self._keep_marked()

    def action_check(self) -> None:
        """Tell what was found, what was missed, and what was accused wrongly."""
        self.set_checked(checked=True)
        self._show_all()
        self._keep_marked()
        self.show_outcome()

    def _show_all(self) -> None:
        self.query_one(".rows-words", Static).update(visible(self._words()))
        for row in self.query(Row):
            self._show(row)

    def _words(self) -> str:
        if not self.checked:
            marked = len(self._marked)
            words = ngettext(
                "Enter marks the sentence that you doubt. {count} marked.",
                "Enter marks the sentences that you doubt. {count} marked.",
                marked,
            )
            return words.format(count=marked)
        return found_words({number for number, errors in enumerate(self._errors) if errors}, self._marked)

    def _show(self, row: Row) -> None:
        sentence, marked = self._sentences[row.number], row.number in self._marked
        if self.checked:
            row.say(checked_row(sentence, self._errors[row.number], self.setting.language, marked=marked))
        else:
            row.say(unchecked_row(sentence, marked=marked))
