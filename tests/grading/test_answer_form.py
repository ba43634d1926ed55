"""The checks on the form of an answer: lists, headings, tables, JSON, CSV, language, readability, patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor import i18n

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.grading.verdict import CheckResult

    Checker = Callable[..., CheckResult]

TABLE = "Voici :\n\n| Quartier | kg/hab |\n|:--|--:|\n| Centre | 250,1 |\n| La Gare | 267,9 |\n\nFin."
LISTS = "Intro\n- un\n- deux\n  * trois\n\n1. A\n2) B\n\n---\n- \n```\n- code\n```"
CSV = 'Voici :\n```csv\nid;texte;urgence\n1;"eau; coupée";2\n2;bruit;1\n```\n'
JSON = 'Voici [1] :\n```json\n[{"id": "S-1", "urgence": 2}, {"id": "S-2", "urgence": 1}]\n```'
LONG = "Nous vous informons " + "que la commission a étudié avec soin le dossier " * 6 + "."


@pytest.mark.parametrize(
    ("answer", "fields", "passed"),
    [
        (LISTS, {"kind": "bullets", "min": 5, "max": 5}, True),
        (LISTS, {"kind": "bullets", "ordered": False, "min": 3, "max": 3}, True),
        (LISTS, {"kind": "bullets", "ordered": True, "max": 1}, False),
        ("✓ un\n➢ deux\n→ trois\n✅ quatre", {"kind": "bullets", "ordered": False, "min": 4}, True),
        ("1°) un\na) deux\nb. trois", {"kind": "bullets", "ordered": True, "min": 3}, True),
        ("Aucune liste - vraiment.", {"kind": "bullets"}, False),
        ("Titre\n=====\n\nSous-titre\n---\ntexte", {"kind": "headings", "min": 2, "max": 2}, True),
        ("__Contexte__\ntexte", {"kind": "headings", "min": 1}, True),
        ("texte\n\n---\n\n- un\n---\n", {"kind": "headings"}, False),
        ("```markdown\n# A\n\n" + TABLE + "\n```", {"kind": "table", "min_rows": 2}, True),
        ("```python\n" + TABLE + "\n```", {"kind": "table"}, False),
        ("Aucune liste.", {"kind": "bullets", "max": 0}, True),
        ("# A\n\n**Contexte**\n\n```\n# code\n```", {"kind": "headings", "min": 2, "max": 2}, True),
        ("# Les enjeux", {"kind": "headings", "holds": {"fr": ["enjeu"], "en": ["x"]}}, True),
        ("# Les enjeux", {"kind": "headings", "holds": {"fr": ["coût"], "en": ["x"]}}, False),
        ("Du texte **gras** seul", {"kind": "headings"}, False),
        (TABLE, {"kind": "table", "min_rows": 2, "max_rows": 2, "min_columns": 2, "max_columns": 2}, True),
        (TABLE, {"kind": "table", "columns": {"fr": ["quartiers"], "en": ["x"]}}, True),
        (TABLE, {"kind": "table", "columns": {"fr": ["évolution"], "en": ["x"]}}, False),
        (TABLE, {"kind": "table", "min_rows": 3}, False),
        ("a | b\nsans tirets | rien", {"kind": "table"}, False),
        (CSV, {"kind": "csv", "min_columns": 3, "min_rows": 2, "max_rows": 2}, True),
        (CSV, {"kind": "csv", "columns": ["id", "texte", "urgence"]}, True),
        (CSV, {"kind": "csv", "columns": ["texte", "id", "urgence"]}, False),
        (CSV, {"kind": "csv", "separator": ","}, False),
        (CSV, {"kind": "csv", "alone": True}, False),
        ("```\na;b\n1;2\n```", {"kind": "csv", "alone": True}, True),
        ("a;b\n1;2;3", {"kind": "csv"}, False),
        ("Voici, comme demandé :\na,b\n1,2", {"kind": "csv", "separator": ",", "columns": ["a", "b"]}, True),
        ('a;b\n1;"2', {"kind": "csv"}, False),
        ("Bonjour.", {"kind": "csv"}, False),
        (JSON, {"kind": "json", "keys": ["id", "urgence"], "closed": True, "min_items": 2, "max_items": 2}, True),
        (JSON, {"kind": "json", "keys": ["id", "quartier"]}, False),
        (JSON, {"kind": "json", "keys": ["id"], "closed": True}, False),
        (JSON, {"kind": "json", "values": {"urgence": [1, 2, 3]}}, True),
        (JSON, {"kind": "json", "values": {"urgence": [2, 3]}}, False),
        (JSON, {"kind": "json", "values": {"urgence": [True, 2]}}, False),
        (JSON, {"kind": "json", "alone": True}, False),
        ('{"a": NaN}', {"kind": "json"}, False),
        ('{"a": 1}', {"kind": "json", "alone": True}, True),
        ('\ufeff{"a": 1}', {"kind": "json", "alone": True}, True),
        ('{"a": 1}', {"kind": "json", "min_items": 1}, False),
        ("{a: 1}", {"kind": "json"}, False),
        ("La commission se réunit jeudi à la mairie.", {"kind": "language"}, True),
        ("The committee meets at the town hall on Thursday.", {"kind": "language"}, False),
        ("The committee meets at the town hall on Thursday.", {"kind": "language", "language": "en"}, True),
        ("Der Ausschuss tagt am Donnerstag im Rathaus.", {"kind": "language", "language": "en"}, False),
        ("Aquí está la nota sobre el consumo de energía.", {"kind": "language"}, False),
        ("Qui trovate la nota sui consumi della città.", {"kind": "language"}, False),
        ("OK", {"kind": "language", "language": "en"}, True),
        ("", {"kind": "language"}, False),
        ("L'eau est coupée lundi. Elle revient à 18 h.", {"kind": "readability"}, True),
        (LONG, {"kind": "readability"}, False),
        ("", {"kind": "readability"}, False),
        ("Le chat dort. Il est là.", {"kind": "readability", "min_ease": 80}, True),
        (
            "La dématérialisation administrative nécessite l'interopérabilité.",
            {"kind": "readability", "min_ease": 50},
            False,
        ),
        ("S-107 : urgent", {"kind": "regex", "pattern": r"S-\d{3}"}, True),
        ("URGENT", {"kind": "regex", "pattern": "urgent"}, True),
        ("URGENT", {"kind": "regex", "pattern": "urgent", "ignore_case": False}, False),
        ("a\nb", {"kind": "regex", "pattern": "^b$"}, True),
    ],
)
def test_the_form_is_seen(answer: str, fields: dict[str, Any], passed: bool, run_check: Checker) -> None:
    result = run_check(answer, **fields)
    assert result.passed is passed, result.detail
    assert result.detail
    assert run_check(answer, **fields, negate=True).passed is not passed


def test_the_evidence_of_a_table_is_the_table(run_check: Checker) -> None:
    ((start, end),) = run_check(TABLE, kind="table").evidence
    assert TABLE[start:end].startswith("| Quartier")
    assert TABLE[start:end].endswith("267,9 |")


def test_a_pattern_without_end_stops_and_fails_negated_or_not(run_check: Checker) -> None:
    evil = {"kind": "regex", "pattern": r"(?:a|aa)+$"}
    for negate in (False, True):
        result = run_check("a" * 400 + "!", **evil, negate=negate)
        assert not result.passed
        assert "too long" in result.detail


def test_reading_ease_follows_the_published_formulas() -> None:
    from prompt_tutor.grading.checks.plain_language import reading_ease

    # 6 words in 1 sentence, 6 syllables in English, 7 in French.
    assert reading_ease("the cat sat on the mat", 6, 1, "en") == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    assert reading_ease("le chat dort sur la table rouge", 7, 1, "fr") == pytest.approx(207 - 1.015 * 7 - 73.6)


@pytest.mark.parametrize(
    ("fields", "answer", "detail"),
    [
        (
            {"kind": "table", "min_rows": 3, "max_columns": 2},
            TABLE,
            "un tableau de 2 colonnes (attendu\u00a0: 2 au plus) et 2 lignes (attendu\u00a0: 3 ou plus).",
        ),
        (
            {"kind": "table", "columns": ["coût"]},
            TABLE,
            "Il manque au tableau cette colonne\u00a0: «\u00a0coût\u00a0».",
        ),
        ({"kind": "bullets", "min": 2}, "- un", "La réponse compte 1 élément de liste (attendu\u00a0: 2 ou plus)."),
        (
            {"kind": "group", "checks": [{"id": "aa", "title": "x", "kind": "bullets"}]},
            "- un",
            "1 vérification sur 1 réussit (attendu\u00a0: 1).",
        ),
        (
            {"kind": "readability", "max_mean": 1, "long": 2},
            "Le chat dort.",
            "en moyenne (attendu\u00a0: 1 au plus)\u00a0; 1",
        ),
    ],
)
def test_the_detail_says_why_in_french_with_the_right_plural(
    fields: dict[str, Any], answer: str, detail: str, run_check: Checker
) -> None:
    i18n.use("fr")
    try:
        assert detail in run_check(answer, **fields).detail
    finally:
        i18n.use("en")
