"""Attempts, their answers and their grades: what was sent, what came back, what was said of it.

An attempt is never lost and never changed; grading again adds a grade.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from prompt_tutor.errors import StorageError
from prompt_tutor.i18n import _
from prompt_tutor.storage.records import AnswerRecord, AttemptRecord, GradeRecord, Summary

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from prompt_tutor.storage.database import Database
    from prompt_tutor.storage.records import AnswerStatus

JUDGE: Final = "judge"
"""The version of a grade that a judge gave: it stands beside the grader's own, and is never taken for one."""

DISPUTED: Final = "(SELECT passed FROM disputes WHERE attempt = attempts.id ORDER BY id DESC LIMIT 1)"
"""In a query of attempts, whether one passes without what is disputed; NULL where nothing ever was."""

_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")


class Attempts:
    """The attempts in a database. Every method raises StorageError where the database fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        *,
        scenario: str,
        digest: str,
        snapshot: str,
        language: str,
        step: str,
        drafts: Sequence[str],
        prompts: Sequence[str],
        carried: Sequence[str] = (),
        version: str,
        grade: Mapping[str, Any],
        disputes: Mapping[str, str] | None = None,
        passed: bool = False,
    ) -> int:
        """Keep an attempt with its first grade, all or nothing, and return its id.

        Args:
            scenario: its name, `pack/id`.
            digest: of its content; the same content is kept once.
            snapshot: that content, as text.
            language: the prompt's.
            step: `pack/lesson/step`, or "".
            drafts: what the learner wrote, an entry a turn.
            prompts: the same with documents expanded.
            carried: the answer before each of them, as it was carried on.
            version: the grader's.
            grade: its content, as JSON data.
            disputes: the words by which its verdicts are disputed from the beginning, by criterion.
            passed: whether it passes without those verdicts.
        """
        with self._database.transaction() as connection:
            _keep_scenario(connection, scenario, digest, snapshot)
            texts = [json.dumps(list(each)) for each in (drafts, prompts, carried)]
            attempt = _insert(
                connection,
                "INSERT INTO attempts (scenario, digest, language, step, drafts, prompts, carried) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (scenario, digest, language, step, *texts),
            )
            _insert_grade(connection, attempt, None, version, grade)
            for criterion, words in (disputes or {}).items():
                _insert_dispute(connection, attempt, criterion, words, passed=passed)
        return attempt

    def add_dispute(self, attempt: int, criterion: str, words: str, *, passed: bool) -> None:
        """Note that the verdict on `criterion` is disputed by the `words` of the draft; "" takes a dispute back.

        `passed` says whether the attempt passes without what is disputed then.
        """
        with self._database.transaction() as connection:
            _insert_dispute(connection, attempt, criterion, words, passed=passed)

    def disputes_of(self, attempt: int) -> dict[str, str]:
        """Return the words by which verdicts on an attempt are disputed, by criterion."""
        rows = self._database.rows("SELECT criterion, words FROM disputes WHERE attempt = ? ORDER BY id", attempt)
        last: dict[str, str] = {row["criterion"]: row["words"] for row in rows}
        return {criterion: words for criterion, words in last.items() if words}

    def add_refusal(
        self,
        *,
        scenario: str,
        digest: str,
        snapshot: str,
        language: str,
        step: str,
        text: str,
        version: str,
        passed: bool,
        grade: Mapping[str, Any],
    ) -> int:
        """Keep what the learner wrote to decline using AI, with its grade, and return its id; see `add`."""
        with self._database.transaction() as connection:
            _keep_scenario(connection, scenario, digest, snapshot)
            return _insert(
                connection,
                "INSERT INTO refusals (scenario, digest, language, step, text, version, passed, content) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (scenario, digest, language, step, storable(text), version, passed, json.dumps(dict(grade))),
            )

    def refused(self, scenario: str) -> bool:
        """Return whether the learner has declined `scenario` for a good reason."""
        return bool(self._database.rows("SELECT 1 FROM refusals WHERE scenario = ? AND passed LIMIT 1", scenario))

    def all_refused(self) -> frozenset[str]:
        """Return the scenarios that the learner has declined for a good reason."""
        return frozenset(row["scenario"] for row in self._database.rows("SELECT scenario FROM refusals WHERE passed"))

    def add_grade(self, attempt: int, answer: int | None, version: str, grade: Mapping[str, Any]) -> int:
        """Add a grade of the attempt's prompt (`answer` None) or of one of its answers, and return its id."""
        with self._database.transaction() as connection:
            return _insert_grade(connection, attempt, answer, version, grade)

    def add_judgement(self, attempt: int, content: Mapping[str, Any]) -> int:
        """Add what a judge said of the attempt, beside its grades, and return its id."""
        return self.add_grade(attempt, None, JUDGE, content)

    def start_answer(self, attempt: int, model: Mapping[str, Any]) -> int:
        """Note that `model` is being asked, and return the id of the answer, which is running."""
        with self._database.transaction() as connection:
            return _insert(
                connection,
                "INSERT INTO answers (attempt, model, owner) VALUES (?, ?, ?)",
                (attempt, json.dumps(dict(model)), self._database.ownership.take()),
            )

    def save_answer(
        self,
        answer: int,
        text: str,
        status: AnswerStatus,
        error: Mapping[str, Any] | None = None,
        measure: Mapping[str, Any] | None = None,
    ) -> None:
        """Keep what came of an answer so far.

        Saving "running" changes nothing once the answer has ended: a late write of a piece overwrites no end.
        """
        ownership = self._database.ownership
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE answers SET text = :text, status = :status, error = :error, measure = :measure "
                "WHERE id = :answer AND (:status <> 'running' OR status = 'running')",
                {
                    "text": storable(text),
                    "status": status,
                    "error": json.dumps(dict(error)) if error else None,
                    "measure": json.dumps(dict(measure)) if measure else None,
                    "answer": answer,
                },
            )
            mine = "SELECT 1 FROM answers WHERE owner = ? AND status = 'running'"
            if connection.execute(mine, (ownership.name,)).fetchone() is None:
                ownership.release()

    def history(self, scenario: str) -> tuple[AttemptRecord, ...]:
        """Return the attempts on `scenario`, oldest first."""
        return tuple(
            AttemptRecord(
                row["id"],
                datetime.fromisoformat(row["created"]),
                row["scenario"],
                row["digest"],
                row["language"],
                row["step"],
                tuple(json.loads(row["drafts"])),
                tuple(json.loads(row["prompts"])),
                tuple(json.loads(row["carried"])),
            )
            for row in self._database.rows("SELECT * FROM attempts WHERE scenario = ? ORDER BY id", scenario)
        )

    def answer_of(self, attempt: int) -> AnswerRecord | None:
        """Return the last answer to an attempt, None where no model was asked."""
        rows = self._database.rows("SELECT * FROM answers WHERE attempt = ? ORDER BY id DESC LIMIT 1", attempt)
        return (
            AnswerRecord(
                rows[0]["id"],
                rows[0]["attempt"],
                json.loads(rows[0]["model"]),
                rows[0]["status"],
                rows[0]["text"],
                json.loads(rows[0]["error"]) if rows[0]["error"] else None,
                json.loads(rows[0]["measure"]) if rows[0]["measure"] else None,
            )
            if rows
            else None
        )

    def grade_of(self, attempt: int) -> GradeRecord:
        """Return the last grade of an attempt's prompt; StorageError where there is no such attempt."""
        rows = self._database.rows(
            "SELECT * FROM grades WHERE attempt = ? AND answer IS NULL AND version <> ? ORDER BY id DESC LIMIT 1",
            attempt,
            JUDGE,
        )
        if not rows:
            raise StorageError(
                _("The attempt number {number} is not in your work.").format(number=attempt),
                _("Close prompt-tutor and open it again."),
            )
        return _grade(rows[0])

    def first_grade_of(self, attempt: int) -> GradeRecord:
        """Return the grade that an attempt's prompt got when it was sent; StorageError where there is no attempt."""
        rows = self._database.rows(
            "SELECT * FROM grades WHERE attempt = ? AND answer IS NULL AND version <> ? ORDER BY id LIMIT 1",
            attempt,
            JUDGE,
        )
        return _grade(rows[0]) if rows else self.grade_of(attempt)

    def snapshot(self, digest: str) -> str:
        """Return the content of a scenario on which an attempt was made, as it was kept with it."""
        return str(self._database.rows("SELECT content FROM scenarios WHERE digest = ?", digest)[0]["content"])

    def answer_grade_of(self, answer: int) -> GradeRecord | None:
        """Return the last grade of an answer, None where it has none."""
        rows = self._database.rows("SELECT * FROM grades WHERE answer = ? ORDER BY id DESC LIMIT 1", answer)
        return _grade(rows[0]) if rows else None

    def judgement_of(self, attempt: int) -> GradeRecord | None:
        """Return the last thing that a judge said of an attempt, None where none was asked."""
        rows = self._database.rows(
            "SELECT * FROM grades WHERE attempt = ? AND version = ? ORDER BY id DESC LIMIT 1", attempt, JUDGE
        )
        return _grade(rows[0]) if rows else None

    def best(self) -> dict[str, Summary]:
        """Return, for each scenario that was tried, the number of attempts and whether one of them passed.

        Of an attempt that was graded again, or disputed, the better grade counts: reading it again takes nothing away.
        """
        rows = self._database.rows(
            f"""SELECT scenario, count(*) AS attempts, max(coalesce((
                   SELECT max(passed) FROM grades WHERE attempt = attempts.id AND answer IS NULL AND version <> ?
               ), 0) OR coalesce({DISPUTED}, 0)) AS passed FROM attempts GROUP BY scenario""",  # noqa: S608 - our own words
            JUDGE,
        )
        return {row["scenario"]: Summary(row["attempts"], bool(row["passed"])) for row in rows}


