from __future__ import annotations

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from prompt_tutor.content.checks import Check, Group, Single
from prompt_tutor.content.narrow import Narrow

CHECK: TypeAdapter[Check] = TypeAdapter(Check)


def read(**fields: Any) -> Check:
    return CHECK.validate_python({"id": "it", "title": "It", **fields})


def kinds() -> set[str]:
    return {kind for model in get_args(Single) for kind in get_args(model.model_fields["kind"].annotation)}


def test_every_kind_that_scenarios_may_declare_is_there() -> None:
    assert kinds() == {
        *("contains", "contains-any", "contains-all", "not-contains", "regex", "length", "bullets", "headings"),
        *("table", "json", "csv", "language", "readability", "figure", "figures-grounded", "quotes-grounded"),
        *("no-personal-data", "refusal", "promises", "obeys-injection"),
    }


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "length", "unit": "words", "max": 100},
        {"kind": "table", "columns": ["quartier"], "min_rows": 6},
        {"kind": "json", "keys": ["id"], "values": {"urgence": [1, 2, None]}},
        {
            "kind": "json",
            "schema": {"type": "array", "items": {"$ref": "#/$defs/a"}, "$defs": {"a": {"type": "object"}}},
        },
        {"kind": "csv", "separator": "\t"},
        {"kind": "group", "need": 1, "checks": [{"id": "in", "title": "In", "kind": "refusal"}]},
    ],
)
def test_a_check_survives_being_written_and_read(fields: dict[str, Any]) -> None:
    check = read(**fields)
    assert CHECK.validate_json(CHECK.dump_json(check)) == check


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "regex", "pattern": "(a"}, "bad_pattern"),
        ({"kind": "length", "unit": "words"}, "no_bound"),
        ({"kind": "bullets", "min": 3, "max": 2}, "min_over_max"),
        ({"kind": "table", "min_rows": 3, "max_rows": 2}, "min_over_max"),
        ({"kind": "group", "checks": []}, "too_short"),
        ({"kind": "group", "need": 2, "checks": [{"id": "in", "title": "In", "kind": "refusal"}]}, "need_too_many"),
        ({"kind": "json", "schema": {"$ref": "https://example.org/a.json"}}, "schema_remote"),
        ({"kind": "json", "schema": {"items": {"$ref": "autre.json"}}}, "schema_remote"),
        ({"kind": "json", "schema": {"$schema": "http://json-schema.org/draft-07/schema#"}}, "schema_draft"),
        ({"kind": "json", "schema": {"patternProperties": {"(a|aa)+$": {}}}}, "schema_keyword"),
        ({"kind": "json", "schema": {"enum": [float]}}, "invalid-json-value"),
        ({"kind": "contains-any", "words": []}, "wordings_empty"),
        ({"kind": "guess"}, "union_tag_invalid"),
        ({"kind": "refusal", "words": ["x"]}, "extra_forbidden"),
    ],
)
def test_what_cannot_be_checked_is_refused(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(ValidationError) as error:
        read(**fields)
    assert error.value.errors()[0]["type"] == code


def test_a_group_knows_how_many_of_its_checks_have_to_pass() -> None:
    members = [{"id": "in", "title": "In", "kind": "refusal"}, {"id": "un", "title": "Un", "kind": "bullets"}]
    thresholds = []
    for need in ("all", "any", 2):
        group = read(kind="group", need=need, checks=members)
        assert isinstance(group, Group)
        thresholds.append(group.threshold)
    assert thresholds == [2, 1, 2]


def test_narrowing_takes_measures_or_wordings() -> None:
    narrow = Narrow.model_validate({"unit": "words", "max": 400, "also": [{"unit": "pages", "max": 1}]})
    assert [measure.unit for measure in narrow.measures] == ["words", "pages"]
    assert Narrow.model_validate({"fr": ["élu"], "en": ["councillor"]}).measures == ()
    for wrong in ({}, {"unit": "words", "fr": ["x"], "en": ["x"]}, {"max": 3, "fr": ["x"], "en": ["x"]}, {"fr": ["x"]}):
        with pytest.raises(ValidationError):
            Narrow.model_validate(wrong)
