"""`prompt-tutor schema FORMAT`: the JSON Schema of a lesson, a scenario or a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.authoring.schema import schema
from prompt_tutor.cli.output import say_json

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Print the schema of the format `arguments.format`."""
    say_json(schema(arguments.format))
    return 0
