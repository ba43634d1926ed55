"""Prompts a second: `prompt-tutor assess --jsonl` beside promptfoo with eight simple assertions, on the same prompts.

    python -m benchmarks.grading.promptfoo

promptfoo and the Node that it needs come from npm into a temporary folder (a minute, 500 MB; `--folder` keeps them).
It runs offline with its provider `echo`, which hands the prompt on as the answer. Each run is taken with the start
before it, and the median of the runs counts; seconds of processor stand beside those of the clock, because a busy
machine shares its time out by thread and promptfoo has many. The exit status is 1 where ours judges less than three
times as many prompts by the clock.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from benchmarks.grading.texts import prompts

if TYPE_CHECKING:
    from collections.abc import Sequence

LIMIT: Final = 3.0
"""How many times as many prompts a second ours has to judge."""

PROMPTFOO: Final = "promptfoo@0.123.1"
NODE: Final = "24.21.0"
"""promptfoo 0.123 needs Node 22.22 or newer; npm has the programs as packages."""

QUICKEST: Final = ("--no-cache", "--no-write", "--no-table", "--no-progress-bar", "--no-share")
"""Without its database, its cache, its table and its bar promptfoo is at its best, and does what ours does."""

OVERRIDES: Final = {"@opentelemetry/sdk-trace-node": "2.11.0"}
"""A later version wants another package in a version that npm may not have."""

LIBSQL: Final = "0.5.29"
"""What promptfoo opens its database with; the only one of its optional packages that it does not start without."""

ASSERTIONS: Final[tuple[dict[str, object], ...]] = (
    {"type": "icontains-any", "value": ["rédige", "écris", "résume", "write", "draft", "summarise"]},
    {"type": "icontains-any", "value": ["tableau", "puces", "liste", "table", "bullet", "list"]},
    {"type": "icontains-any", "value": ["exemple", "modèle", "example", "template"]},
    {"type": "icontains", "value": "mairie"},
    {"type": "not-icontains", "value": "mot de passe"},
    {"type": "regex", "value": r"\d+\s*(mots|lignes|phrases|words|lines|sentences)"},
    {"type": "regex", "value": r"\b(pour|for)\s+(les|des|the|our)\b"},
    {"type": "not-regex", "value": r"[\w.+-]+@[\w-]+\.[a-z]{2,}"},
)


class Seconds(NamedTuple):
    """What a process took: by the clock, and of processors, its threads and children together."""

    clock: float
    processor: float


def timed(command: Sequence[str], **options: Any) -> tuple[subprocess.CompletedProcess[str], Seconds]:
    """Run `command` and return what it gave, and the seconds that it took."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, **options)
    clock, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done, Seconds(clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def install(folder: Path) -> list[str]:
    """Put promptfoo and Node into `folder` where they are not there yet; return the command that starts it."""
    system = {"Linux": "linux", "Darwin": "darwin"}[platform.system()]
    machine = {"x86_64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine()]
    node = folder / "node_modules" / f"node-{system}-{machine}" / "bin" / "node"
    script = folder / "node_modules" / "promptfoo" / "dist" / "src" / "entrypoint.js"
    if not node.exists() or not script.exists():
        (folder / "package.json").write_text(json.dumps({"overrides": OVERRIDES}), encoding="utf-8")
        libsql = f"@libsql/{system}-{machine}" + ("-gnu" if system == "linux" else "")
        packages = [PROMPTFOO, f"node-{system}-{machine}@{NODE}", f"{libsql}@{LIBSQL}"]
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional", "--loglevel=error"]
        subprocess.run(["npm", "install", *quiet, *packages], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return [str(node), str(script)]


def theirs(command: Sequence[str], folder: Path, texts: Sequence[tuple[str, str]], options: Sequence[str]) -> Seconds:
    """Return the seconds of `promptfoo eval` on `texts`; exit where it has not judged each by all assertions."""
    config, output = folder / "config.json", folder / "output.jsonl"
    config.write_text(
        json.dumps(
            {
                "prompts": ["{{text}}"],
                "providers": ["echo"],
                "defaultTest": {"assert": ASSERTIONS},
                "tests": [{"vars": {"text": text}} for text, _ in texts],
            }
        ),
        encoding="utf-8",
    )
    output.unlink(missing_ok=True)
    environment = {
        **os.environ,
        "PROMPTFOO_DISABLE_TELEMETRY": "1",
        "PROMPTFOO_DISABLE_UPDATE": "1",
        "PROMPTFOO_CONFIG_DIR": str(folder / "promptfoo"),
    }
    done, taken = timed(
        [*command, "eval", "-c", str(config), *options, "-o", str(output)],
        env=environment,
        cwd=folder,
        text=True,
        check=False,  # its status is 100 where an assertion did not hold
    )
    rows = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()] if output.exists() else []
    judged = sum(len(row["gradingResult"]["componentResults"]) for row in rows)
    if judged != len(texts) * len(ASSERTIONS):
        sys.exit(f"promptfoo gave {judged} verdicts on {len(texts)} prompts:\n{done.stdout}\n{done.stderr}")
    return taken


def ours(texts: Sequence[tuple[str, str]]) -> Seconds:
    """Return the seconds of `prompt-tutor assess --jsonl` on `texts`; exit where it has not judged each."""
    lines = "".join(json.dumps({"text": text, "language": language}) + "\n" for text, language in texts)
    command = [sys.executable, "-m", "prompt_tutor", "assess", "--jsonl"]
    done, taken = timed(command, input=lines, encoding="utf-8", check=True)
    if len(done.stdout.splitlines()) != len(texts):
        sys.exit(f"prompt-tutor has not judged each of {len(texts)} prompts")
    return taken


def compare(taken: dict[str, list[Seconds]], kind: str, count: int) -> float:
    """Print how many of `count` prompts each judges in a second of `kind`, starts taken off; return the ratio."""
    spent = {
        name: statistics.median(
            getattr(whole, kind) - getattr(start, kind)
            for start, whole in zip(taken[beginning], taken[name], strict=True)
        )
        for name, beginning in (("ours", "our start"), ("theirs", "their start"))
    }
    ratio: float = spent["theirs"] / spent["ours"]
    print(
        f"prompts a second by the {kind}: prompt-tutor {count / spent['ours']:.0f}, "
        f"{PROMPTFOO} {count / spent['theirs']:.0f}, ratio {ratio:.2f}"
    )
    return ratio


def main() -> int:
    """Measure both in turn, print the figures and return 0 where the limit is held."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prompts", type=int, default=500, help="prompts of each run (500)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each, in turn (5)")
    parser.add_argument("--at-once", type=int, default=4, help="promptfoo's --max-concurrency (4, its own default)")
    parser.add_argument("--defaults", action="store_true", help="leave promptfoo its database, cache, table and bar")
    parser.add_argument("--folder", type=Path, help="where promptfoo is kept, or installed and then kept")
    arguments = parser.parse_args()
    # promptfoo fills in a prompt that itself holds {{…}}: another work than judging it.
    texts = [(text.replace("{{", "{ {"), language) for text, language in prompts(arguments.prompts, seed=20261123)]
    with contextlib.ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        command = install(folder)
        taken: dict[str, list[Seconds]] = {name: [] for name in ("their start", "theirs", "our start", "ours")}
        options = [*(("--no-share",) if arguments.defaults else QUICKEST), "-j", str(arguments.at_once)]
        first = [next(pair for pair in texts if pair[1] == language) for language in ("fr", "en")]
        for _ in range(arguments.runs):
            taken["their start"].append(theirs(command, folder, first, options))
            taken["theirs"].append(theirs(command, folder, texts, options))
            taken["our start"].append(ours(first))
            taken["ours"].append(ours(texts))
    for name, runs in taken.items():
        clock = ", ".join(f"{run.clock:.2f}" for run in runs)
        print(f"{name:<12} {statistics.median(run.clock for run in runs):6.2f} s   ({clock})")
    count = len(texts) - len(first)  # a prompt in each language is part of the start on both sides
    ratio = compare(taken, "clock", count)
    compare(taken, "processor", count)
    whole = {name: statistics.median(run.clock for run in taken[name]) for name in ("ours", "theirs")}
    print(f"start and all, by the clock: {len(texts) / whole['ours']:.0f}, {len(texts) / whole['theirs']:.0f} a second")
    print(f"limit {LIMIT:.0f}, by the clock: {'held' if ratio >= LIMIT else 'not held'}")
    return 0 if ratio >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
