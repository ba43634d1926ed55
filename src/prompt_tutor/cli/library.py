"""The library that a command works with: the base pack and those that `--pack` names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.content.library import open_library
from prompt_tutor.paths import base_pack, cache_folder

if TYPE_CHECKING:
    from argparse import Namespace

    from prompt_tutor.content.library import Library


def open_packs(arguments: Namespace) -> Library:
    """Return the library of the base pack and of `arguments.packs`."""
    return open_library((base_pack(), *arguments.packs), cache_folder())
