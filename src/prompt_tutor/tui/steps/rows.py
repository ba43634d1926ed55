"""Rows of a step that one goes through with ↑ and ↓, each changed by Enter: items to sort, passages to mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static

from prompt_tutor.i18n import N_
from prompt_tutor.tui.main_button import MainButton
from prompt_tutor.tui.steps.step import StepView

if TYPE_CHECKING:
    from textual.content import Content
    from textual.widget import Widget


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
        """Say that the row is to change."""
        self.post_message(self.Changed(self))

    def on_click(self) -> None:
        """Change the row."""
        self.focus()
        self.action_change()


class RowsView(StepView):
    """A step of rows. The main action checks them first, then goes on; a change after that is checked anew."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "check", N_("Check")),
        Binding("enter", "main", N_("Continue")),
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
        """Go to the row before or after; after the last one, to the main action, and back from it."""
        places: list[Widget] = [*self.query(Row), self.query_one("#main")]
        focused = self.screen.focused
        place = places.index(focused) if focused in places else len(places) - 1
        places[min(max(place + by, 0), len(places) - 1)].focus()

    def set_checked(self, *, checked: bool) -> None:
        """Say whether what stands there is checked: the main action follows."""
        self.checked = checked
        self.query_one("#main", MainButton).relabel(self.main_words())
        self.refresh_bindings()

    def action_check(self) -> None:
        """Check the rows, where they can be."""

    def action_main(self) -> None:
        """Check, or go on once that is done."""
        if self.checked:
            self.forward()
        else:
            self.action_check()
