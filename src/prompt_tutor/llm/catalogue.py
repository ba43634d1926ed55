"""What can answer here: the practice model, recordings, servers on this machine, and hosted models with a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from prompt_tutor.i18n import _
from prompt_tutor.llm.opening import PRACTICE_ID, RECORDED_ID

if TYPE_CHECKING:
    from prompt_tutor.settings import Settings

Source = Literal["practice", "recording", "ollama", "lm-studio", "llama-server", "server", "provider"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue.

    Attributes:
        id: what `open_model` takes: "practice", "recorded", or a name that litellm knows; "" where a server or provider
            was not asked or gave no model, and there is nothing to choose: `note` says why.
        api_base: the address to ask it at; None for the provider's own.
        name: to show.
        source: what kind of thing answers.
        hosted: whether the prompt leaves this machine.
        where: the address without what may be a key, or the provider's name; to show. "" for practice and recordings.
        detail: what its server says of it, such as "7.6B, Q4_K_M"; to show, "" where it says nothing.
        note: a sentence to show with it, such as why it cannot be chosen; "" where there is nothing to say.
    """

    id: str
    api_base: str | None
    name: str
    source: Source
    hosted: bool
    where: str
    detail: str = ""
    note: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be chosen."""
        return bool(self.id)


async def find_models(settings: Settings, *, recordings: int = 0) -> tuple[Entry, ...]:
    """Return what can answer here: practice, recordings, servers on this machine, other servers, providers with a key.

    Servers are asked side by side, on this machine for half a second at the most; while `settings.offline` no other
    address is looked up or asked. Never raises for what a server does.

    Args:
        settings: `servers` and `api_base` are asked too.
        recordings: how many answers are recorded; without any there is no line for them.
    """
    return (*_here(recordings),)


def _here(recordings: int) -> tuple[Entry, ...]:
    practice = Entry(PRACTICE_ID, None, _("Practice model"), "practice", hosted=False, where="")
    if not recordings:
        return (practice,)
    return (practice, Entry(RECORDED_ID, None, _("Recorded answers"), "recording", hosted=False, where=""))
