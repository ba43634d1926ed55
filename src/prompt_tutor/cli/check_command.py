"""`prompt-tutor check PATH…`: what is wrong in lessons and scenarios, and what to write instead."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_tutor.authoring.check import check, files_to_check
from prompt_tutor.authoring.check_pool import processes
from prompt_tutor.cli.output import mark, say, say_json
from prompt_tutor.i18n import _, ngettext

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from prompt_tutor.content.problems import Problem


def run(arguments: Namespace) -> int:
    """Check `arguments.paths`; return 1 where a problem is an error, 0 where there are at most warnings."""
    paths = [Path(path) for path in arguments.paths]
    problems = check(paths, processes=processes())
    errors = [problem for problem in problems if problem.severity == "error"]
    if arguments.json:
        say_json({"format": 1, "problems": [asdict(problem) for problem in problems]})
    else:
        say_problems(problems)
        say(_summary(len(files_to_check(paths)), len(errors), len(problems) - len(errors)))
    return 1 if errors else 0


def say_problems(problems: Sequence[Problem]) -> None:
    """Write each of `problems` on a line of its own."""
    for problem in problems:
        say(_line(problem))


def _line(problem: Problem) -> str:
    severity = _("to correct") if problem.severity == "error" else _("warning")
    return _("{place}: {severity}: {message} {remedy}").format(
        place=problem.place, severity=severity, message=problem.message, remedy=problem.remedy
    )


def _summary(files: int, errors: int, warnings: int) -> str:
    checked = ngettext("{count} file checked", "{count} files checked", files).format(count=files)
    wrong = ngettext("{count} problem to correct", "{count} problems to correct", errors).format(count=errors)
    if not errors:
        wrong = _("nothing to correct")
    parts = [checked, wrong]
    if warnings:
        parts.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    return f"{mark(not errors)} {', '.join(parts)}."
