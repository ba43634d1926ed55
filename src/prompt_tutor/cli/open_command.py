"""`prompt-tutor` and `prompt-tutor open ID`: the tutor itself."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor import i18n
from prompt_tutor.cli.models import check_options
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _
from prompt_tutor.paths import base_pack

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Open the tutor, at the lesson or scenario `arguments.id` if one is named; return its exit status."""
    check_options(arguments.model, arguments.api_base)
    packs = (base_pack(), *arguments.packs)
    if arguments.id is not None:
        _check_id(arguments)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            _("The tutor needs a terminal to draw its screen."),
            _("Open it in a terminal, or use a command without a screen: “prompt-tutor --help” lists them."),
        )
    from prompt_tutor.tui.choosing import judge_maker, model_maker
    from prompt_tutor.tui.run import run_tutor

    settings = first = arguments.settings
    if arguments.model:  # for this time: it is not remembered
        first = replace(settings, model=arguments.model, api_base=arguments.api_base)
    return run_tutor(
        language=i18n.language(),
        open_at=arguments.id,
        make_model=model_maker(first),
        make_judge=judge_maker(settings),
        settings=settings,
        packs=packs,
    )


def _check_id(arguments: Namespace) -> None:
    from prompt_tutor.cli.library import open_packs

    open_packs(arguments).kind_of(arguments.id)
