"""`prompt-tutor pack FOLDER`: one file to hand out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.authoring.packing import pack_up
from prompt_tutor.cli.output import say
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Write the pack in `arguments.folder` to one file; return 0."""
    file = pack_up(Path(arguments.folder), Path(arguments.output) if arguments.output else None)
    say(_("The pack is in {file}. Whoever gets it runs: prompt-tutor install {name}").format(file=file, name=file.name))
    return 0
