"""How long `check` takes for a pack of 1,000 files, beside the floor of only parsing their TOML, in the same run.

    .venv/bin/python -m benchmarks.check_pack

Half of the files are scenarios, half are lessons that practise them: the scaffolds of `new`, each with its own words,
so that no two prompts are the same. Processor time is given as well: other programs do not lengthen it.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import tomli

from prompt_tutor import i18n
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.check_pool import processes
from prompt_tutor.authoring.scaffold import new_lesson, new_scenario


def make_pack(folder: Path, files: int) -> None:
    """Write a pack of `files` lessons and scenarios to `folder`."""
    scenario, document, *_others = new_scenario("case-0000", folder)
    lesson = new_lesson("lesson-0000", folder)[0]
    told, noted, taught = (path.read_text(encoding="utf-8") for path in (scenario, document, lesson))
    for number in range(1, files // 2):
        id_ = f"case-{number:04}"
        home = folder / "scenarios" / id_
        home.mkdir()
        text = told.replace("case-0000", id_).replace("la fête", f"la fête {number}")
        (home / scenario.name).write_text(text, encoding="utf-8")
        (home / document.name).write_text(f"{noted}\nNote {number}.\n", encoding="utf-8")
        text = taught.replace("lesson-0000", f"lesson-{number:04}").replace("case-0000", id_)
        name = f"{number % 90 + 10}-lesson-{number:04}.toml"
        (folder / "lessons" / name).write_text(text, encoding="utf-8")


def _busy() -> float:
    """Return the seconds of the processor that this process and those that it has ended took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    """Make the pack, parse it, check it, and print both times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=processes(), help="as many as the program would take here")
    arguments = parser.parse_args()
    files, count = arguments.files, arguments.processes
    i18n.use("fr")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pack"
        make_pack(folder, files)
        start, busy = time.perf_counter(), _busy()
        for path in folder.rglob("*.toml"):
            tomli.loads(path.read_text(encoding="utf-8"))
        parsed, busy_parsed = time.perf_counter(), _busy()
        problems = check([folder], processes=count)
        checked, busy_checked = time.perf_counter(), _busy()
    print(f"{files} files, {len(problems)} problems, {count} processes")
    print(f"parsing alone {parsed - start:.2f} s ({busy_parsed - busy:.2f} s of the processor)")
    print(f"check {checked - parsed:.2f} s ({busy_checked - busy_parsed:.2f} s of the processor)")


if __name__ == "__main__":
    main()
