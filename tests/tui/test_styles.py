"""The styles of a screen: Textual keeps them for all screens from the moment one is opened."""

import re
from collections import Counter
from pathlib import Path

import prompt_tutor.tui

FOLDER = Path(prompt_tutor.tui.__file__).parent
RULE = re.compile(r"^([^\s}/][^{]*)\{", re.MULTILINE)


def bare_classes(file: Path) -> set[str]:
    """The classes that `file` styles wherever they stand: no screen, widget or id before or beside them."""
    selectors = (part.strip() for rule in RULE.findall(file.read_text("utf-8")) for part in rule.split(","))
    return {selector for selector in selectors if re.fullmatch(r"\.[a-z][\w-]*", selector)}


def test_no_screen_changes_the_looks_of_another() -> None:
    styled = Counter(name for file in sorted(FOLDER.rglob("*.tcss")) for name in bare_classes(file))
    assert [name for name, files in styled.items() if files > 1] == []
