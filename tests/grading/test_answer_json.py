"""The check `json` with a JSON Schema: where and why an answer does not fit, and what no schema or answer may do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompt_tutor import i18n
from prompt_tutor.grading.answer import check_answer
from prompt_tutor.grading.checks.json_schema import schema_fault

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.grading.verdict import CheckResult

    Checker = Callable[..., CheckResult]

SCHEMA = {
    "type": "object",
    "required": ["actions"],
    "additionalProperties": False,
    "properties": {
        "actions": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"$ref": "#/$defs/action"}}
    },
    "$defs": {
        "action": {
            "type": "object",
            "required": ["quoi", "date"],
            "properties": {
                "quoi": {"type": "string", "minLength": 3},
                "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "format": "date"},
                "urgence": {"enum": [1, 2, 3]},
                "heures": {"minimum": 1, "exclusiveMaximum": 36},
            },
        }
    },
}
GOOD = {"quoi": "Prévenir", "date": "2026-10-12"}


def answer_with(**changes: object) -> str:
    action = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return "Voici :\n```json\n" + json.dumps({"actions": [action]}, ensure_ascii=False) + "\n```"


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (answer_with(date=None), ["actions[0]", "date"]),
        (answer_with(date="lundi"), ["actions[0].date", "lundi", "motif"]),
        (answer_with(date="2026-13-45"), ["actions[0].date", "2026-13-45", "forme"]),
        (answer_with(date=3), ["actions[0].date", "attendu\u00a0: un texte", "trouvé\u00a0: 3"]),
        (answer_with(quoi="Ô"), ["actions[0].quoi", "1 caractère "]),
        (answer_with(urgence="1"), ["actions[0].urgence", "1, 2, 3"]),
        (answer_with(heures=0), ["actions[0].heures", "0 ("]),
        (answer_with(heures=36), ["actions[0].heures", "moins de 36"]),
        ('{"actions": []}', ["actions", "0 élément "]),
        ('{"actions": [], "note": 1}', ["note"]),
        (json.dumps({"actions": [GOOD, GOOD]}), ["actions", "deux fois"]),
        ("[1]", ["attendu\u00a0: un objet", "une liste de 1 élément"]),
    ],
)
def test_the_detail_says_where_and_why_in_the_learners_language(
    answer: str, words: list[str], run_check: Checker
) -> None:
    i18n.use("fr")
    try:
        result = run_check(answer, kind="json", schema=SCHEMA)
    finally:
        i18n.use("en")
    assert not result.passed
    assert result.evidence
    for word in words:
        assert word in result.detail


def test_what_fits_passes_and_a_negated_check_turns_it_round(run_check: Checker) -> None:
    assert run_check(answer_with(), kind="json", schema=SCHEMA).passed
    assert not run_check(answer_with(), kind="json", schema=SCHEMA, negate=True).passed
    assert run_check(answer_with(date=3), kind="json", schema=SCHEMA, negate=True).passed


def test_json_after_many_notes_in_brackets_is_found(run_check: Checker) -> None:
    notes = " ".join(f"vu [voir {number}]" for number in range(60))
    assert run_check(f"{notes} {json.dumps({'actions': [GOOD]})}", kind="json", schema=SCHEMA).passed


LAUGHS = {f"a{at}": {"allOf": [{"$ref": f"#/$defs/a{at + 1}"}] * 2} for at in range(30)}


@pytest.mark.parametrize(
    ("answer", "schema"),
    [
        ('["' + "a" * 60 + '!"]', {"items": {"pattern": "^(a|aa)+$"}}),
        ('{"' + "a" * 60 + '!": 1}', {"propertyNames": {"pattern": "^(a|aa)+$"}}),
        ("{}", {"$ref": "#"}),
        ("{}", {"$ref": "#/$defs/none"}),
        ("{}", {"$defs": {**LAUGHS, "a30": True}, "$ref": "#/$defs/a0"}),
        ('{"a": 3}', {"type": "objet"}),
        ('{"a": 3}', {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"pattern": "("}}, "required": "a"}),
        ("[" * 70 + "]" * 70, {}),
    ],
)
def test_what_cannot_be_decided_fails_negated_or_not(answer: str, schema: dict[str, Any], run_check: Checker) -> None:
    for negate in (False, True):
        result = run_check(answer, kind="json", schema=schema, negate=negate)
        assert not result.passed
        assert result.detail


@pytest.mark.parametrize(
    "answer",
    ["[" * 200_000, '{"a":' * 100_000, "{ " * 200_000, "[1e400]", "[" + "9" * 5000 + "]", '{"a": NaN}', "\x00{\u202e}"],
)
def test_a_hostile_answer_gets_a_verdict(answer: str, run_check: Checker) -> None:
    assert not run_check(answer, kind="json", schema=SCHEMA).passed


def test_many_objects_that_cannot_be_sorted_are_compared_without_comparing_all_pairs(run_check: Checker) -> None:
    many = [{"a": number} for number in range(20_000)]
    schema = {"uniqueItems": True}
    assert run_check(json.dumps(many), kind="json", schema=schema).passed
    assert not run_check(json.dumps([*many, {"a": 7.0}]), kind="json", schema=schema).passed


@pytest.mark.parametrize(
    ("schema", "keys"),
    [
        ({"type": "objet"}, ("type",)),
        ({"properties": {"a": {"pattern": "("}}}, ("properties", "a", "pattern")),
        ({"$ref": "#/$defs/b"}, ("$ref",)),
        (
            {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": {"$ref": "#/$defs/b"}}},
            ("$defs", "b", "$ref"),
        ),
        ({"anyOf": [{"type": "null"}, {"$ref": "#"}]}, ("$ref",)),
    ],
)
def test_a_broken_schema_is_seen_without_an_answer(schema: dict[str, Any], keys: tuple[str, ...]) -> None:
    fault = schema_fault(schema)
    assert fault is not None
    assert fault.keys == keys


def test_a_schema_that_follows_the_value_down_is_sound() -> None:
    assert schema_fault({"properties": {"parts": {"items": {"$ref": "#"}}}}) is None


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.sampled_from([*GOOD, "actions"]), parts, max_size=4),
)


@settings(max_examples=60, deadline=None)
@given(value=st.lists(VALUES) | st.dictionaries(st.sampled_from(["actions", "x"]), VALUES), note=st.text(max_size=30))
def test_the_verdict_is_that_of_the_reference_validator(value: object, note: str) -> None:
    import jsonschema

    text = f"{note.translate(dict.fromkeys(map(ord, '{}[]`~')))}\n{json.dumps(value)}"
    fits = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).is_valid(value)
    found = check_answer(text, SCENARIO, "fr").checks[0]
    assert found.passed is fits, found.detail


def _scenario() -> Scenario:
    from prompt_tutor.content.scenario import Scenario

    text = {"persona": "x", "situation": "x", "request": "x"}
    return Scenario.model_validate(
        {
            "format": 1,
            "id": "essai",
            "title": "x",
            "level": "beginner",
            "minutes": 5,
            "brief": text,
            "criteria": [{"id": "length"}],
            "answer": {"checks": [{"id": "it", "title": "It", "kind": "json", "schema": SCHEMA}]},
            "practice": {"subject": ["x"], "off_topic": "?", "slots": [{"id": "body", "choices": [{"text": "x"}]}]},
            "solution": {"pieces": [{"text": "x"}]},
        }
    )


SCENARIO = _scenario()
