"""`prompt-tutor record SCENARIO --model M`: keep a live model's answers for replay without a network."""

from __future__ import annotations

import asyncio
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.authoring.record import HeldBackError, Take, gives_away, record_take, takes_of
from prompt_tutor.authoring.trial import languages_of
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.models import chosen_model
from prompt_tutor.cli.output import escape, mark, say, warn
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _, ngettext
from prompt_tutor.llm.model import ModelError
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.llm.model import Model


def run(arguments: Namespace) -> int:
    """Record the prompts of `arguments.scenario`; return 0, 1 where some were not sent, 3 where the model failed."""
    if not arguments.model:
        raise UsageError(
            _("No model is named whose answers should be recorded."),
            _("Add “--model NAME”, such as --model ollama_chat/mistral."),
        )
    scenario = open_packs(arguments).scenario(arguments.scenario)
    takes = _takes(scenario, arguments.language, arguments.attempt)
    model = chosen_model(arguments.model, arguments.api_base, offline=arguments.settings.offline)
    if model.info.hosted and arguments.yes:
        _say_what_leaves(scenario, takes, model)
    recorded, held, failed = asyncio.run(_record(scenario, takes, model, send_all=arguments.yes))
    say(_summary(recorded, held, failed))
    if failed:
        return 3
    return 1 if held else 0


def _takes(scenario: Scenario, language: str, numbers: list[int]) -> list[Take]:
    written = languages_of(scenario)
    if language and language not in written:
        raise UsageError(
            _("The scenario “{scenario}” is not written in “{language}”.").format(
                scenario=scenario.id, language=language
            ),
            _("Use: {languages}.").format(languages=", ".join(written)),
        )
    takes = list(takes_of(scenario, language))
    if numbers:
        takes += _attempts(scenario, language or i18n.language(), numbers)
    if not takes:
        raise UsageError(
            _("There is no prompt to record."),
            _("Add a calibration to the scenario, or name an attempt with “--attempt NUMBER”."),
        )
    return takes


def _attempts(scenario: Scenario, language: str, numbers: list[int]) -> list[Take]:
    with open_database(data_folder()) as database:
        records = [
            record
            for record in Attempts(database).history(scenario.name)
            if record.language == language and len(record.drafts) == len(scenario.turn_ids)
        ]
    takes = []
    for number in numbers:
        if not 0 < number <= len(records):
            raise UsageError(
                _("There is no attempt number {number} with all its prompts on this scenario in this language.").format(
                    number=number
                ),
                ngettext(
                    "{count} attempt is kept; name its number, and its language with --language.",
                    "{count} attempts are kept; name one by its number, and its language with --language.",
                    len(records),
                ).format(count=len(records)),
            )
        takes.append(Take(f"attempt-{number}", "fr" if language == "fr" else "en", records[number - 1].drafts))
    return takes


def _say_what_leaves(scenario: Scenario, takes: list[Take], model: Model) -> None:
    """Say, before anything is sent, what --yes sends to another computer."""
    for take in takes:
        passages = gives_away(scenario, take)
        if passages:
            warn(
                _("{name}: sent to {model} as you asked, with data that should stay here: {passages}.").format(
                    name=_name(take),
                    model=model.info.id,
                    passages=", ".join(_("“{passage}”").format(passage=passage) for passage in passages),
                )
            )


async def _record(scenario: Scenario, takes: list[Take], model: Model, *, send_all: bool) -> tuple[int, int, int]:
    """Record each of `takes`; return how many were recorded, were not sent, and failed."""
    recorded = held = failed = 0
    with _progress(len(takes)) as tell:
        for take in takes:
            tell(_name(take), done=False)
            try:
                files = await record_take(scenario, take, model, send_all=send_all)
            except HeldBackError as error:
                held += 1
                outcome = _outcome(take, str(error), ok=False)
            except ModelError as error:
                failed += 1
                outcome = _outcome(take, str(error), ok=False)
            else:
                recorded += 1
                outcome = _outcome(take, ", ".join(str(file) for file in files), ok=True)
            tell(outcome, done=True)
    return recorded, held, failed


def _name(take: Take) -> str:
    return f"{take.name} ({take.language})"


def _outcome(take: Take, words: str, *, ok: bool) -> str:
    return f"{mark(ok)} " + _("{name}: {outcome}").format(name=_name(take), outcome=words)


@contextmanager
def _progress(total: int) -> Iterator[Callable[..., None]]:
    """Yield what tells of a prompt that begins, or of what came of it (`done`).

    On standard error: a bar in a terminal, plain lines elsewhere.
    """
    if not sys.stderr.isatty():
        yield lambda text, *, done: warn(text) if done else None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)

        def tell(text: str, *, done: bool) -> None:
            if done:
                progress.console.print(escape(text), markup=False, highlight=False, soft_wrap=True)
                progress.advance(task)
            else:
                progress.update(task, description=_("{name} · Ctrl+C stops it").format(name=escape(text)))

        yield tell


def _summary(recorded: int, held: int, failed: int) -> str:
    parts = [ngettext("{count} prompt recorded", "{count} prompts recorded", recorded).format(count=recorded)]
    if held:
        parts.append(ngettext("{count} not sent", "{count} not sent", held).format(count=held))
    if failed:
        parts.append(
            ngettext("{count} without a whole answer", "{count} without a whole answer", failed).format(count=failed)
        )
    return f"{mark(not (held or failed))} {', '.join(parts)}."
