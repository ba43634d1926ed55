"""The stop before personal data leave this machine: what was found, what may take its place, and what sending means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.widgets.option_list import Option

from prompt_tutor.i18n import N_, _, ngettext
from prompt_tutor.learning.gate import consent_to, kind_words, placeholders, replacements
from prompt_tutor.tui.footer import IN_PALETTE, KeyFooter
from prompt_tutor.tui.main_button import MainButton, SideButton
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.screen import Screen
    from textual.widgets import OptionList

    from prompt_tutor.grading.prompt import Span
    from prompt_tutor.learning.attempt import Attempt
    from prompt_tutor.learning.gate import Consent, Passage
    from prompt_tutor.llm.model import ModelInfo

HELP: Final = N_(
    "Nothing has left this computer. Before a prompt goes to a model that runs elsewhere, it is read for data about "
    "private persons and for documents marked as sensitive; each line shows what was found, and where.\n\n"
    "R, or Enter on a line, puts a placeholder in its place in your prompt, or takes it out where it stands in a "
    "document; R again brings it back. A does so for all lines. Then go back: you reread the prompt and send it "
    "yourself.\n\n"
    "Replacing the name is not enough: an age, a street or an illness may tell who it is. What was not found here may "
    "be there all the same.\n\n"
    "To send it all the same, you are asked to write a word. The attempt then says when that was, and which kinds of "
    "data went, never the data themselves. Ask whoever looks after data protection in your town first: where there is "
    "a charter of the town’s, H shows it, and whom to ask."
)

_AROUND: Final = 30
"""Characters shown before and after a passage."""

_LONGEST: Final = 60
"""Characters shown of a passage: a whole document may be one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the learner decided: to send it all the same, or to go back, with what should be replaced in the draft."""

    consent: Consent | None = None
    replacements: tuple[tuple[Span, str], ...] = ()


class PrivacyGate(ModalScreen[Decision]):
    """Shows `passages`, which keep `attempt` from being sent to `model`; ends with a Decision.

    Going back has the focus: Enter sends nothing, however often it is pressed. `titles` are those of the documents;
    `show_charter` shows the town's charter above a screen, None where there is none.
    """

    CSS_PATH: ClassVar = ["dialog.tcss", "privacy_gate.tcss"]
    AUTO_FOCUS = "#back"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "press", N_("OK")),
        Binding("r", "replace", N_("Replace")),
        Binding("a", "replace_all", N_("All")),
        Binding("h", "charter", N_("The town’s charter on AI"), show=False, tooltip=IN_PALETTE),
        Binding("escape", "back", N_("Go back")),
        Binding("f1", "help", N_("Help")),
        Binding("right,down", "app.focus_next", show=False),
        Binding("left,up", "app.focus_previous", show=False),
    ]

    def __init__(
        self,
        attempt: Attempt,
        passages: tuple[Passage, ...],
        model: ModelInfo,
        titles: Mapping[str, str],
        show_charter: Callable[[Screen[Any]], None] | None = None,
    ) -> None:
        super().__init__()
        self._attempt = attempt
        self._passages = passages
        self._model = model
        self._titles = titles
        self._show_charter = show_charter
        self._placeholders = placeholders(attempt, passages)
        self._replaced: set[Passage] = set()

    # --- What stands on the screen ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose what was found, what to think of, and what can be done."""
        with Vertical(id="gate"):
            count = len(self._passages)
            yield Words("! " + _("Nothing was sent: the prompt holds personal data"), id="gate-title")
            yield Words(
                ngettext(
                    "{model} does not run on this computer. {count} passage of your prompt should not leave it:",
                    "{model} does not run on this computer. {count} passages of your prompt should not leave it:",
                    count,
                ).format(model=self._model.id, count=count)
            )
            yield ChoiceList(*self._rows(), id="gate-rows", markup=False)
            yield Words(
                _(
                    "Replacing the name is not enough: an age, a street or an illness may tell who it is. Reread the "
                    "whole prompt."
                )
            )
            with Horizontal(classes="dialog-buttons"):
                yield MainButton(_("Go back and edit"), id="back")
                yield SideButton(_("Send all the same…"), id="send")
                if self._show_charter:
                    yield SideButton(_("Charter (H)"), id="charter")
            with Vertical(id="gate-sure") as sure:
                sure.display = False
                yield Words("", id="gate-ask")
                yield Input(id="gate-word")
        yield KeyFooter()

    def _rows(self) -> list[Option]:
        return [Option(self._row(passage)) for passage in self._passages]

    def _row(self, passage: Passage) -> Content:
        sign = "✓" if passage in self._replaced else "!"
        head = Content.assemble((f"{sign} {kind_words(passage.kind)}", "bold"), f" · {self._place(passage)}")
        if passage in self._replaced:
            words = self._placeholders[passage] or _("the document is taken out of the prompt")
            head = Content.assemble(head, f" → {words}")
        style = "$text-success" if passage in self._replaced else "bold underline $text-warning"
        around = (_end(passage.before), (visible(_short(passage.text)), style), _start(passage.after))
        return Content.assemble(head, "\n  ", *around)

    def _place(self, passage: Passage) -> str:
        if not passage.document:
            return _("line {line} of your prompt").format(line=passage.line)
        title = visible(self._titles.get(passage.document, passage.document))
        if passage.kind == "document":
            return _("document “{title}”").format(title=title)
        return _("line {line} of the document “{title}”").format(line=passage.line, title=title)

    # --- Replacing ----------------------------------------------------------------------------------------------------

    def action_replace(self) -> None:
        """Replace the passage of the line, or bring it back; of a document, all that stands in it."""
        rows = self.query_one(ChoiceList)
        rows.focus()
        passage = self._passages[rows.highlighted or 0]
        same = {
            each for each in self._passages if each == passage or (each.document and each.document == passage.document)
        }
        self._replaced = self._replaced - same if passage in self._replaced else self._replaced | same
        self._show()

    def action_replace_all(self) -> None:
        """Replace all that was found, or bring it all back."""
        everything = set(self._passages)
        self._replaced = set() if self._replaced == everything else everything
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Replace the passage of the line that was chosen."""
        event.stop()
        self.action_replace()

    def _show(self) -> None:
        rows = self.query_one(ChoiceList)
        place = rows.highlighted
        rows.set_options(self._rows())
        rows.highlighted = place or 0
        self.query_one("#back", MainButton).relabel(
            _("Go back to the changed prompt") if self._replaced else _("Go back and edit")
        )
        # What would be sent is the prompt as it was: with something replaced, the way leads through the editor.
        self.query_one("#send").display = not self._replaced

    # --- Deciding -----------------------------------------------------------------------------------------------------

    def action_press(self) -> None:
        """Press the button that has the focus."""
        if isinstance(self.focused, MainButton):
            self.focused.action_press()

    def on_main_button_pressed(self, message: MainButton.Pressed) -> None:
        """Go back, or ask for the word without which nothing is sent."""
        message.stop()
        if message.button.id == "send":
            self._ask()
        elif message.button.id == "charter":
            self.action_charter()
        else:
            self.action_back()

    def action_charter(self) -> None:
        """Show the town's charter; the stop waits below it."""
        if self._show_charter:
            self._show_charter(self)

    def action_back(self) -> None:
        """Go back to the prompt; from the question for the word, to the choice."""
        sure = self.query_one("#gate-sure")
        if sure.display:
            sure.display = False
            self.query_one(".dialog-buttons").display = True
            self.query_one("#back").focus()
            return
        self.dismiss(Decision(replacements=replacements(self._attempt, self._passages, self._replaced)))

    def _ask(self) -> None:
        self.query_one(".dialog-buttons").display = False
        self.query_one("#gate-sure").display = True
        self.query_one("#gate-ask", Words).update(
            _(
                "These passages would leave this computer for {model}. The attempt keeps the date and the kinds of "
                "data. To send it all the same, write “{word}”, then Enter; Esc goes back."
            ).format(model=self._model.id, word=_("send"))
        )
        word = self.query_one("#gate-word", Input)
        word.clear()
        word.focus()
        self.refresh_bindings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send where the word was written."""
        event.stop()
        if event.value.strip().casefold() == _("send"):
            self.dismiss(Decision(consent=consent_to(self._passages)))
        else:
            self.query_one("#gate-ask", Words).update(
                _("! Nothing was sent: the word is “{word}”. Esc goes back.").format(word=_("send"))
            )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Take letters as letters while the word is written."""
        if action == "charter" and self._show_charter is None:
            return False
        return not (action in ("replace", "replace_all", "press", "charter") and isinstance(self.focused, Input))

    def action_help(self) -> None:
        """Explain the stop."""
        self.app.push_screen(HelpScreen(_("Personal data"), _(HELP)))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _end(text: str) -> str:
    return visible(text if len(text) <= _AROUND else f"…{text[-_AROUND:]}")


def _start(text: str) -> str:
    return visible(text if len(text) <= _AROUND else f"{text[:_AROUND]}…")
