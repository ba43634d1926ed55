"""The French catalogue: nothing missing, nothing left over, placeholders and spaces as they should be."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[1] / "src"
PO = SOURCE / "prompt_tutor" / "locale" / "fr" / "LC_MESSAGES" / "prompt_tutor.po"
_PLACEHOLDER = re.compile(r"\{\w*\}|%\(\w+\)[sr]|%[sr]")
_NO_BREAK = "\u00a0\u202f"
_BREAKING = re.compile(r" [:;!?»%](?!\()|« ")

Key = tuple[str, ...]
"""A sentence, or its singular and its plural."""


def forms(given: object) -> Key:
    """Return what Babel gives as a text, a list or a tuple, or not at all, as a tuple."""
    if given is None:
        return ()
    return (
        (given,)
        if isinstance(given, str)
        else tuple(str(form) for form in given)
        if isinstance(given, Iterable)
        else ()
    )


@pytest.fixture(scope="module")
def french() -> dict[Key, Message]:
    """The messages of the catalogue."""
    with PO.open("rb") as stream:
        return {forms(message.id): message for message in read_po(stream, locale="fr") if message.id}


@pytest.fixture(scope="module")
def used() -> dict[Key, str]:
    """Every sentence of the source, with the file that uses it."""
    found = extract_from_dir(SOURCE, [("**.py", "python")], keywords={"_": None, "N_": None, "ngettext": (1, 2)})
    return {forms(message): file for file, _line, message, _comments, _context in found}


def translations(french: dict[Key, Message]) -> list[tuple[str, str]]:
    """Return each English sentence with its French, for a plural once for each French form."""
    # The English singular may leave the number out, where French says it: the plural is what counts.
    return [(key[-1], form) for key, message in french.items() for form in forms(message.string) if form]


def test_every_sentence_stands_where_babel_finds_it(used: dict[Key, str]) -> None:
    """Babel overlooks sentences inside f-strings: they would stay English without anybody being told."""
    found: set[Key] = set()
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            count = {"_": 1, "N_": 1, "ngettext": 2}.get(node.func.id, 0)
            words = [item.value for item in node.args[:count] if isinstance(item, ast.Constant)]
            if count and len(words) == count:
                found.add(tuple(str(word) for word in words))
    assert found - set(used) == set()


def test_every_sentence_has_its_french(french: dict[Key, Message], used: dict[Key, str]) -> None:
    missing = [
        (file, key)
        for key, file in used.items()
        if key not in french or french[key].fuzzy or not all(forms(french[key].string) or [""])
    ]
    assert missing == []


def test_no_french_is_left_over(french: dict[Key, Message], used: dict[Key, str]) -> None:
    assert [key for key in french if key not in used] == []


def test_placeholders_are_the_same(french: dict[Key, Message]) -> None:
    differing = [
        (english, translation)
        for english, translation in translations(french)
        if set(_PLACEHOLDER.findall(english)) != set(_PLACEHOLDER.findall(translation))
    ]
    assert differing == []


def test_french_has_no_break_spaces_where_it_wants_them(french: dict[Key, Message]) -> None:
    assert [text for _english, text in translations(french) if _BREAKING.search(text)] == []
    assert [text for _english, text in translations(french) if _bare(text)] == []


def _bare(text: str) -> list[str]:
    """Return the French marks of `text` that no space of their own precedes."""
    words = re.sub(r"https?://\S+|\S+://\S*|[\w.-]+:\d+", "", text)
    return re.findall(rf"[^\s{_NO_BREAK}!?…(\[«‹:][;!?»]|[\w}}»)](?<!%\(\w):(?=\s|$)|«(?![{_NO_BREAK}])", words)


def test_french_has_typographic_apostrophes(french: dict[Key, Message]) -> None:
    straight = re.compile(r"\w'\w")
    assert [text for _english, text in translations(french) if straight.search(text)] == []


def test_feedback_blames_nobody(french: dict[Key, Message]) -> None:
    unwanted = re.compile(r"\b(échec|échoué|échouée|votre erreur|mauvaise réponse)\b", re.IGNORECASE)
    assert [text for _english, text in translations(french) if unwanted.search(text)] == []


def test_compiled_catalogue_is_that_of_the_source(french: dict[Key, Message]) -> None:
    with PO.with_suffix(".mo").open("rb") as stream:
        compiled = {forms(message.id): forms(message.string) for message in read_mo(stream) if message.id}
    assert compiled == {key: forms(message.string) for key, message in french.items() if any(forms(message.string))}
