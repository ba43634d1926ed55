"""What can be read again at any moment of an exercise: documents, hints, two attempts compared."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.cli.feedback import comparison_lines, criterion_title
from prompt_tutor.cli.menu import Act, choose
from prompt_tutor.cli.output import heading, say
from prompt_tutor.i18n import _
from prompt_tutor.learning.comparison import word_changes
from prompt_tutor.learning.hints import earned, ladder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prompt_tutor.cli.keyboard import Keyboard
    from prompt_tutor.content.scenario import Document, Scenario
    from prompt_tutor.learning.attempt import Attempt


class Reading:
    """Reads out what stands in `scenario`, in `language`; remembers which hints it has given."""

    def __init__(self, scenario: Scenario, language: str, keyboard: Keyboard) -> None:
        self._scenario = scenario
        self._language = language
        self._keyboard = keyboard
        self._given: Counter[str] = Counter()

    # --- Documents ----------------------------------------------------------------------------------------------------

    def document(self) -> None:
        """Read the document, or one that is chosen."""
        documents = self._scenario.documents
        if len(documents) == 1:
            self._read(documents[0])
            return
        acts = [
            Act(f"{document.id}: {document.title.in_(self._language)}", partial(self._read, document))
            for document in documents
        ]
        act = choose(acts, self._keyboard)
        if act:
            act.do()

    def _read(self, document: Document) -> None:
        say()
        say(heading(document.title.in_(self._language)))
        if document.sensitive:
            say("! " + _("Sensitive document: it must not be sent to a model."))
        say(document.text.in_(self._language))

    # --- Hints --------------------------------------------------------------------------------------------------------

    def hinted(self, last: Attempt | None) -> str:
        """Return the criterion that the next hint is about, the first that is advised; "" where there is none."""
        advised = (advice.criterion for advice in last.advice) if last else ()
        known = [item.id for item in last.grade.criteria] if last else []
        return next((id_ for id_ in advised if id_ in known and ladder(id_, self._scenario, i18n.language())), "")

    def hint(self, attempts: Sequence[Attempt]) -> None:
        """Give the next rung for the first criterion that is advised, where it is earned; else say how it is."""
        criterion = self.hinted(attempts[-1])
        rungs = ladder(criterion, self._scenario, i18n.language())
        number = min(earned(criterion, attempts), len(rungs), self._given[criterion] + 1)
        more = number > self._given[criterion]
        self._given[criterion] = number
        say()
        title = criterion_title(criterion, self._scenario)
        say(_("Hint {number} of {count} · {title}").format(number=number, count=len(rungs), title=title))
        say(rungs[number - 1])
        if not more and number < len(rungs):
            say(_("The next hint opens once another attempt changes something in the prompt."))

    # --- Comparing ----------------------------------------------------------------------------------------------------

    def compare(self, attempts: Sequence[Attempt]) -> None:
        """Set the last two of `attempts` side by side: criteria gained and lost, words removed and added."""
        before, after = attempts[-2:]
        for line in comparison_lines(before, after, self._scenario):
            say(line)
        changes = [change for change in word_changes(before.draft, after.draft) if change.text.strip()]
        if all(change.kind == "same" for change in changes):
            say("  = " + _("The two prompts are the same."))
        for change in changes:
            words = " ".join(change.text.split())
            if change.kind == "removed":
                say("  - " + _("removed: {words}").format(words=words))
            elif change.kind == "added":
                say("  + " + _("added: {words}").format(words=words))
