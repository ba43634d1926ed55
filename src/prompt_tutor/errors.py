"""The errors that reach a person: each says what is wrong and what to do next, in their language."""

from __future__ import annotations


class TutorError(Exception):
    """An expected failure, to be shown as one clear line.

    Attributes:
        message: what is wrong, a sentence in the interface's language.
        remedy: what to do next, a sentence in the interface's language.
        place: where, such as `scenario.toml:12`, or "" where there is no place.
    """

    def __init__(self, message: str, remedy: str, place: str = "") -> None:
        super().__init__(message, remedy, place)
        self.message = message
        self.remedy = remedy
        self.place = place

    def __str__(self) -> str:
        start = f"{self.place}: " if self.place else ""
        return f"{start}{self.message} {self.remedy}".strip()


class UsageError(TutorError):
    """The command was given something that it cannot use (exit status 2)."""


class ContentError(TutorError):
    """A lesson, scenario or pack cannot be read (exit status 2)."""


class StorageError(TutorError):
    """The learner's data cannot be read or written (exit status 3)."""
