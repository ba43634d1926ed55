"""`prompt-tutor assess --jsonl` over many prompts through a pipe: prompts a second, memory, and whether it streams.

    python -m benchmarks.grading.stream

Linux only (memory is read from /proc). The exit status is 1 where memory grows or the answers wait for the last line.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.grading.texts import prompts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

EARLY: Final = 1_000
"""Lines after which memory is read first: caches of words and of patterns are full by then."""

GROWTH: Final = 1.10
"""How many times the early peak the peak at the end may be and still count as constant."""

PATIENCE: Final = 30.0
"""Seconds that the last line waits for the answers to the hundred or so before it."""

FLOOR: Final = """
import json, sys
for line in sys.stdin.buffer:
    print(json.dumps(json.loads(line)), flush=True)
"""
OURS: Final = ("-m", "prompt_tutor", "assess", "--jsonl")


@dataclass
class Stream:
    """What one run gave.

    Attributes:
        seconds: from the start of the process to its last line.
        first: seconds to its first line.
        sent_at_first: how many lines it had been given when its first came back.
        peaks: peak of resident memory in MiB, by the number of lines that had come back.
    """

    seconds: float = 0.0
    first: float = 0.0
    sent_at_first: int = 0
    peaks: dict[int, float] = field(default_factory=dict)


def peak_memory(process: int) -> float:
    """Return the peak of resident memory of `process` so far, in MiB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    if found is None:
        sys.exit("the process ended before its memory could be read")
    return int(found[1]) / 1024


def run(arguments: Sequence[str], lines: Sequence[bytes]) -> Stream:
    """Feed `lines` to Python with `arguments`, read what comes back, and return what was seen.

    The last line is held back until all others have been answered, so that the process lives while it is looked at;
    a program that answers nothing before it has read all gets it after `PATIENCE`.
    """
    sent = 0
    answered = threading.Event()

    def feed(pipe: IO[bytes]) -> None:
        nonlocal sent
        for line in lines[:-1]:
            pipe.write(line)
            pipe.flush()
            sent += 1
        answered.wait(PATIENCE)
        pipe.write(lines[-1])
        pipe.close()

    seen = Stream()
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None  # noqa: S101 (tells the type checker what PIPE gives)
        assert process.stdout is not None  # noqa: S101
        feeder = threading.Thread(target=feed, args=(process.stdin,), daemon=True)
        feeder.start()
        count = 0
        for count, _ in enumerate(process.stdout, 1):
            if count == 1:
                seen.first, seen.sent_at_first = time.perf_counter() - started, sent
            if count in (EARLY, len(lines) - 1):
                seen.peaks[count] = peak_memory(process.pid)
            if count == len(lines) - 1:
                answered.set()
        seen.seconds = time.perf_counter() - started
    if count != len(lines):
        sys.exit(f"{count} lines came back for {len(lines)}")
    return seen


def main() -> int:
    """Measure, print the figures and return 0 where it streams in constant memory."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--prompts", type=int, default=10_000, help="prompts in the stream (10,000)")
    count = parser.parse_args().prompts
    if count <= EARLY:
        parser.error(f"more than {EARLY} prompts are needed")
    lines = [
        json.dumps({"id": str(number), "text": text, "language": language}).encode() + b"\n"
        for number, (text, language) in enumerate(prompts(count, seed=20261123))
    ]
    print(f"{count:,} prompts, {sum(map(len, lines)) / 1_000_000:.1f} MB")
    for name, arguments in (("floor: json in, json out", ("-c", FLOOR)), ("assess --jsonl", OURS)):
        seen = run(arguments, lines)
        early, late = seen.peaks[EARLY], seen.peaks[count - 1]
        print(
            f"{name:<26} {count / seen.seconds:8.0f} prompts a second; first answer after {seen.first * 1000:.0f} ms, "
            f"{seen.sent_at_first:,} lines in; peak memory {early:.1f} MiB at {EARLY:,} lines, "
            f"{late:.1f} MiB at {count:,}"
        )
    constant, streamed = late <= early * GROWTH, seen.sent_at_first < count - 1
    print(f"constant memory ({late / early:.3f} times, limit {GROWTH}): {'held' if constant else 'not held'}")
    print(f"first answer before the last line is in: {'held' if streamed else 'not held'}")
    return 0 if constant and streamed else 1


if __name__ == "__main__":
    sys.exit(main())
