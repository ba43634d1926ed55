"""Reduced motion: whether the person asked the system for less of it."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from textual import constants

if TYPE_CHECKING:
    from textual.app import App

_ASK: Final = {
    "darwin": (("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),
    "linux": (("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"),
}
"""By platform: the command that reads the setting, and what it prints where less motion is wanted."""

_CLIENT_AREA_ANIMATION: Final = 0x1042
"""SPI_GETCLIENTAREAANIMATION of Windows."""


async def apply_motion(app: App[Any], *, reduced: bool) -> None:
    """Have nothing move in `app` where `reduced` or the system asks for it; else as Textual is set."""
    still = reduced or await asyncio.to_thread(reduced_motion)
    app.animation_level = "none" if still else constants.TEXTUAL_ANIMATIONS


def reduced_motion() -> bool:
    """Return whether the system asks for less motion; False where it cannot be asked.

    Starts a small program on Linux and macOS: call it in a thread.
    """
    if sys.platform == "win32":
        import ctypes

        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(shown), 0)
        return not shown.value
    command, reduced = _ASK.get(sys.platform, ((), ""))
    if not command:
        return False
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=2, check=False)  # noqa: S603 - a constant
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.stdout.strip() == reduced
