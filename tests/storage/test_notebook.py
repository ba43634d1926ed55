"""The notebook: prompts for one's own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_tutor.storage.notebook import Notebook

if TYPE_CHECKING:
    from prompt_tutor.storage.database import Database


def test_latest_prompt_comes_first_titled_by_its_first_line(database: Database) -> None:
    notebook = Notebook(database)
    assert notebook.entries() == ()
    assert notebook.last_id() == 0
    notebook.add("answer", "Réponds à [NOM].\nEn 5 lignes.")
    second = notebook.add("inform", "\n  Annonce la fermeture ☎\n")
    assert [entry.title for entry in notebook.entries()] == ["Annonce la fermeture ☎", "Réponds à [NOM]."]
    assert notebook.last_id() == second


def test_entry_is_rewritten_in_its_place_and_its_use_is_kept_with_the_reason(database: Database) -> None:
    notebook = Notebook(database)
    number = notebook.add("answer", "Réponds.")
    assert notebook.entries()[0].use is None
    notebook.rewrite(number, "Réponds en 5 lignes.")
    notebook.say_use(number, "reworked", "trop long")
    (entry,) = notebook.entries()
    assert (entry.text, entry.use, entry.reason) == ("Réponds en 5 lignes.", "reworked", "trop long")
