"""Progress is written in order, and to the end."""

import threading
from functools import partial

import pytest

from prompt_tutor.errors import StorageError
from prompt_tutor.tui.progress_writer import ProgressWriter


async def test_writes_are_made_in_order_and_in_a_thread() -> None:
    writer = ProgressWriter()
    made: list[tuple[int, threading.Thread]] = []

    def write(number: int) -> None:
        made.append((number, threading.current_thread()))

    for number in range(5):
        writer.add(partial(write, number))
    await writer.drain()
    assert [number for number, _thread in made] == [0, 1, 2, 3, 4]
    assert all(thread is not threading.main_thread() for _number, thread in made)


async def test_what_is_left_after_a_fault_can_still_be_written() -> None:
    writer = ProgressWriter()
    made: list[str] = []

    def fail() -> None:
        raise StorageError("full", "make room")

    writer.add(fail)
    writer.add(lambda: made.append("second"))
    with pytest.raises(StorageError):
        await writer.drain()
    writer.finish()
    assert made == ["second"]
