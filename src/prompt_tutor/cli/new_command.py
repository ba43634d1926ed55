"""`prompt-tutor new scenario|lesson ID`: a small complete example to replace, or eight questions that write one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.authoring.scaffold import new_lesson, new_scenario, pack_in, refuse_base_pack
from prompt_tutor.cli.asking import ask_scenario
from prompt_tutor.cli.output import say
from prompt_tutor.errors import UsageError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Write a new lesson or scenario and say what to do next; return 1 where answers are to be changed first."""
    folder = Path(arguments.folder or ".")
    if not arguments.folder:
        refuse_base_pack(folder)
    if arguments.ask and arguments.format == "lesson":
        raise UsageError(_("The questions write a scenario."), _("Leave --ask out: a lesson begins as an example."))
    if arguments.ask:
        written = ask_scenario(arguments.id, folder)
    elif arguments.format == "scenario":
        written = new_scenario(arguments.id, folder)
    else:
        written = new_lesson(arguments.id, folder)
    if written is None:
        return 1
    _tell(written, pack_in(folder), example=not arguments.ask)
    return 0


def _tell(written: list[Path], pack: Path, *, example: bool) -> None:
    for path in written:
        say(_("written: {file}").format(file=_near(path)))
    said = (
        _("Now replace the example in {file}, then run: prompt-tutor check {pack}")
        if example
        else _("You can change all of it in {file}; then run: prompt-tutor check {pack}")
    )
    say(said.format(file=_near(written[0]), pack=_near(pack)))


def _near(path: Path) -> str:
    """Return `path` as one would type it here."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
