"""The garbage collector, kept from walking through the whole program while an answer streams: a tenth of a second."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Collect nothing until the context ends. What stands at the first call stays for good and is not walked again."""
    if not gc.get_freeze_count():
        gc.freeze()
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
