"""The documentation of the formats: its example holds, in both languages, and names every key."""

import re
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.schema import schema

ROOT = Path(__file__).parents[2]


def test_example_has_nothing_to_correct(example_pack: Path) -> None:
    assert check([example_pack]) == []


def test_example_is_the_same_in_both_languages(example_files: dict[str, dict[str, str]]) -> None:
    assert example_files["fr"] == example_files["en"]
    assert len(example_files["fr"]) == 6


def _keys(found: dict[str, Any]) -> set[str]:
    tables = [found, *found.get("$defs", {}).values()]
    return {key for table in tables for key in table.get("properties", {})}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_of_the_schemas_is_explained(language: str) -> None:
    text = (ROOT / "docs" / f"formats.{language}.md").read_text(encoding="utf-8")
    quoted = {word for span in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[a-z_]+", span)}
    keys = _keys(schema("scenario")) | _keys(schema("lesson")) | _keys(schema("pack"))
    # The bounds of tables stand there as "min_rows…", their likes go without saying.
    likes = {"max_rows", "min_columns", "max_columns", "min_items", "max_items"}
    assert keys - quoted - likes == set()
