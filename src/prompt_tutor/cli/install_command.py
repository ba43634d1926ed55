"""`prompt-tutor install FILE`: put a training pack in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.authoring.packing import put_in_place
from prompt_tutor.cli.output import say
from prompt_tutor.i18n import _
from prompt_tutor.paths import packs_folder

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Put the pack in `arguments.file` in place; return 0."""
    folder = put_in_place(Path(arguments.file), packs_folder(), replace=arguments.replace)
    say(_("The pack “{id}” is in place: its lessons and scenarios are in the tutor.").format(id=folder.name))
    return 0
