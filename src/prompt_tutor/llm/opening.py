"""Where a name becomes a model: the one place, so that offline mode holds for every face and command."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _
from prompt_tutor.llm.locality import bare, locate
from prompt_tutor.llm.model import ModelError
from prompt_tutor.started import command as started_command

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from prompt_tutor.llm.locality import Endpoint
    from prompt_tutor.llm.model import Chunk, Model, ModelInfo, Request

PRACTICE_ID: Final = "practice"
RECORDED_ID: Final = "recorded"


def open_model(name: str, api_base: str | None, *, offline: bool, delay: float = 0.0) -> Model:
    """Return the model called `name`.

    A server on this machine is asked where the model runs: call this in a thread. Nothing else is asked, and no name is
    looked up.

    Args:
        name: "practice" or "", "recorded", or a name that litellm knows, such as "ollama_chat/mistral".
        api_base: where it answers; None or "" for its provider's own address.
        offline: whether to refuse what would send the prompt to another computer.
        delay: the pause between two pieces of a simulated or recorded answer, in seconds.

    Raises UsageError where the address cannot be read, or where `offline` forbids the model.
    """
    if name in ("", PRACTICE_ID):
        from prompt_tutor.llm.practice import PracticeModel

        return PracticeModel(delay)
    if name == RECORDED_ID:
        from prompt_tutor.llm.recorded import RecordedModel

        return RecordedModel(delay)
    from prompt_tutor.llm.live import LiveModel
    from prompt_tutor.llm.remote import place_of

    endpoint = locate(name, api_base)
    place = place_of(endpoint) if endpoint.local else "elsewhere"
    if place == "elsewhere" and offline:
        raise _refused(endpoint, name, api_base)
    model = LiveModel(name, api_base, hosted=place == "elsewhere")
    return _Unheard(model, endpoint) if place == "silent" else model


def _refused(endpoint: Endpoint, name: str, api_base: str | None) -> UsageError:
    command = f"{started_command()} models --choose {name}"
    if api_base:
        command += f" --api-base {api_base if bare(api_base) else 'URL'}"
    return UsageError(
        _("Offline mode is on, and the model {model} would have the prompt leave this computer.").format(
            model=endpoint.model
        ),
        _("Use the practice model or one that runs here; to end offline mode, choose the model: {command}.").format(
            command=command
        ),
    )


@dataclass(frozen=True, slots=True)
class _Unheard:
    """A model of a server that was not running when the model was opened: once it is, it says where the model runs."""

    model: Model
    endpoint: Endpoint

    @property
    def info(self) -> ModelInfo:
        return self.model.info

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        from prompt_tutor.llm import faults
        from prompt_tutor.llm.remote import ask_place

        place = await ask_place(self.endpoint)
        if place == "silent":
            raise faults.refused(self.endpoint)
        if place == "elsewhere":
            raise ModelError(
                "hosted",
                _("The model {model} does not run on this computer: nothing was sent.").format(
                    model=self.endpoint.model
                ),
                _("Send again to see what may be sent, or choose another model."),
            )
        async with aclosing(self.model.stream(request)) as chunks:
            async for chunk in chunks:
                yield chunk
