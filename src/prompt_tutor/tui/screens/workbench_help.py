"""What F1 says about the workbench and about the comparison, and how one goes on from the situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.i18n import _
from prompt_tutor.tui.widgets.word_changes import ADDED, REMOVED

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario


def onward_words(scenario: Scenario) -> str:
    """Return where F4 leads from the situation, which is read first."""
    if scenario.documents and scenario.turns:
        return _("F4 leads to the documents, then to the conversation and to your prompt.")
    if scenario.documents:
        return _("F4 leads to the documents, then to your prompt.")
    if scenario.turns:
        return _("F4 leads to the conversation, then to your prompt.")
    return _("F4 leads to your prompt.")


def help_text() -> str:
    """Return the help of the workbench."""
    return "\n\n".join(
        (
            _("Read the situation and its documents, write the prompt that would get the work done, then send it."),
            _(
                "F2 puts the document into the prompt. It stands there as a name between braces; the whole document is "
                "sent in its place."
            ),
            _("In the documents, X lets you choose rows and columns of a table, and puts those alone into the prompt."),
            _(
                "F5 (or Ctrl+J) sends the prompt. It is read against the few criteria that matter here, and the model "
                "answers. A simulated answer is made up on this computer: nothing is sent anywhere."
            ),
            _(
                "A simulated answer follows the criteria of the scenario. A wish that is none of them changes nothing "
                "in it, where a live model would try."
            ),
            _(
                "In the feedback, the arrows go from one finding to the next: its words are marked in your prompt and "
                "in the answer. Enter goes there."
            ),
            _("On a criterion that is not met yet, Space opens a hint; the next ones open as the prompt changes."),
            _(
                "Where you did write what a criterion asks for, I lets you show the words: the verdict then counts "
                "neither for you nor against you. Your trainer sees it only if you hand over your attempts."
            ),
            _("Once the goal is reached, V in the feedback lets you mark what is to be checked before publishing."),
            _("Change your prompt and send it again as often as you like. From the second attempt, F8 compares."),
            _(
                "Where the work takes several prompts, F7 goes on to the next turn once the answer is there, and "
                "Shift+F7 goes back to the turn before. An answer that is to be corrected stands in an editor of its "
                "own."
            ),
            _(
                "Ctrl+O opens your prompt in your own editor, the one that EDITOR names (such as EDITOR=nano); closing "
                "it brings the text back."
            ),
            _("Ctrl+T shows all your attempts here: read, compare any two, save them to a file."),
            _("Where something may rightly be declined, F12 lets you say what is not to be done with AI, and why."),
            _("Below a recorded answer, F9 shows the prompt that it was recorded for."),
            _("F6 chooses which model answers; your prompt and the attempts so far stay as they are."),
            _("F4 and F3 go to the next and to the previous pane; Tab goes on where panes stand side by side."),
            _("Esc stops an answer that is coming; else it goes back. What you write is saved as you type."),
        )
    )


def comparison_help_text() -> str:
    """Return the help of the comparison."""
    return "\n\n".join(
        (
            _("The attempt before stands on one side, the last one on the other."),
            _(
                "One possible solution stands beside them after success, or after three attempts that differ. S shows "
                "it sooner. Where the screen is narrow, F4 turns to it and back."
            ),
            _(
                "In the prompts, {removed} stands before the words that were removed and {added} before those that "
                "were added."
            ).format(removed=REMOVED, added=ADDED),
            _("Up, down, Page Up and Page Down move both sides together. Esc goes back to your prompt."),
        )
    )
