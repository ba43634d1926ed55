"""What every room's tests may use: the example of the documentation, as a pack on disk."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def _example(language: str) -> dict[str, str]:
    return dict(_FILE.findall((ROOT / "docs" / f"formats.{language}.md").read_text(encoding="utf-8")))


@pytest.fixture(scope="session")
def example_files() -> dict[str, dict[str, str]]:
    """The files of the example in the documentation of the formats, by language of that page, then by name."""
    return {language: _example(language) for language in ("fr", "en")}


@pytest.fixture
def example_pack(tmp_path: Path, example_files: dict[str, dict[str, str]]) -> Path:
    """The pack `ma-ville` of the documentation, with one lesson and the scenario `horaires-ete`; returns its folder."""
    pack = tmp_path / "ma-ville"
    for name, text in example_files["en"].items():
        file = pack / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return pack
