"""Checking many files side by side, in processes: grading them is work of the processor alone."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Final

from prompt_tutor import i18n
from prompt_tutor.authoring.check_file import check_file
from prompt_tutor.authoring.shelf import Shelf
from prompt_tutor.errors import TutorError
from prompt_tutor.i18n import _

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path

    from prompt_tutor.authoring.check_file import FileCheck

_WORTH_IT: Final = 600_000
"""Bytes of TOML from which a second process earns its start (half a second); benchmarks/README.md has the figures."""

_AT_ONCE: Final = 48_000
"""Bytes of TOML that a process is given at a time: one large scenario, or some ten small ones."""

_MOST: Final = 4
"""Processes: each takes some 100 MB."""

_shelf = Shelf()
"""What this process has read; each has its own."""


def processes() -> int:
    """Return how many processes may check here: one for each processor, within bounds."""
    return min(os.cpu_count() or 1, _MOST)


def pays(files: Sequence[Path]) -> bool:
    """Return whether `files` are so much work that several processes are done sooner than one."""
    return sum(map(_size, files)) >= _WORTH_IT


def check_side_by_side(files: Sequence[Path], count: int) -> Generator[FileCheck, None, None]:
    """Yield what comes of each of `files`, in their order, checked by `count` processes.

    Raises TutorError where one of them stops, such as for want of memory. Whatever ends the work ends them too.
    """
    context = multiprocessing.get_context(way_to_start())
    _index_packs(files)
    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(count, context, _begin, (i18n.language(),))
    try:
        with _no_interrupt():
            checked = executor.map(_check_some, _shares(files))
        yield from chain.from_iterable(checked)
    except BrokenProcessPool as error:
        raise TutorError(
            _("One of the processes that check the files has stopped."),
            _("Close other programs if memory is short and try again, or check one folder at a time."),
        ) from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()  # what is left of their work would be waited for
        raise
    finally:
        executor.shutdown(cancel_futures=True)


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl+C back: a process that is started meanwhile never has it, the parent has it at the end.

    Windows has no such thing: there a process that Ctrl+C meets in its first half second tells where.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _index_packs(files: Sequence[Path]) -> None:
    """Have the packs that lessons name indexed once: the processes find it in the cache."""
    shelf = Shelf()
    for file in {file.parent: file for file in files if file.parent.name == "lessons"}.values():
        shelf.library(file)


def way_to_start() -> str:
    """Return how processes are started: "fork" on Linux, at once and with all that is read already, else "spawn".

    A fork takes over the locks of threads that are not there in the child: not where this process has other threads.
    """
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _shares(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Yield `files` in their order, in shares of about the same size."""
    share: list[Path] = []
    size = 0
    for file in files:
        share.append(file)
        size += _size(file)
        if size >= _AT_ONCE:
            yield tuple(share)
            share, size = [], 0
    if share:
        yield tuple(share)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # reading it says why


def _begin(language: str) -> None:
    """Make a process ready: the interface's language, no Ctrl+C of its own, and an end where its parent ends."""
    i18n.use(language)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent has it too, and ends this process
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _check_some(files: tuple[Path, ...]) -> tuple[FileCheck, ...]:
    return tuple(check_file(file, _shelf) for file in files)
