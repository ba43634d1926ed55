"""A small pack to read, written anew for each test."""

from pathlib import Path

import pytest

SCENARIO = """\
format = 1
id = "petit-cas"
title = { fr = "Un petit cas", en = "A small case" }
level = "beginner"
minutes = 5

[brief]
persona = { fr = "agente", en = "officer" }
situation = { fr = "une note", en = "a note" }
request = { fr = "résumer", en = "summarise" }

[[documents]]
id = "note"
file = "note.md"
title = { fr = "La note", en = "The note" }

[[criteria]]
id = "length"
weight = 2
essential = true

[practice]
subject = { fr = ["note"], en = ["note"] }
off_topic = { fr = "Hors sujet.", en = "Off topic." }

[[practice.slots]]
id = "body"
[[practice.slots.choices]]
when = { met = ["length"] }
text = { fr = "Court.", en = "Short." }
[[practice.slots.choices]]
shows = "length"
text = { fr = "Long.", en = "Long." }

[[solution.pieces]]
criteria = ["length"]
text = { fr = "En 3 lignes.", en = "In 3 lines." }
"""

LESSON = """\
format = 1
id = "debut"
title = { fr = "Début", en = "Start" }
objective = { fr = "Savoir commencer", en = "Know how to start" }
minutes = 15

[[steps]]
id = "lire"
kind = "read"
title = { fr = "Lire", en = "Read" }
text = { fr = "Bonjour", en = "Hello" }

[[steps]]
id = "exercice"
kind = "practice"
title = { fr = "Exercice", en = "Practice" }
scenario = "petit-cas"
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A pack of one lesson and one scenario; returns its folder."""
    folder = tmp_path / "pack"
    scenario = folder / "scenarios" / "petit-cas"
    scenario.mkdir(parents=True)
    (folder / "lessons").mkdir()
    (folder / "pack.toml").write_text(
        'format = 1\nid = "essai"\ntitle = "Essai"\nlanguages = ["fr", "en"]\n', encoding="utf-8"
    )
    (folder / "lessons" / "01-debut.toml").write_text(LESSON, encoding="utf-8")
    (scenario / "scenario.toml").write_text(SCENARIO, encoding="utf-8")
    (scenario / "note.md").write_text("Fermé vendredi.", encoding="utf-8")
    return folder


@pytest.fixture
def scenario_file(pack: Path) -> Path:
    """The scenario.toml of the pack."""
    return pack / "scenarios" / "petit-cas" / "scenario.toml"
