"""A server's own reason for a refusal, as one line that is safe to show: it may repeat a key."""

from __future__ import annotations

import os
import re
from typing import Final

from prompt_tutor.llm.controls import make_visible

_LENGTH: Final = 200
_SECRET_NAME: Final = re.compile(r"KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL", re.IGNORECASE)
_SHORTEST_SECRET: Final = 6
_KEY_SHAPE: Final = re.compile(r"\b(?:sk|pk|rk|key|hf|gsk|xai)[-_][\w*.-]{6,}|\bBearer\s+\S+|\bAIza[\w-]{20,}")
_OLLAMA: Final = re.compile(
    r"""^(?:'\w+', Got unexpected response from Ollama: )?\{["']error["']:\s*["'](.*)["']\}$""", re.S
)
_LIBRARY_WORDS: Final = re.compile(
    r"^(?:(?:litellm\.)?\w+Error:\s*|litellm\.\w+:\s*|\w+Exception\s*-\s*|Error code: \d+\s*-\s*)+"
)


def reason_of(error: BaseException, secret: str = "") -> str:
    """Return what the server said, without `secret` and without anything that stands in the environment as a secret."""
    text = _LIBRARY_WORDS.sub("", str(getattr(error, "message", "") or type(error).__name__))
    text = _OLLAMA.sub(r"\1", text)
    for name, value in os.environ.items():
        if len(value) >= _SHORTEST_SECRET and _SECRET_NAME.search(name):
            text = text.replace(value, "…")
    if len(secret) >= _SHORTEST_SECRET:  # also its beginning alone: servers repeat keys with stars in the middle
        text = re.sub(rf"{re.escape(secret[:_SHORTEST_SECRET])}\S*", "…", text)
    text = " ".join(make_visible(_KEY_SHAPE.sub("…", text)).split()).rstrip(".")
    return text if len(text) <= _LENGTH else f"{text[:_LENGTH]}…"
