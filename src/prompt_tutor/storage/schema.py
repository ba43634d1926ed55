"""The tables. They only grow: nothing here is ever deleted, and what was sent, answered and graded never changes.

An attempt's drafts and prompts are JSON lists, one entry a turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

VERSION: Final = 7
"""What `PRAGMA user_version` says of a database with these tables."""

_NOW: Final = "DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"

_VERSION_1: Final = (
    "CREATE TABLE scenarios (digest TEXT PRIMARY KEY, id TEXT NOT NULL, content TEXT NOT NULL)",
    f"""CREATE TABLE attempts (
        id INTEGER PRIMARY KEY,
        created TEXT NOT NULL {_NOW},
        scenario TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES scenarios (digest),
        language TEXT NOT NULL,
        step TEXT NOT NULL,
        drafts TEXT NOT NULL,
        prompts TEXT NOT NULL
    )""",
    "CREATE INDEX attempts_of_scenario ON attempts (scenario)",
    # owner: the window that asked (see ownership); while it lives, its running answers are left alone.
    f"""CREATE TABLE answers (
        id INTEGER PRIMARY KEY,
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        created TEXT NOT NULL {_NOW},
        model TEXT NOT NULL,
        owner TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'complete', 'cancelled', 'failed')),
        text TEXT NOT NULL DEFAULT '',
        error TEXT
    )""",
    "CREATE INDEX answers_of_attempt ON answers (attempt)",
    "CREATE INDEX answers_running ON answers (owner) WHERE status = 'running'",
    # passed: of a grade of the prompt, taken from its content, so that lists read no JSON.
    f"""CREATE TABLE grades (
        id INTEGER PRIMARY KEY,
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        answer INTEGER REFERENCES answers (id),
        created TEXT NOT NULL {_NOW},
        version TEXT NOT NULL,
        passed INTEGER,
        content TEXT NOT NULL
    )""",
    "CREATE INDEX grades_of_attempt ON grades (attempt, answer)",
    "CREATE INDEX grades_of_answer ON grades (answer)",
    "CREATE TABLE drafts (place TEXT PRIMARY KEY, text TEXT NOT NULL, updated TEXT NOT NULL)",
    """CREATE TABLE steps (
        lesson TEXT NOT NULL,
        step TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('seen', 'done')),
        updated TEXT NOT NULL,
        PRIMARY KEY (lesson, step)
    ) WITHOUT ROWID""",
    """CREATE TABLE position (
        only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
        lesson TEXT NOT NULL,
        step TEXT NOT NULL
    )""",
)

# measure: JSON, what the answer took in seconds, tokens and money.
_VERSION_2: Final = ("ALTER TABLE answers ADD COLUMN measure TEXT",)

# carried: JSON, the answer before each prompt of a conversation, as it was carried on; refusals: declining to use AI.
_VERSION_3: Final = (
    "ALTER TABLE attempts ADD COLUMN carried TEXT NOT NULL DEFAULT '[]'",
    f"""CREATE TABLE refusals (
        id INTEGER PRIMARY KEY,
        created TEXT NOT NULL {_NOW},
        scenario TEXT NOT NULL,
        digest TEXT NOT NULL REFERENCES scenarios (digest),
        language TEXT NOT NULL,
        step TEXT NOT NULL,
        text TEXT NOT NULL,
        version TEXT NOT NULL,
        passed INTEGER NOT NULL,
        content TEXT NOT NULL
    )""",
    "CREATE INDEX refusals_of_scenario ON refusals (scenario)",
)

# Lessons are named `pack/id`: two packs may have one id. What was noted before was noted on the program's own lessons.
_VERSION_4: Final = (
    "UPDATE steps SET lesson = 'base/' || lesson WHERE lesson NOT LIKE '%/%'",
    "UPDATE position SET lesson = 'base/' || lesson WHERE lesson NOT LIKE '%/%'",
    "UPDATE drafts SET place = 'base/' || place WHERE place LIKE '%/%' AND place NOT LIKE '%/%/%'",
)

# use: whether the prompt served; NULL where it was not asked yet.
_VERSION_5: Final = (
    f"""CREATE TABLE notebook (
        id INTEGER PRIMARY KEY,
        created TEXT NOT NULL {_NOW},
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        use TEXT CHECK (use IN ('kept', 'reworked', 'dropped', 'unsaid')),
        reason TEXT NOT NULL DEFAULT ''
    )""",
)

# words: of the draft, by which the learner disputes a verdict; "" takes that back. passed: of the attempt, without it.
_VERSION_6: Final = (
    f"""CREATE TABLE disputes (
        id INTEGER PRIMARY KEY,
        created TEXT NOT NULL {_NOW},
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        criterion TEXT NOT NULL,
        words TEXT NOT NULL,
        passed INTEGER NOT NULL
    )""",
    "CREATE INDEX disputes_of_attempt ON disputes (attempt)",
)

# Scenarios too are named `pack/id`. As with lessons, what was kept before counts as made on the program's own.
_VERSION_7: Final = (
    "UPDATE attempts SET scenario = 'base/' || scenario WHERE scenario NOT LIKE '%/%'",
    "UPDATE refusals SET scenario = 'base/' || scenario WHERE scenario NOT LIKE '%/%'",
    "UPDATE drafts SET place = 'scenario/base/' || substr(place, 10) WHERE place LIKE 'scenario/%'",
)

_VERSIONS: Final = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5, _VERSION_6, _VERSION_7)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to VERSION, inside the caller's transaction."""
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    for version, statements in enumerate(_VERSIONS, 1):
        for statement in statements if found < version else ():
            connection.execute(statement)
    if found < VERSION:
        connection.execute(f"PRAGMA user_version = {VERSION}")
