"""The problems of a file that is being written, below the screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

from prompt_tutor.i18n import _, ngettext
from prompt_tutor.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from prompt_tutor.authoring.look import Look
    from prompt_tutor.content.problems import Problem


class ProblemsPanel(VerticalScroll):
    """What `check` finds in a look at a file; a few lines high, most of the screen with the class `-large`."""

    DEFAULT_CSS = """
    ProblemsPanel {
        height: auto;
        max-height: 30%;
        padding: 0 2;
        background: $surface;
        scrollbar-size-vertical: 1;
    }
    ProblemsPanel.-large { max-height: 70%; }
    ProblemsPanel Words { height: auto; }
    ProblemsPanel #problems-title { text-style: bold; }
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def compose(self) -> ComposeResult:
        """Compose the count and the list."""
        yield Words(id="problems-title")
        yield Words(id="problems-list")

    def on_mount(self) -> None:
        """Fill them in."""
        self.show_look(self._look)

    def show_look(self, look: Look) -> None:
        """Show another look; before the panel is mounted it only takes note of it."""
        self._look = look
        for title in self.query("#problems-title").results(Words):
            title.update(_title(look))
        for problems in self.query("#problems-list").results(Words):
            problems.update(_list(look))
            problems.display = bool(look.problems)


def _title(look: Look) -> str:
    errors, warnings = look.errors, len(look.problems) - look.errors
    parts = [_("nothing to correct")]
    if errors:
        parts = [ngettext("{count} problem to correct", "{count} problems to correct", errors).format(count=errors)]
    if warnings:
        parts.append(ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings))
    told = _("{sign} {file}: {found}").format(sign="✗" if errors else "✓", file=look.file.name, found=", ".join(parts))
    notes = [] if look.id else [_("the last version that can be shown is above")]
    if look.problems:
        notes.append(_("F10 shows them all"))
    return " · ".join((told, *notes))


def _list(look: Look) -> str:
    return "\n".join(_line(problem, look) for problem in look.problems)


def _line(problem: Problem, look: Look) -> str:
    severity = _("to correct") if problem.severity == "error" else _("warning")
    name = "" if problem.file == str(look.file) else f"{problem.file.replace(chr(92), '/').rpartition('/')[2]}, "
    place = _("{file}line {line}").format(file=name, line=problem.line)
    return _("{place}: {severity}: {message} {remedy}").format(
        place=place, severity=severity, message=problem.message, remedy=problem.remedy
    )
