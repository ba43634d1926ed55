"""What can answer here: choose it, try it, give it its key."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.confirmation import Confirmation
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.model_key import KeyEntry, ProviderChoice
from prompt_tutor.tui.screens.model_rows import ADD_KEY, model_options, row_id
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import OptionList
    from textual.worker import Worker

    from prompt_tutor.llm.entry import Entry
    from prompt_tutor.llm.trial import Trial
    from prompt_tutor.tui.choosing import Choices

HELP: Final = N_(
    "Each line is a model that can answer your prompts. Enter chooses it, and it is remembered; what you were writing "
    "stays as it is.\n\n"
    "● the prompt stays on this computer   → the prompt leaves it for the place that the line names\n"
    "✓ chosen   ! cannot be chosen, the line says why\n\n"
    "T asks the model one short question, the same for all, and says how long the answer took. Nothing of yours is "
    "sent. Esc stops it.\n\n"
    "K asks for the key of a provider or of a gateway. It is kept in the keyring of this computer.\n\n"
    "R looks again: Ollama, LM Studio and llama-server appear once they run.\n\n"
    "Without a model of your own, the practice model answers: it needs no network, and says that it is simulated."
)


class ModelsScreen(Screen[None]):
    """Lists what `choices` finds; what is chosen answers the next prompt."""

    CSS_PATH = "models.tcss"
    AUTO_FOCUS = "#model-rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "try", N_("Try it")),
        Binding("k", "key", N_("Key")),
        Binding("escape", "stop", N_("Stop")),
        Binding("escape", "back", N_("Back")),
        Binding("f1,question_mark", "help", N_("Help")),
        Binding("r", "refresh", N_("Look again")),
    ]

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self._choices = choices
        self._entries: tuple[Entry, ...] = ()
        self._asked: dict[str, tuple[Entry, ...]] = {}
        self._trials: dict[str, Trial] = {}
        self._trying: Worker[None] | None = None

    # --- What stands on the screen ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the list, the line below it and the keys."""
        yield TitleBar(_("Choose a model"), self._mode())
        with Vertical(id="models"):
            yield ChoiceList(id="model-rows", markup=False)
            yield Words("", id="models-state")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Look for models."""
        self.action_refresh()

    def _mode(self) -> str:
        return _("offline mode on") if self._choices.settings.offline else _("offline mode off")

    def action_refresh(self) -> None:
        """Look again for what can answer here."""
        self._asked.clear()
        self.run_worker(self._look(), group="look", exclusive=True)

    async def _look(self) -> None:
        self._say(_("Looking for the models of this computer…"))
        found = await self._choices.find(self._show)
        self._show(found)
        if self._trying is None:
            self._say(self._summary())

    def _summary(self) -> str:
        if any(entry.source not in ("practice", "recording", "provider") and entry.usable for entry in self._entries):
            return _("Enter chooses the model that answers from your next prompt on.")
        return _(
            "No other model answers on this computer: Ollama, LM Studio or llama-server appear here once they run, and "
            "R looks again. The practice model needs nothing."
        )

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._show_rows()

    def _show_rows(self) -> None:
        """Show the rows as things stand; the highlighted one stays, at first the one that is chosen."""
        rows = self.query_one(ChoiceList)
        at = rows.highlighted_option.id if rows.highlighted_option else None
        entries = [other for entry in self._entries for other in self._asked.get(entry.api_base or "", (entry,))]
        rows.set_options(model_options(entries, self._choices.is_chosen, self._trials))
        wanted = at or next((row_id(entry) for entry in entries if self._choices.is_chosen(entry)), None)
        places = {option.id: place for place, option in enumerate(rows.options) if not option.disabled}
        rows.highlighted = places.get(wanted, min(places.values(), default=None))

    def _say(self, words: str, *, fault: bool = False) -> None:
        state = self.query_one("#models-state", Words)
        state.set_class(fault, "-fault")
        state.update(f"! {words}" if fault else words)

    def _tell(self, error: TutorError) -> None:
        self._say(f"{error.message} {error.remedy}", fault=True)

    def _current(self) -> Entry | None:
        option = self.query_one(ChoiceList).highlighted_option
        return self._entry(option.id) if option else None

    def _entry(self, name: str | None) -> Entry | None:
        everything = (*self._entries, *(entry for found in self._asked.values() for entry in found))
        return next((entry for entry in everything if row_id(entry) == name), None)

    # --- Choosing -----------------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the model of the row; one that has the prompt leave only after a confirmation."""
        entry = self._entry(event.option_id)
        if event.option_id == ADD_KEY:
            self._ask_whose()
        elif entry is None:
            return
        elif entry.usable and entry.hosted:
            self.app.push_screen(_confirm(entry), lambda sure: self._choose(entry) if sure else None)
        elif entry.usable:
            self._choose(entry)
        elif entry.hosted and entry.api_base and self._choices.settings.offline:
            self.app.push_screen(_ask_server(entry), lambda sure: self._ask(entry) if sure else None)
        else:
            self._say(_("This cannot be chosen: {note}.").format(note=entry.note or _("no model")), fault=True)

    def _choose(self, entry: Entry) -> None:
        try:
            self._choices.choose(entry)
        except TutorError as error:
            self._tell(error)
        else:
            words = _("{model} answers from now on; the prompt stays on this computer. Esc takes you back.")
            if entry.hosted:
                words = _("{model} answers from now on; what you send leaves this computer. Esc takes you back.")
            self._say("✓ " + words.format(model=entry.name))
        self.query_one(TitleBar).tell(self._mode())
        self._show_rows()

    def _ask(self, entry: Entry) -> None:
        self.run_worker(self._ask_server(entry.api_base or ""), group="look", exclusive=True)

    async def _ask_server(self, api_base: str) -> None:
        self._say(_("Asking the server which models it has…"))
        try:
            self._asked[api_base] = await self._choices.ask_server(api_base)
        except TutorError as error:
            self._tell(error)
        else:
            self._show_rows()
            self._say(self._summary())

    # --- Trying -------------------------------------------------------------------------------------------------------

    def action_try(self) -> None:
        """Ask the model of the row one short question."""
        entry = self._current()
        if entry is None or not entry.usable:
            self._say(_("There is no model on this line to try."), fault=True)
        elif entry.hosted and self._choices.settings.offline:
            self._say(
                _("Offline mode is on: nothing is sent elsewhere. Choose the model first (Enter), then try it."),
                fault=True,
            )
        else:
            self._trying = self.run_worker(self._try(entry), group="try", exclusive=True)
            self.refresh_bindings()

    async def _try(self, entry: Entry) -> None:
        began = time.monotonic()

        def tick() -> None:
            words = _("Trying {model}… {seconds} s · Esc stops it")
            self._say(words.format(model=entry.name, seconds=math.floor(time.monotonic() - began)))

        tick()
        ticking = self.set_interval(0.5, tick)
        try:
            trial = await self._choices.try_out(entry)
        finally:
            ticking.stop()
            self._trying = None
            if self.is_attached:
                self.refresh_bindings()
        self._trials[row_id(entry)] = trial
        self._show_rows()
        self._say_trial(entry, trial)

    def _say_trial(self, entry: Entry, trial: Trial) -> None:
        from prompt_tutor.llm.trial import trial_words

        if trial.fault:
            self._tell(trial.fault)
            return
        said = _("“{passage}”").format(passage=trial.words) if trial.words else ""
        self._say(f"✓ {trial_words(entry, trial)} {said}".rstrip())

    def action_stop(self) -> None:
        """Stop the trial."""
        if self._trying is not None:
            self._trying.cancel()
            self._say(_("Stopped: the model was not tried to the end."))

    # --- Keys ---------------------------------------------------------------------------------------------------------

    def action_key(self) -> None:
        """Ask for the key of the row's provider or server; on any other row, whose key it is."""
        entry = self._current()
        if entry and entry.source == "provider":
            self._ask_key(entry.id.partition("/")[0])
        elif entry and entry.api_base:
            self._ask_key(entry.api_base)
        else:
            self._ask_whose()

    def _ask_whose(self) -> None:
        choice = ProviderChoice(self._choices.settings.logins)
        self.app.push_screen(choice, lambda text: self._ask_key(text) if text else None)

    def _ask_key(self, text: str) -> None:
        if "://" in text:
            try:
                self._choices.add_server(text)
            except TutorError as error:
                self._tell(error)
            self.action_refresh()

        async def keep(key: str) -> None:
            await self._choices.log_in(text, key)

        self.app.push_screen(KeyEntry(text, keep), lambda kept: self.action_refresh() if kept else None)

    # --- The rest -----------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("Choose a model"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's own
        """Offer only what can be done now."""
        if action == "stop":
            return self._trying is not None
        return self._trying is None if action == "back" else True


def _confirm(entry: Entry) -> Confirmation:
    return Confirmation(
        _("Let prompts leave this computer?"),
        _(
            "With {model}, each prompt that you send, and the documents that stand in it, leave this computer for "
            "{where}. Offline mode ends, until you choose a model of this computer again.\n\n"
            "A prompt with personal data is still stopped before it leaves."
        ).format(model=entry.name, where=entry.where),
        yes=_("Choose this model"),
        no=_("Change nothing"),
    )


def _ask_server(entry: Entry) -> Confirmation:
    return Confirmation(
        _("Ask this server which models it has?"),
        _(
            "Offline mode is on. This one question, and the server’s key if you have given one, would leave this "
            "computer for {where}. No prompt is sent, and offline mode stays on."
        ).format(where=entry.where),
        yes=_("Ask the server"),
        no=_("Ask nothing"),
    )
