"""One line of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from prompt_tutor.i18n import _

Source = Literal["practice", "recording", "ollama", "lm-studio", "llama-server", "server", "provider"]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can answer, or that would if it could be reached.

    Attributes:
        id: what `open_model` takes: "practice", "recorded", or a name that litellm knows; "" where there is nothing to
            choose: `note` says why.
        api_base: the address to ask it at; None for the provider's own.
        name: to show.
        source: what kind of thing answers.
        hosted: whether the prompt leaves this machine.
        where: the address without what may be a key, or the provider's name; to show. "" for practice and recordings.
        detail: what its server says of it, such as "7.6B, Q4_K_M"; to show, "" where it says nothing.
        note: words to show with it, without a full stop, such as why it cannot be chosen; "" for none.
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

    @property
    def place(self) -> str:
        """Where it runs, in words to show."""
        program = "" if self.hosted else _PROGRAMS.get(self.source, "")
        names = [program, self.where if self.where != self.name else ""]
        return ", ".join(name for name in names if name) or ("" if self.hosted else _("on this computer"))


_PROGRAMS: Final = {"ollama": "Ollama", "lm-studio": "LM Studio", "llama-server": "llama-server"}
