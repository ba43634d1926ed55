"""The editor of the prompt: plain text, with the passages of a verdict marked in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.marked_text import Mark, in_order, moved

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text
    from textual import events

    from prompt_tutor.grading.prompt import Span

LONGEST_LINE: Final = 4_000
"""Characters in a pasted line: a line of 200 KB costs TextArea a third of a second a key, one of 4,000 nothing."""

_PIECE: Final = re.compile(r".{1,1000}(?:\s|$)|.{1,1000}", re.DOTALL)


class Editor(TextArea):
    """Where the learner writes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "select_whole", show=False)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"editor--evidence", "editor--near", "editor--breaks", "editor--omission"}

    def __init__(self, text: str, placeholder: str = "", *, id: str = "editor") -> None:  # noqa: A002 - Textual's word
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self._marks: list[Mark] = []
        self._marked_text = text
        self._by_line: dict[int, list[tuple[int, int, str]]] = {}

    def on_focus(self) -> None:
        """Wrap the text at the width that there is: out of sight there was none.

        Textual (8.2.8) sends no Resize to a pane that is shown right after another one was scrolled.
        """
        self._rewrap_and_refresh_virtual_size()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave F6 and F7, with which TextArea selects, to the screen; Ctrl+A selects all of it."""
        if action in ("select_line", "select_all"):
            return False
        return super().check_action(action, parameters)

    def action_select_whole(self) -> None:
        """Select all of the text."""
        self.select_all()

    def mark(self, text: str, marks: Iterable[Mark]) -> None:
        """Mark the passages of `text`, the prompt as it was sent, in the text as it stands now."""
        self._marked_text = text
        self._marks = list(marks)
        self._place_marks()
        if self._by_line:
            row = min(self._by_line)
            self.scroll_to(y=max(0, self.wrapped_document.location_to_offset((row, 0)).y - 1), animate=False)

    def follow_edit(self) -> None:
        """Move the marks along with an edit; those of the passage that was edited go."""
        if self._marks:
            self._place_marks()

    def replace_passages(self, text: str, replacements: Iterable[tuple[Span, str]]) -> None:
        """Put other words in the place of passages of `text`, the prompt as it was sent; Ctrl+Z brings them back.

        A passage that was edited since is left alone: nothing that was just written is lost.
        """
        current = self.text
        marks = moved([Mark(span, "breaks", note=words) for span, words in replacements], text, current)
        for mark in sorted(marks, key=lambda mark: mark.span, reverse=True):  # from the end: the places before it hold
            self.replace(mark.note, *(location(current, place) for place in mark.span))

    def _place_marks(self) -> None:
        current = self.text
        self._by_line = {}
        starts, position = [], 0
        for line in current.split("\n"):
            starts.append(position)
            position += len(line) + 1
        rows = [*starts, position]
        for mark in in_order(moved(self._marks, self._marked_text, current), len(current)):
            start, end = mark.span
            for row in range(len(starts)):
                low, high = max(start, rows[row]), min(end, rows[row + 1] - 1)
                if low < high:
                    self._by_line.setdefault(row, []).append((low - rows[row], high - rows[row], mark.kind))
        self.notify_style_update()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is shown: controls visible, marked passages styled."""
        line = super().get_line(line_index)
        # one character for one: the cursor's columns stay true
        line.plain = visible(line.plain)
        for start, end, kind in self._by_line.get(line_index, ()):
            line.stylize(self.get_component_rich_style(f"editor--{kind}", partial=True), start, end)
        return line

    def on_paste(self, event: events.Paste) -> None:
        """Fold the lines of a long paste before TextArea, whose own handler comes next, inserts them."""
        event.text = self._folded(event.text.replace("\r\n", "\n").replace("\r", "\n"))

    def rewrite(self, text: str) -> None:
        """Hold `text` in place of what stands there; one Ctrl+Z brings that back."""
        self.history.checkpoint()
        self.replace(self._folded(text), self.document.start, self.document.end)
        self.history.checkpoint()

    def _folded(self, text: str) -> str:
        folded = fold_lines(text)
        if folded != text:
            self.notify(
                _("The very long lines of the text were cut into shorter ones, so that typing stays quick."),
                markup=False,
            )
        return folded


class PromptEditor(Editor):
    """Where the learner writes the prompt. Documents stand in it as `{{id}}`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "screen.insert_document", N_("Insert the document")),
    ]

    def __init__(self, text: str) -> None:
        super().__init__(text, _("Write here what you ask of the model…"))

    def turn_to(self, text: str) -> None:
        """Hold `text`, another prompt, without the marks of this one, its cursor at the end."""
        if text != self.text:
            self.load_text(text)
            self.move_cursor(self.document.end)
        self.mark(text, ())


def location(text: str, place: int) -> tuple[int, int]:
    """Return the row and column, both from 0, of the code point `place` of `text`."""
    before = text[:place].split("\n")
    return len(before) - 1, len(before[-1])


def fold_lines(text: str) -> str:
    """Return `text` with each line over LONGEST_LINE characters cut after a space, where there is one."""
    lines = []
    for line in text.split("\n"):
        if len(line) <= LONGEST_LINE:
            lines.append(line)
        else:
            lines += [piece.rstrip() for piece in _PIECE.findall(line)]
    return "\n".join(lines)