def storable(text: str) -> str:
    """Return `text` with halves of surrogate pairs replaced, one for one: the database holds UTF-8, they have none."""
    return _HALF_PAIR.sub("\ufffd", text)


def _keep_scenario(connection: sqlite3.Connection, scenario: str, digest: str, snapshot: str) -> None:
    """Keep the content of a scenario; the same content is kept once."""
    connection.execute(
        "INSERT INTO scenarios (digest, id, content) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
        (digest, scenario, storable(snapshot)),
    )


def _insert(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> int:
    return int(connection.execute(statement, values).lastrowid or 0)


def _insert_dispute(connection: sqlite3.Connection, attempt: int, criterion: str, words: str, *, passed: bool) -> None:
    connection.execute(
        "INSERT INTO disputes (attempt, criterion, words, passed) VALUES (?, ?, ?, ?)",
        (attempt, criterion, storable(words), passed),
    )


def _insert_grade(
    connection: sqlite3.Connection, attempt: int, answer: int | None, version: str, grade: Mapping[str, Any]
) -> int:
    passed = grade.get("prompt", {}).get("passed") if answer is None else None
    return _insert(
        connection,
        "INSERT INTO grades (attempt, answer, version, passed, content) VALUES (?, ?, ?, ?, ?)",
        (attempt, answer, version, passed, json.dumps(dict(grade))),
    )


def _grade(row: sqlite3.Row) -> GradeRecord:
    return GradeRecord(row["id"], row["attempt"], row["answer"], row["version"], json.loads(row["content"]))
