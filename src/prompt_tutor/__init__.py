"""prompt-tutor: learn to write prompts, offline, in French first."""

__version__ = "0.1.0"
