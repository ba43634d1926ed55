"""How well the prompt grader agrees with labelled prompts.

    python benchmarks/grading/prompts.py                      tables for the sets that cues may be tuned on
    python benchmarks/grading/prompts.py --errors dev         … and the list of errors on one set
    python benchmarks/grading/prompts.py --held               the table of the prompts held back, and nothing else

The sets: `dev` (three raters, majority), `own-tuned` and `own-held` (written for this project by several writers and
labelled before the grader saw them; what is held back is measured last, and not looked at when cues are changed).
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.prompt import Prompt
from prompt_tutor.grading.sixteen import judge

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE: Final = Path(__file__).parent
MOSTLY_MET: Final = ("task", "privacy")
"""Most prompts meet these: their F1 is that of *not met*."""
ROUNDS: Final = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """One prompt: what the raters and the grader say of it."""

    id: str
    language: str
    text: str
    wanted: frozenset[str]
    split: frozenset[str]
    got: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement on one criterion."""

    precision: float
    recall: float
    f1: float
    kappa: float
    wrong: int


def load(name: str) -> list[Row]:
    """Return the graded rows of the set `name`."""
    file, _, part = name.partition("-")
    rows = [json.loads(line) for line in (HERE / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_grade(row) for row in rows if not part or row["part"] == part]


def _grade(row: dict[str, Any]) -> Row:
    verdicts = judge(Prompt(row["text"]), row["language"])
    got = frozenset(criterion for criterion, verdict in verdicts.items() if verdict.met)
    return Row(row["id"], row["language"], row["text"], frozenset(row["met"]), frozenset(row.get("split", ())), got)


def score(rows: Iterable[Row], criterion: str) -> Score:
    """Return precision, recall and F1 (of *not met* for `MOSTLY_MET`), and Cohen's kappa."""
    flip = criterion in MOSTLY_MET
    pairs = [((criterion in row.wanted) != flip, (criterion in row.got) != flip) for row in rows]
    hit = sum(wanted and got for wanted, got in pairs)
    false = sum(got and not wanted for wanted, got in pairs)
    missed = sum(wanted and not got for wanted, got in pairs)
    none = len(pairs) - hit - false - missed
    total = len(pairs) or 1
    chance = ((hit + false) * (hit + missed) + (none + false) * (none + missed)) / total**2
    kappa = ((hit + none) / total - chance) / (1 - chance) if chance < 1 else 1.0
    f1 = 2 * hit / (2 * hit + false + missed) if hit + false + missed else 1.0
    return Score(
        hit / (hit + false) if hit + false else 1.0,
        hit / (hit + missed) if hit + missed else 1.0,
        f1,
        kappa,
        false + missed,
    )


def macro(rows: list[Row]) -> float:
    """Return the mean F1 of the sixteen."""
    return sum(score(rows, criterion).f1 for criterion in CRITERIA) / len(CRITERIA)


def interval(rows: list[Row]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the macro-F1 (prompts drawn again, seed fixed)."""
    draw = random.Random(20261123)  # noqa: S311 (no secret: a fixed seed makes the table repeatable)
    values = sorted(macro(draw.choices(rows, k=len(rows))) for _ in range(ROUNDS))
    return values[int(ROUNDS * 0.025)], values[int(ROUNDS * 0.975)]


def table(name: str, rows: list[Row]) -> str:
    """Return the table of one set, as Markdown."""
    low, high = interval(rows)
    lines = [
        f"### {name}: {len(rows)} prompts, macro-F1 {macro(rows):.3f} (95 % interval {low:.3f} to {high:.3f})",
        "",
        "| criterion | precision | recall | F1 | kappa | wrong | F1 fr | F1 en |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for criterion in CRITERIA:
        whole = score(rows, criterion)
        fr, en = (score([row for row in rows if row.language == language], criterion) for language in ("fr", "en"))
        lines.append(
            f"| `{criterion}` | {whole.precision:.2f} | {whole.recall:.2f} | {whole.f1:.2f} | {whole.kappa:.2f} | "
            f"{whole.wrong} | {fr.f1:.2f} | {en.f1:.2f} |"
        )
    return "\n".join(lines)


def errors(rows: list[Row]) -> str:
    """Return the list of errors of one set."""
    lines = []
    for row in rows:
        for criterion in CRITERIA:
            if (criterion in row.wanted) != (criterion in row.got):
                kind = "missed" if criterion in row.wanted else "false"
                note = " (raters disagreed)" if criterion in row.split else ""
                lines.append(f"{row.id} {row.language} {criterion}: {kind}{note}: {row.text[:70]!r}")
    return "\n".join(lines)


def main() -> None:
    """Print the tables, and the errors of one set if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", metavar="SET", help="list the errors on this set")
    parser.add_argument("--held", action="store_true", help="measure on the prompts held back instead")
    arguments = parser.parse_args()
    for name in ("own-held",) if arguments.held else ("dev", "own-tuned"):
        print(table(name, load(name)), end="\n\n")
    if arguments.errors:
        print(errors(load(arguments.errors)))


if __name__ == "__main__":
    main()
