"""Items to sort into piles; once checked, each tells why it belongs where it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.tui.footer import IN_PALETTE
from prompt_tutor.tui.main_button import SideButton
from prompt_tutor.tui.navigation import OpenCharter
from prompt_tutor.tui.steps.prose import Prose
from prompt_tutor.tui.steps.rows import Row, RowsView
from prompt_tutor.tui.visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from prompt_tutor.content.lesson import Sort
    from prompt_tutor.tui.steps.kept import KeptMarks
    from prompt_tutor.tui.steps.step import Setting


class SortView(RowsView):
    """Enter puts the item under the focus on the next pile. `charter` says whether there are rules of the town's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "charter", N_("The town’s charter on AI"), show=False, tooltip=IN_PALETTE)
    ]

    def __init__(self, step: Sort, kept: KeptMarks, setting: Setting, *, charter: bool = False) -> None:
        super().__init__(kept, setting)
        self._charter = charter
        self._step = step
        self._ids = [choice.id for choice in step.choices]
        self._piles = {choice.id: one_line(choice.title.in_(setting.language)) for choice in step.choices}
        self._put: dict[int, str] = {}

    def page(self) -> Iterator[Widget]:
        """Yield the question, what there is to do, the piles, and the items."""
        yield Prose(self._step.question.in_(self.setting.language))
        yield Static("", classes="rows-words muted", markup=False)
        for number in range(len(self._step.items)):
            yield Row(number)

    def more_actions(self) -> Iterator[Widget]:
        """Yield the way to the town's charter, where there is one."""
        if self._charter:
            yield SideButton(_("Charter (H)"), id="charter")

    def other_pressed(self, name: str) -> None:  # noqa: ARG002 - there is one other button
        """Show the charter."""
        self.action_charter()

    def action_charter(self) -> None:
        """Show the town's charter: its rules may say where an item belongs."""
        self.post_message(OpenCharter())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the charter where there is one."""
        return self._charter if action == "charter" else super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Show where each item lies."""
        super().on_mount()
        self._show_all()

    def bring_back(self, marks: Any) -> None:
        """Put the items on the piles where they lay, checked if they were."""
        self._put = {int(number): pile for number, pile in marks["piles"].items()}
        if marks["checked"]:
            self.reopen_checked()
        self._show_all()

    def _keep_piles(self) -> None:
        self.keep({"piles": self._put, "checked": self.checked})

    def main_words(self) -> str:
        """Return the words of the main action."""
        return super().main_words() if self.checked else _("Check the piles")

    def on_row_changed(self, message: Row.Changed) -> None:
        """Put the item on the next pile."""
        number = message.row.number
        at = self._ids.index(self._put[number]) + 1 if number in self._put else 0
        self._put[number] = self._ids[at % len(self._ids)]
        if self.checked:
            self.set_checked(checked=False)
            for row in self.query(Row):
                self._show(row)
        self._show(message.row)
        self._tell()
        self._keep_piles()

    def action_check(self) -> None:
        """Tell of each item where it belongs; those on no pile come first."""
        missing = [row for row in self.query(Row) if row.number not in self._put]
        if missing:
            missing[0].focus()
            self._tell()
            return
        self.set_checked(checked=True)
        self._show_all()
        self._keep_piles()
        self.show_outcome()

    def _show_all(self) -> None:
        self._tell()
        for row in self.query(Row):
            self._show(row)

    def _tell(self) -> None:
        """Say what there is to do, or how it went."""
        left = len(self._step.items) - len(self._put)
        right = sum(self._put.get(number) == item.answer for number, item in enumerate(self._step.items))
        if self.checked:
            words = ngettext("{count} of {all} is on the right pile.", "{count} of {all} are on the right pile.", right)
            words = words.format(count=right, all=len(self._step.items))
        elif left:
            words = ngettext(
                "Enter puts the line on the next pile ({piles}). {count} is left to sort.",
                "Enter puts the line on the next pile ({piles}). {count} are left to sort.",
                left,
            )
            words = words.format(piles=" / ".join(self._piles.values()), count=left)
        else:
            words = _("Everything is sorted: go down to the button and check, when you like.")
        self.query_one(".rows-words", Static).update(visible(words))

    def _show(self, row: Row) -> None:
        item = self._step.items[row.number]
        text = one_line(item.text.in_(self.setting.language))
        put = self._put.get(row.number)
        pile = self._piles[put] if put else _("to sort")
        if not self.checked:
            row.say(Content.assemble((f"[{pile}] ", "bold" if put else "$text-muted"), text))
            return
        why = one_line(item.why.in_(self.setting.language))
        if put == item.answer:
            sign, style = _("✓ {pile}:").format(pile=pile), "bold $text-success"
        else:
            belongs = self._piles[item.answer]
            sign, style = (
                _("✗ {pile} (it belongs under “{belongs}”):").format(pile=pile, belongs=belongs),
                "bold $text-warning",
            )
        row.say(Content.assemble((f"{visible(sign)} ", style), text, "\n", (why, "italic")))
