"""Drafts: the very text comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompt_tutor.storage.drafts import Drafts

if TYPE_CHECKING:
    from prompt_tutor.storage.database import Database


def test_a_draft_replaces_the_one_before_and_places_stay_apart(database: Database) -> None:
    drafts = Drafts(database)
    assert drafts.load("a") is None
    drafts.save("a", "un")
    drafts.save("b", "autre")
    drafts.save("a", "")
    assert drafts.load("a") == ""
    assert drafts.load("b") == "autre"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(text=st.text())
def test_the_very_text_comes_back(database: Database, text: str) -> None:
    Drafts(database).save("place", text)
    assert Drafts(database).load("place") == text


def test_a_draft_that_utf_8_cannot_hold_is_kept_all_the_same(database: Database) -> None:
    Drafts(database).save("place", "début \udc80 fin")
    assert Drafts(database).load("place") == "début \ufffd fin"
