"""The JSON Schemas accept what the reader accepts."""

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from prompt_tutor.authoring.schema import schema

ROOT = Path(__file__).parents[2]


def refused(format_: str, data: object) -> list[str]:
    """Return what the schema of `format_` refuses in `data`."""
    validator = jsonschema.Draft202012Validator(schema(format_))  # type: ignore[arg-type]  # the parameters below are strings
    return [error.message for error in validator.iter_errors(data)]


def scenario_data(example_pack: Path) -> dict[str, Any]:
    return tomli.loads((example_pack / "scenarios/horaires-ete/scenario.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("format_", ["lesson", "scenario", "pack"])
def test_schema_is_a_schema(format_: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(format_))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("format_", "pattern"),
    [("lesson", "lessons/[0-9]*.toml"), ("scenario", "scenarios/*/scenario.toml"), ("pack", "pack.toml")],
)
def test_our_own_files_fit(format_: str, pattern: str) -> None:
    files = sorted(ROOT.glob(pattern))
    assert files
    for file in files:
        assert refused(format_, tomli.loads(file.read_text(encoding="utf-8"))) == [], file


def test_example_of_the_documentation_fits(example_pack: Path) -> None:
    assert refused("scenario", scenario_data(example_pack)) == []
    for format_, name in (("lesson", "lessons/01-affiche.toml"), ("pack", "pack.toml")):
        assert refused(format_, tomli.loads((example_pack / name).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "text", [{"file": "a.csv"}, {"fr_file": "a.md", "en_file": "b.md"}, {"text": "A"}, {"text": {"fr": "A", "en": "B"}}]
)
def test_document_may_stand_in_files_or_be_written_out(example_pack: Path, text: dict[str, Any]) -> None:
    data = scenario_data(example_pack)
    data["documents"] = [{"id": "horaires", "title": "T", **text}]
    assert refused("scenario", data) == []


def test_document_without_text_is_refused(example_pack: Path) -> None:
    data = scenario_data(example_pack)
    data["documents"] = [{"id": "horaires", "title": "T"}]
    assert refused("scenario", data)


@pytest.mark.parametrize(("key", "fits"), [("prompt", True), ("prompt_file", True), ("promt", False)])
def test_calibration_has_a_prompt_or_its_file(example_pack: Path, key: str, fits: bool) -> None:
    data = scenario_data(example_pack)
    data["calibration"] = [{"name": "naive", key: "x"}]
    assert (refused("scenario", data) == []) == fits


def test_foreign_key_fits_and_unknown_key_does_not(example_pack: Path) -> None:
    data = scenario_data(example_pack)
    assert refused("scenario", {**data, "x-author": "moi", "brief": {**data["brief"], "x-note": 1}}) == []
    assert refused("scenario", {**data, "author": "moi"})
    assert refused("scenario", {**data, "brief": {**data["brief"], "note": "1"}})
