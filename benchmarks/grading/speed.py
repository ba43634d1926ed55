"""How long the grader takes: on a long prompt once warm, and until the first verdict of a fresh process.

    python -m benchmarks.grading.speed

Each figure stands beside a floor taken in the same run; what runs once warm is timed by the clock and by the processor,
which a busy machine keeps waiting. The exit status is 1 where a limit is not held by the clock.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.grading.texts import dev_prompts, long_prompts

from prompt_tutor.content.library import open_library
from prompt_tutor.grading.grade import grade_prompt
from prompt_tutor.grading.prompt import Prompt, expand
from prompt_tutor.grading.sixteen import judge
from prompt_tutor.paths import base_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LENGTH: Final = 4_000
WARM_LIMIT: Final = 16.0
"""Milliseconds at the 99th percentile, so that it can run while one types."""

FRESH_LIMIT: Final = 400.0
"""Milliseconds from the start of a process to its first verdict, at the median."""

WARMING: Final = 40
"""Other texts of each language that are judged before the clock starts."""

JUDGE: Final = "judge"

_WORD: Final = re.compile(r"\w+")
_EIGHT: Final = re.compile(
    r"\b(?:rédige|write)\b|\b\d+ (?:mots|words)\b|\b(?:tableau|table)\b|\b(?:exemple|example)\b"
    r"|\b(?:pour les|for the)\b|\b(?:n’invente|do not invent)\b|\b[\w.+-]+@[\w-]+\.\w+\b|\b(?:ton|tone)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Timed:
    """What was timed, and the milliseconds that each run took: a tuple for each round, texts in the same order."""

    name: str
    rounds: tuple[tuple[float, ...], ...]

    @property
    def all_runs(self) -> tuple[float, ...]:
        """Every run of every round."""
        return tuple(ms for times in self.rounds for ms in times)

    @property
    def quietest(self) -> tuple[float, ...]:
        """The quickest run of each text: what the text asks for, less what the machine was busy with."""
        return tuple(min(times) for times in zip(*self.rounds, strict=True))


def percentile(times: Sequence[float], share: float) -> float:
    """Return the time that `share` (0 to 1) of `times` stay within."""
    return sorted(times)[min(int(share * len(times)), len(times) - 1)]


def words_floor(text: str) -> None:
    """Fold case and accents and cut into words: what any grader must do first."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    _WORD.findall("".join(char for char in folded if not unicodedata.combining(char)))


def pattern_floor(text: str) -> None:
    """Look for eight alternations in one pass: what a grader by keywords does."""
    _EIGHT.findall(text)


def in_scenario() -> Callable[[str, str], object]:
    """Return what grades a text in the scenario note-energie, its table pasted, `LENGTH` characters in all."""
    with tempfile.TemporaryDirectory() as cache:
        scenario = open_library((base_pack(),), Path(cache)).scenario("note-energie")
    place = "\n\n{{energie}}"
    documents = {language: scenario.documents_in(language) for language in ("fr", "en")}
    room = {language: LENGTH - len(expand(place, documents[language]).text) for language in documents}

    def grade(text: str, language: str) -> None:
        grade_prompt(expand(text[: room[language]] + place, documents[language]), scenario, language)

    return grade


CLOCKS: Final = {"clock": time.perf_counter, "processor": time.thread_time}


def time_warm(texts: dict[str, list[str]], rounds: int) -> dict[str, list[Timed]]:
    """Time the floors and the grader on all texts, `rounds` times, by each clock, after other texts have warmed them.

    Each goes through all texts before the next begins, and so finds its caches as it would alone.
    """
    work: dict[str, Callable[[str, str], object]] = {
        "floor: fold, cut into words": lambda text, _: words_floor(text),
        "floor: eight alternations": lambda text, _: pattern_floor(text),
        JUDGE: lambda text, language: judge(Prompt(text), language),
        "grade_prompt in note-energie": in_scenario(),
    }
    found: dict[str, list[Timed]] = {clock: [] for clock in CLOCKS}
    for language, all_texts in texts.items():
        taken: dict[str, dict[str, list[tuple[float, ...]]]] = {clock: {name: [] for name in work} for clock in CLOCKS}
        for _ in range(rounds):
            for name, run in work.items():
                times: dict[str, list[float]] = {clock: [] for clock in CLOCKS}
                for text in all_texts:
                    started = [now() for now in CLOCKS.values()]
                    run(text, language)
                    for (clock, now), start in zip(CLOCKS.items(), started, strict=True):
                        times[clock].append((now() - start) * 1000)
                for clock in CLOCKS:
                    taken[clock][name].append(tuple(times[clock][WARMING:]))
        for clock in CLOCKS:
            found[clock] += [Timed(f"{name}, {language}", tuple(times)) for name, times in taken[clock].items()]
    return found


