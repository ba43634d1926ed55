"""Rows of a step that one goes through with ↑ and ↓, each changed by Enter: items to sort, passages to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from prompt_tutor.i18n import N_
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.steps.kept import KeptView
from prompt_tutor.tui.steps.step import Page

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widget import Widget

_LINES: Final = 3
"""Lines that ↑ and ↓ scroll where the row under the focus is out of sight."""


class Row(Static, can_focus=True):
    """One row; Enter, Space or a click changes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "change", N_("Change")),
        Binding("space", "change", show=False),
    ]

    class Changed(Message):
        """The learner changed the row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, number: int) -> None:
        super().__init__("", classes="row", markup=False)
        self.number = number

    def say(self, content: Content) -> None:
        """Show `content`."""
        self.update(content)

    def action_change(self) -> None:
        """Say that the row is to change; where it is out of sight, show it first: nobody changes what is not seen."""
        if self.hidden_by:
            self.scroll_visible(animate=False)
        else:
            self.post_message(self.Changed(self))

    @property
    def hidden_by(self) -> int:
        """On which side of what is in view the row begins: 1 below it, -1 above it, 0 in it."""
        page = next(node for node in self.ancestors if isinstance(node, Page))
        if self.region.y >= page.region.bottom:
            return 1
        return -1 if self.region.y < page.region.y else 0

    def on_click(self) -> None:
        """Change the row."""
        self.focus()
        self.post_message(self.Changed(self))


class Passage(Row):
    """A row that is marked, or not."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "change", N_("Mark"))]


class RowsView(KeptView):
    """A step of rows. The main action checks them first, then goes on; a change after that is checked anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "check", N_("Check")),
        Binding("enter", "main", N_("Continue")),
        Binding("f5,ctrl+j", "check", N_("Check")),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
    ]
    checked = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to check as long as something is unchecked."""
        if action == "check":
            return not self.checked
        if action == "main":
            return self.checked
        return super().check_action(action, parameters)

    @property
    def counts_as_done(self) -> bool:
        """Whether the rows were checked."""
        return self.checked

    def focus_first(self) -> None:
        """Begin at the rows."""
        for row in self.query(Row)[:1]:
            row.focus(scroll_visible=False)

    def action_move(self, by: int) -> None:
        """Go to the row before or after; after the last one, to the main action, and back from it.

        What stands above the rows is read first: as long as they are out of sight, the page is scrolled.
        """
        places: list[Widget] = [*self.query(Row), self.query_one("#main")]
        focused = self.screen.focused
        above = focused is places[0] and by < 0
        if above or (isinstance(focused, Row) and focused.hidden_by > 0):
            self.query_one(Page).scroll_relative(y=by * _LINES, animate=False)
            return
        place = places.index(focused) if focused in places else len(places) - 1
        places[min(max(place + by, 0), len(places) - 1)].focus()

    def set_checked(self, *, checked: bool) -> None:
        """Say whether what stands there is checked: the main action follows."""
        self.checked = checked
        self.query_one("#main", MainButton).relabel(self.main_words())
        self.refresh_bindings()

    def reopen_checked(self) -> None:
        """Show rows that were checked before: Enter goes on, unless the learner has begun elsewhere."""
        self.set_checked(checked=True)
        if self.screen.focused in (None, *self.query(Row)[:1]):
            self.query_one("#main").focus(scroll_visible=False)

    def show_outcome(self) -> None:
        """Bring the line that says how it went into view; Enter then goes on."""
        self.post_message(self.Done())
        self.query_one("#main").focus(scroll_visible=False)
        self.call_after_refresh(self.query_one(".rows-words").scroll_visible, animate=False)

    def action_check(self) -> None:
        """Check the rows, where they can be."""

    def action_main(self) -> None:
        """Check, or go on once that is done."""
        if self.checked:
            self.forward()
        else:
            self.action_check()
