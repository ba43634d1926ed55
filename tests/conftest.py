"""What every room's tests may use: the example of the documentation as a pack on disk, and a server of models."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]

# Nobody's own keys: neither read nor written, here and in every program that a test starts.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
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


@pytest.fixture(scope="session")
def _openai_server() -> Iterator[Any]:
    # The folders of the tests are no packages: the module is loaded by its file.
    spec = importlib.util.spec_from_file_location("openai_server", Path(__file__).parent / "llm" / "openai_server.py")
    assert spec
    assert spec.loader
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.OpenAIServer().running()


@pytest.fixture
def openai_server(_openai_server: Any) -> Any:
    """A server on loopback that speaks the OpenAI and Ollama streaming protocols: see `tests/llm/openai_server.py`."""
    _openai_server.reset()
    return _openai_server
