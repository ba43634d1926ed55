"""`prompt-tutor new scenario|lesson ID`: a small complete example to replace, or eight questions that write one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.authoring.scaffold import new_lesson, new_scenario, pack_in, refuse_base_pack
from prompt_tutor.cli.output import say
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Write a new lesson or scenario and say what to do next; return 1 where answers are to be changed first."""
    folder = Path(arguments.folder or ".")
    if not arguments.folder:
        refuse_base_pack(folder)
    make = new_scenario if arguments.format == "scenario" else new_lesson
    _tell(make(arguments.id, folder), pack_in(folder))
    return 0


def _tell(written: list[Path], pack: Path) -> None:
    for path in written:
        say(_("written: {file}").format(file=_near(path)))
    say(
        _("Now replace the example in {file}, then run: prompt-tutor check {pack}").format(
            file=_near(written[0]), pack=_near(pack)
        )
    )


def _near(path: Path) -> str:
    """Return `path` as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
