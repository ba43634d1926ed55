"""The workbench: read the case, write a prompt, send it, read what it gave, send it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Tab, Tabs, TextArea

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.tui.doors import open_charter
from prompt_tutor.tui.footer import IN_PALETTE, KeyFooter
from prompt_tutor.tui.messages import ExtractChosen, FindingChosen, FindingOpened, Passed
from prompt_tutor.tui.practice import Practice
from prompt_tutor.tui.screens.conversing import ConversingScreen
from prompt_tutor.tui.screens.document_choice import DocumentChoice
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.workbench_help import help_text, onward_words
from prompt_tutor.tui.widgets.answer_view import AnswerView
from prompt_tutor.tui.widgets.brief import BriefView
from prompt_tutor.tui.widgets.conversation_view import ConversationView
from prompt_tutor.tui.widgets.correction import CorrectionView
from prompt_tutor.tui.widgets.documents import DocumentsView
from prompt_tutor.tui.widgets.draft_line import DraftLine
from prompt_tutor.tui.widgets.editor import PromptEditor
from prompt_tutor.tui.widgets.feedback_view import FeedbackView
from prompt_tutor.tui.widgets.notice import Notice
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.screen import Screen

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.workspace import Workspace
    from prompt_tutor.llm.model import Model


class WorkbenchScreen(ConversingScreen):
    """One scenario being practised.

    Args:
        scenario: what is practised.
        workspace: where attempts and drafts are kept.
        make_model: makes the model that answers; called in a thread at each attempt.
        make_judge: makes the judge of what no rule decides, or returns None; called as `make_model` is.
        language: the prompt's and the answer's.
        step: `pack/lesson/step`, or "" in free practice.
        start: the text that stands in the editor where there is no draft.
        count: the criteria that the score is taken over; all where it is empty.
        pass_mark: the step's own, or None.
    """

    CSS_PATH = "workbench.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "next_turn", N_("Next turn")),
        Binding("f5,ctrl+j", "send", N_("Send")),
        Binding("f4", "pane(1)", N_("Next pane")),
        Binding("f3", "pane(-1)", show=False),
        Binding("f2", "insert_document", show=False),
        Binding("f8", "compare", show=False),
        Binding("ctrl+o", "edit_outside", N_("Your own editor"), show=False, tooltip=IN_PALETTE),
        Binding("f9", "recorded_prompt", show=False),
        Binding("shift+f7,f19", "previous_turn", N_("Redo the turn before"), show=False, tooltip=IN_PALETTE),
        Binding("escape", "stop", N_("Stop the answer")),
        Binding("escape", "back", N_("Back")),
        Binding("f1", "help", N_("Help")),
        Binding("f6", "app.choose_model", N_("Model")),
        Binding("f12", "decline", N_("Not with AI")),
    ]

    def __init__(
        self,
        scenario: Scenario,
        *,
        workspace: Workspace,
        make_model: Callable[[], Model],
        make_judge: Callable[[], Model | None] = lambda: None,
        language: str,
        step: str = "",
        start: str = "",
        count: tuple[str, ...] = (),
        pass_mark: int | None = None,
    ) -> None:
        exercise = Exercise(scenario, language, workspace.attempts, step, count, pass_mark)
        place = step or f"scenario/{scenario.name}/{language}"
        super().__init__(Practice(exercise, make_model, make_judge), scenario, workspace.drafts, place)
        self._library = workspace.library
        self._language = language
        self._start = start

    # --- What stands on the screen ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the panes: reading and writing to the left, answer and feedback to the right."""
        scenario, language = self._scenario, self._language
        draft, fault = self._load_draft()
        with Horizontal(classes="bar"):
            yield Words(scenario.title.in_(language), classes="bar-title")
            yield Words("", id="bar-note", classes="bar-note")
        tabs = [Tab(Content(label), id=f"tab-{pane}") for pane, label in self.panes().items()]
        self.pane = "prompt" if draft != self._start else "situation"  # those who have been here before go on writing
        yield Tabs(*tabs, active=f"tab-{self.pane}", id="panes")
        yield Notice()
        with Horizontal(id="columns"):
            with Vertical(id="left", classes="column"):
                shared = "pane shared reading"
                brief, onward = scenario.brief, onward_words(scenario)
                yield BriefView(brief, scenario.turns, language, onward, id="situation", classes=f"{shared} -shown")
                yield DocumentsView(scenario.documents, language, id="documents", classes=shared)
                if scenario.turns:
                    yield ConversationView(scenario, language, id="conversation", classes=shared)
                with Vertical(id="prompt", classes="pane"):
                    yield Words(_("Your prompt"), id="prompt-title", classes="pane-title")
                    if scenario.turns:
                        yield Words("", id="prompt-request", classes="muted")
                    yield PromptEditor(draft)
                    yield DraftLine(lambda text: self._drafts.save(self._place, text), draft)
            with Vertical(id="right", classes="column"):
                if "correction" in self.panes():
                    yield CorrectionView(id="correction", classes="pane shared")
                yield AnswerView(id="answer", classes="pane shared -shown")
                yield FeedbackView(scenario, id="feedback", classes="pane")
        yield KeyFooter()
        if fault:
            self.call_after_refresh(self.tell, fault)

    def panes(self) -> dict[str, str]:
        """Return the titles of the panes, by id."""
        panes = {
            "situation": _("Situation"),
            "documents": _("Documents"),
            "conversation": _("Conversation"),
            "correction": _("Correction"),
            "prompt": _("Prompt"),
            "answer": _("Answer"),
            "feedback": _("Feedback"),
        }
        if not self._scenario.documents:
            del panes["documents"]
        if not self._scenario.turns:
            del panes["conversation"]
        if all(turn.carry == "keep" for turn in self._scenario.turns[1:]):
            del panes["correction"]
        return panes

    def action_pane(self, step: int) -> None:
        """Go to the next pane, or to the one before; past a correction where there is none."""
        super().action_pane(step)
        if self.pane == "correction" and not self._corrects:
            super().action_pane(step)

    def _load_draft(self) -> tuple[str, TutorError | None]:
        try:
            draft = self._drafts.load(self._place)
        except TutorError as error:
            return self._start, error
        return (self._start, None) if draft is None else (draft, None)

    def on_mount(self) -> None:
        """Show the first pane, and the last attempt of earlier days."""
        self.query_one(Tabs).can_focus = False
        minutes = _("about {minutes} min").format(minutes=self._scenario.minutes)
        self.query_one("#bar-note", Words).update(minutes)
        self.show_pane(self.pane)
        self.run_worker(self.recall(), group="recall", exit_on_error=False)

    def on_screen_resume(self) -> None:
        """Say who answers: another model may have been chosen meanwhile."""
        self.run_worker(self._say_model(), group="model", exclusive=True, exit_on_error=False)

    async def _say_model(self) -> None:
        words = await self.practice.who_answers()
        if self.is_attached:
            self.query_one("#prompt-title", Words).update(_("Your prompt → {model}").format(model=words))

    @property
    def _editor(self) -> PromptEditor:
        return self.query_one(PromptEditor)

    # --- Writing ------------------------------------------------------------------------------------------------------

    @on(TextArea.Changed)
    def _edited(self) -> None:
        self.query_one("#draft-line", DraftLine).changed(self._editor.text)
        self._editor.follow_edit()

    def action_insert_document(self) -> None:
        """Insert the document as `{{id}}` at the cursor; ask which where there are several."""
        documents = self._scenario.documents
        if len(documents) == 1:
            self._insert(documents[0].id)
        elif documents:
            self.app.push_screen(DocumentChoice(documents, self._language), self._insert)

    def _insert(self, document: str | None) -> None:
        if document:
            self._put("{{" + document + "}}")

    def on_extract_chosen(self, message: ExtractChosen) -> None:
        """Put rows and columns of a table into the prompt."""
        self._put(message.text)

    def _put(self, text: str) -> None:
        self._editor.insert(text)
        self.show_pane("prompt")

    # --- Looking at it ------------------------------------------------------------------------------------------------

    def on_finding_chosen(self, message: FindingChosen) -> None:
        """Mark the passages of the finding in the prompt and in the answer."""
        finding, last = message.finding, self.practice.last
        if last:
            here = finding.turn == last.turn
            self._editor.mark(last.draft, finding.draft_marks if here else ())
            for view in self.query(ConversationView):
                view.mark(finding.turn, () if here else finding.draft_marks)
        self.query_one(AnswerView).mark(finding.answer_marks)

    def on_finding_opened(self, message: FindingOpened) -> None:
        """Go to where the passages of the finding stand."""
        self.show_pane(message.finding.place)

    def charter(self) -> Callable[[Screen[Any]], None] | None:
        """Return what shows the town's charter above a screen; None where there is none."""
        if not self._library.charters:
            return None
        return partial(open_charter, library=self._library, language=self._language)

    def action_decline(self) -> None:
        """Let the learner say what is not to be done with AI here."""
        self.run_worker(self._decline(), group="decline", exclusive=True, exit_on_error=False)

    async def _decline(self) -> None:
        from prompt_tutor.tui.screens.declining import DecliningScreen

        decline, place = self._scenario.decline, f"{self._place}/:decline"
        if decline is None:
            return
        draft = await self._load(place)
        screen = DecliningScreen(decline, self.practice.decline, draft, self._keeping(place))
        self.app.push_screen(screen, self._declined)

    async def _declined(self, passed: bool | None) -> None:
        if passed and await self.practice.goal_reached():
            self.post_message(Passed(self.practice.exercise.step))
        if passed and self.practice.last and self.is_attached:
            await self.show_attempt(self.practice.last)

    def action_compare(self) -> None:
        """Set the last attempt beside the one before, and beside one possible solution once it is earned."""
        practice = self.practice
        if practice.last and (practice.pair or practice.solution_earned):
            from prompt_tutor.tui.screens.comparison import ComparisonScreen

            before = practice.pair[0] if practice.pair else None
            solution, earned = practice.solution, practice.solution_earned
            self.app.push_screen(ComparisonScreen(before, practice.last, self._scenario, solution, earned=earned))

    def action_recorded_prompt(self) -> None:
        """Show the prompt that the recorded answer answers."""
        from prompt_tutor.tui.screens.recorded_prompt import recorded_prompt_screen

        if self.practice.recording and self.practice.last:
            grade = self.practice.last.grade
            self.app.push_screen(recorded_prompt_screen(self.practice.recording, grade, self._scenario))

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("The exercise"), help_text()))

    def action_back(self) -> None:
        """Go back to where one came from; the draft is kept."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer only what can be done now."""
        practice, idle = self.practice, not self._sending
        offered = {
            "stop": not idle,
            "back": idle,
            "insert_document": bool(self._scenario.documents),
            "recorded_prompt": practice.recording is not None,
            "decline": self._scenario.decline is not None,
            "next_turn": practice.may_go_on and idle,
            "previous_turn": bool(practice.conversation.before) and idle,
            "compare": practice.pair is not None or (practice.last is not None and practice.solution_earned),
        }
        return offered.get(action, True)
