"""The settings: a line each, changed by Enter or a click and remembered at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets.option_list import Option

from prompt_tutor import i18n
from prompt_tutor.i18n import N_, _
from prompt_tutor.paths import data_folder
from prompt_tutor.tui.choosing import judge_maker, model_maker
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.motion import apply_motion
from prompt_tutor.tui.navigation import SwitchLanguage
from prompt_tutor.tui.screens.confirmation import Confirmation
from prompt_tutor.tui.screens.help import HelpScreen
from prompt_tutor.tui.screens.path_choice import PathChoice
from prompt_tutor.tui.themes import THEME_NAMES
from prompt_tutor.tui.title_bar import TitleBar
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.widgets import OptionList

    from prompt_tutor.tui.app import TutorApp

HELP: Final = N_(
    "Each line is a setting, with what it is now. Enter or a click changes it, and it is kept at once for the next "
    "opening too.\n\n"
    "Language: of the interface. The tutor opens again in it, at the same place.\n\n"
    "Theme: dark, light or high contrast.\n\n"
    "Motion: as your system asks, or none at all.\n\n"
    "Model: who answers your prompts.\n\n"
    "Offline mode: while it is on, no prompt leaves this computer.\n\n"
    "Path: which lessons Home shows.\n\n"
    "Your work and the settings stand in the files that the last lines name. In the settings file the keys of the "
    "keyboard can be changed by name."
)
_NAMES: Final = {"fr": "Français", "en": "English"}
_NAMED: Final = 22
"""Cells of a setting's name."""
_NARROW: Final = 72
"""Cells below which its value stands on a line of its own."""


class SettingsScreen(Screen[None]):
    """Shows and changes the settings of `app`."""

    CSS_PATH = "settings.tcss"
    AUTO_FOCUS = "#settings-rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", N_("Back")),
        Binding("f1,question_mark", "help", N_("Help")),
    ]

    def __init__(self, app: TutorApp) -> None:
        super().__init__()
        self._tutor = app
        self._acts: dict[str, Callable[[], object]] = {
            "language": self._language,
            "theme": self._theme,
            "motion": self._motion,
            "model": app.action_choose_model,
            "offline": self._offline,
            "path": self._path,
        }

    # --- What stands on the screen ------------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Compose the list, the line below it and the keys."""
        yield TitleBar(_("Settings"), _("kept at once"))
        with Vertical(id="settings"):
            yield ChoiceList(id="settings-rows", markup=False)
            yield Words("", id="settings-state")
        yield KeyFooter()

    def on_resize(self) -> None:
        """Lay the rows out for the width that there is."""
        self._show()

    def on_screen_resume(self) -> None:
        """Show the settings: another model may have been chosen meanwhile."""
        self._show()

    def _show(self) -> None:
        rows = self.query_one(ChoiceList)
        at = rows.highlighted or 0
        rows.set_options([self._row(id_, name, value) for id_, (name, value) in self._values().items()])
        rows.highlighted = at

    def _row(self, id_: str, name: str, value: str) -> Option:
        gap = "\n  " if self.app.size.width < _NARROW else " " * max(2, _NAMED - cell_len(name))
        line = Content.assemble((name, "bold" if id_ in self._acts else ""), gap, visible(value))
        return Option(line, id=id_, disabled=id_ not in self._acts)

    def _values(self) -> dict[str, tuple[str, str]]:
        app, settings = self._tutor, self._tutor.settings
        path = app.path()
        return {
            "language": (_("Language"), _NAMES[i18n.language()]),
            "theme": (_("Theme"), _(THEME_NAMES.get(app.theme, app.theme))),
            "motion": (_("Motion"), _("none") if settings.reduced_motion else _("as the system asks")),
            "model": (_("Model"), settings.model or _("practice model")),
            "offline": (
                _("Offline mode"),
                _("on: no prompt leaves this computer") if settings.offline else _("off: hosted models may be asked"),
            ),
            "path": (_("Path"), path.title_in(app.language) if path else _("every lesson")),
            "data": (_("Your work"), str(data_folder())),
            "file": (_("Settings file"), str(app.settings_path)),
        }

    def _say(self, words: str) -> None:
        self.query_one("#settings-state", Words).update(words)

    # --- Changing -----------------------------------------------------------------------------------------------------

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the setting."""
        event.stop()
        self._acts[event.option_id or ""]()

    def _language(self) -> None:
        self._tutor.post_message(SwitchLanguage())

    def _theme(self) -> None:
        names = list(THEME_NAMES)
        at = names.index(self._tutor.theme) if self._tutor.theme in names else -1
        self._tutor.choose_theme(names[(at + 1) % len(names)])
        self._changed()

    def _motion(self) -> None:
        self._tutor.remember(reduced_motion=not self._tutor.settings.reduced_motion)
        self.run_worker(
            apply_motion(self._tutor, reduced=self._tutor.settings.reduced_motion), group="motion", exclusive=True
        )
        self._changed()

    def _offline(self) -> None:
        if not self._tutor.settings.offline:
            self._keep_offline(on=True)
            return
        question = Confirmation(
            _("End offline mode?"),
            _(
                "A hosted model that you choose may then be sent your prompts, and the documents that stand in them. "
                "The practice model and the models of this computer still send nothing. A prompt with personal data "
                "is stopped before it leaves."
            ),
            yes=_("End offline mode"),
            no=_("Change nothing"),
        )
        self.app.push_screen(question, lambda sure: self._keep_offline(on=False) if sure else None)

    def _keep_offline(self, *, on: bool) -> None:
        app = self._tutor
        app.remember(offline=on)
        app.make_model, app.make_judge = model_maker(app.settings), judge_maker(app.settings)
        self._changed()

    def _path(self) -> None:
        def keep(name: str | None) -> None:
            if name is not None:
                self._tutor.remember(path=name)
                self._changed()

        app = self._tutor
        app.push_screen(PathChoice(app.workspace.library, app.path(), i18n.language()), keep)

    def _changed(self) -> None:
        self._show()
        self._say("✓ " + _("Kept."))

    # --- The rest -----------------------------------------------------------------------------------------------------

    def action_help(self) -> None:
        """Explain the screen."""
        self.app.push_screen(HelpScreen(_("Settings"), _(HELP)))

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.dismiss()
