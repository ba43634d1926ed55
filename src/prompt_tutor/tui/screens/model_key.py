"""Asking for a key: of which provider or server, then the key itself, which never shows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import N_, _
from prompt_tutor.llm.keys import in_environment, key_name, keyring_state, variables_of
from prompt_tutor.llm.providers import PROVIDERS
from prompt_tutor.tui.footer import KeyFooter
from prompt_tutor.tui.screens.dialog import HELP_KEY, Dialog
from prompt_tutor.tui.visible import visible
from prompt_tutor.tui.widgets.choice_list import ChoiceList
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import ComposeResult

_ADDRESS: Final = "address"


class ProviderChoice(Dialog[str | None]):
    """Asks whose key it is; ends with a provider's name or a server's address, None where nothing was chosen."""

    HELP_TITLE = N_("The key of a model")
    HELP_WORDS = N_(
        "A hosted model wants a key: its provider or your town gives you one. Choose whose key it is. The "
        "town’s own server or gateway is named by its address, at the end of the list.\n\n"
        "↑ and ↓ go from line to line, Enter chooses. Esc keeps nothing."
    )
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", N_("Close")), HELP_KEY]

    def __init__(self, logins: tuple[str, ...]) -> None:
        super().__init__()
        self._logins = logins

    def compose(self) -> ComposeResult:
        """Compose the list of providers, and the line for an address."""
        with Vertical(classes="dialog"):
            yield Words(_("Whose key is it?"), classes="dialog-title")
            yield ChoiceList(*self._options())
            address = Input(placeholder="https://passerelle.ville.fr/v1", id="address")
            address.display = False
            yield address
            yield Words("", id="address-help")
        yield KeyFooter()

    def _options(self) -> list[Option]:
        options = []
        for provider in PROVIDERS:
            note = ""
            if in_environment(provider.id):
                note = _("key in {variable}").format(variable=in_environment(provider.id))
            elif provider.id in self._logins:
                note = _("key in the keyring")
            options.append(Option(Content("   ".join(word for word in (provider.name, note) if word)), id=provider.id))
        return [*options, Option(Content(_("A server or the town’s gateway, by its address…")), id=_ADDRESS)]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """End with the provider, or ask for the address."""
        event.stop()
        if event.option_id != _ADDRESS:
            self.dismiss(event.option_id)
            return
        self.query_one(ChoiceList).display = False
        self.query_one("#address-help", Words).update(_("Its address, then Enter."))
        address = self.query_one("#address", Input)
        address.display = True
        address.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """End with the address, where it is one."""
        event.stop()
        text = event.value.strip()
        try:
            key_name(text if "://" in text else f"https://{text}")
        except TutorError as error:
            self.query_one("#address-help", Words).update(f"! {error.message} {error.remedy}")
        else:
            self.dismiss(text if "://" in text else f"https://{text}")


class KeyEntry(Dialog[bool]):
    """Asks for the key of `text`, a provider or an address, and keeps it by `keep`; ends with whether it is kept.

    `keep` is given the key and may raise TutorError, which is shown. Without a keyring, says what to do instead.
    """

    HELP_TITLE = N_("The key of a model")
    HELP_WORDS = N_(
        "The key is kept in the keyring of this computer, in no file of prompt-tutor, and goes only to the one "
        "it belongs to. Paste it and press Enter: it does not show.\n\n"
        "Where this computer has no keyring, the key has to stand in an environment variable before "
        "prompt-tutor is opened; whoever looks after the computer can do that. Esc keeps nothing."
    )
    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(False)", N_("Close")), HELP_KEY]

    def __init__(self, text: str, keep: Callable[[str], Awaitable[None]]) -> None:
        super().__init__()
        self._whose = key_name(text)
        self._keep = keep

    def compose(self) -> ComposeResult:
        """Compose what becomes of the key, and the line in which it is hidden."""
        with Vertical(classes="dialog"):
            yield Words(_("The key of {name}").format(name=self._whose), classes="dialog-title")
            yield Words("", id="key-help")
            line = Input(password=True, id="key")
            line.display = False
            yield line
            yield Words("", id="key-fault", classes="dialog-fault")
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Ask for the key where there is a keyring to keep it in."""
        state = await asyncio.to_thread(keyring_state)
        if not state.ok:
            self.query_one("#key-help", Words).update(
                _(
                    "This computer has no keyring, and a key is never written to a file. Put it into the environment "
                    "variable {name} before you open prompt-tutor; whoever looks after this computer can do that."
                ).format(name=variables_of(self._whose)[0])
            )
            return
        self.query_one("#key-help", Words).update(
            _(
                "Paste it and press Enter: it does not show. It is kept in the keyring of this computer ({keyring}), "
                "in no file of prompt-tutor."
            ).format(keyring=visible(state.detail))
        )
        line = self.query_one("#key", Input)
        line.display = True
        line.focus()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the key."""
        event.stop()
        try:
            await self._keep(event.value)
        except TutorError as error:
            self.query_one("#key-fault", Words).update(f"! {error.message} {error.remedy}")
        else:
            event.input.clear()
            self.dismiss(True)
