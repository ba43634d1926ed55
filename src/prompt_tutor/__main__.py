"""`python -m prompt_tutor` and `prompt-tutor`: the same program."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line with the program's arguments and return its exit status."""
    from prompt_tutor.cli.program import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
