"""`list`: what there is, with progress."""

import json
from pathlib import Path
from typing import Any

from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.progress import Progress


def entry(done: Any, kind: str, id_: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in json.loads(done.out)[kind] if item["id"] == id_)
    return found


def test_lessons_and_scenarios_of_both_packs_in_the_language_of_the_interface(run: Any) -> None:
    words = run("list", "--ui", "fr").words
    assert "Les horaires d’été · débutant · 8 min · à découvrir" in words
    assert "Une affiche juste" in words
    assert "note-energie" in words
    assert "Summer hours · beginner" in run("list", "--ui", "en").out
    assert "Summer hours · beginner" in run("list", "--language", "en", lang="fr_FR.UTF-8").out


def test_setting_changes_the_language(run: Any, data: Path) -> None:
    data.mkdir()
    (data / "settings.toml").write_text('language = "fr"\n', encoding="utf-8")
    assert "Leçons" in run("list").out
    assert "Lessons" in run("list", "--ui", "en").out


def test_progress_follows_what_was_done(run: Any, data: Path) -> None:
    assert entry(run("list", "--json"), "lessons", "affiche")["done"] == 0
    with open_database(data) as database:
        for step in ("pourquoi", "avec-sans"):
            Progress(database).mark("ma-ville/affiche", step, "done")
    run("try", "horaires-ete", "--language", "fr", given="une affiche")
    run("try", "horaires-ete", "--language", "fr", given="Rédige l’affiche en 60 mots.")
    words = run("list", "--ui", "fr").words
    assert "2 étapes faites sur 5" in words
    assert "à reprendre, 2 essais" in words
    found = entry(run("list", "--json"), "scenarios", "horaires-ete")
    assert (found["attempts"], found["passed"], found["pack"]) == (2, False, "ma-ville")
    lesson = entry(run("list", "--json"), "lessons", "affiche")
    assert (lesson["done"], lesson["steps"]) == (2, 5)


def test_passed_scenario_is_marked_with_sign_and_word(run: Any) -> None:
    prompt = "Rédige l’affiche de la médiathèque en 60 mots, et rappelle les jours de fermeture.\n\n{{horaires}}"
    assert run("try", "horaires-ete", "--language", "fr", given=prompt).status == 0
    assert "✓ goal reached, 1 attempt" in run("list").out


def test_broken_scenario_is_listed_as_such(run: Any, example_pack: Path) -> None:
    (example_pack / "scenarios/horaires-ete/scenario.toml").write_text("id = ", encoding="utf-8")
    done = run("list")
    assert done.status == 0
    assert "cannot be read" in done.out