def time_fresh(runs: int) -> list[Timed]:
    """Time whole processes, in turn: the floors, `judge` in each language, and the command `assess`."""
    texts = {language: sorted(dev_prompts(language), key=len) for language in ("fr", "en")}
    middle = {language: pool[len(pool) // 2] for language, pool in texts.items()}
    code = (
        "import sys; from prompt_tutor.grading.prompt import Prompt; from prompt_tutor.grading.sixteen import judge; "
        "judge(Prompt(sys.stdin.read()), sys.argv[1])"
    )
    commands = {
        "floor: python": (("-c", "pass"), ""),
        "floor: import re, tomli": (("-c", "import re, tomli"), ""),
        **{f"judge, {language}": (("-c", code, language), text) for language, text in middle.items()},
        **{
            f"prompt-tutor assess --json, {language}": (
                ("-m", "prompt_tutor", "assess", "--json", "--language", language, "-"),
                text,
            )
            for language, text in middle.items()
        },
    }
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, (arguments, text) in commands.items():
            started = time.perf_counter()
            subprocess.run([sys.executable, *arguments], input=text, encoding="utf-8", check=True, capture_output=True)
            if number:  # the first run warms the disk
                taken[name].append((time.perf_counter() - started) * 1000)
    return [Timed(name, (tuple(times),)) for name, times in taken.items()]


def held(name: str, worst: float, limit: float) -> bool:
    """Print whether `worst` stays within `limit`, both in ms, and return it."""
    ok = worst <= limit
    print(f"{name}: {worst:.1f} ms, limit {limit:.0f} ms: {'held' if ok else 'not held'}")
    return ok


def show(title: str, times: Sequence[Timed]) -> None:
    """Print a table of `times`; "quiet" is the 99th percentile of each text's quickest run."""
    print(f"{title:<52} {'p50':>8} {'p99':>8} {'worst':>8} {'quiet':>8}   ms")
    for timed in times:
        runs = timed.all_runs
        quiet = f"{percentile(timed.quietest, 0.99):8.2f}" if len(timed.rounds) > 1 else ""
        print(f"{timed.name:<52} {percentile(runs, 0.5):8.2f} {percentile(runs, 0.99):8.2f} {max(runs):8.2f} {quiet}")
    print()


def main() -> int:
    """Measure, print the figures and return 0 where both limits are held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=300, help="different texts of each language (300)")
    parser.add_argument("--rounds", type=int, default=3, help="how often all texts are judged (3)")
    parser.add_argument("--runs", type=int, default=11, help="runs of each fresh process (11)")
    arguments = parser.parse_args()
    texts = {
        language: long_prompts(arguments.texts + WARMING, LENGTH, language, seed=20261123) for language in ("fr", "en")
    }
    warm = time_warm(texts, arguments.rounds)
    for clock, timed in warm.items():
        show(f"{LENGTH:,} characters, {arguments.texts} texts, {arguments.rounds} times; {clock}", timed)
    fresh = time_fresh(arguments.runs)
    show(f"a fresh process, {arguments.runs} times", fresh)
    everything = {
        clock: [ms for timed in found if timed.name.startswith(JUDGE) for ms in timed.all_runs]
        for clock, found in warm.items()
    }
    slowest = max(statistics.median(timed.all_runs) for timed in fresh if not timed.name.startswith("floor"))
    print(f"judge, once warm, p99 by the processor: {percentile(everything['processor'], 0.99):.1f} ms")
    results = [
        held("judge, once warm, p99 over both languages", percentile(everything["clock"], 0.99), WARM_LIMIT),
        held("first verdict of a fresh process, slowest median", slowest, FRESH_LIMIT),
    ]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
