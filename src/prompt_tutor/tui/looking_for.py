"""Words that one looks for: their case, their accents and what stands between them do not matter."""

from __future__ import annotations

import unicodedata


def finds(words: str, text: str) -> bool:
    """Return whether each of the `words` stands in `text`, or a part of it does: "eleve" finds "Élèves"."""
    plain = _plain(text)
    return all(word in plain for word in _plain(words).split())


def _plain(text: str) -> str:
    """Return `text` without case and accents: a search should find what a person meant."""
    marked = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("’", "'"))
    return "".join(character for character in marked if not unicodedata.combining(character))
