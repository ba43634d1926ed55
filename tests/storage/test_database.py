"""Opening, and everything that may have happened to the folder and the file meanwhile."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.errors import StorageError
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import FILE_NAME, open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.storage.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prompt_tutor.storage.database import Database

    AddAttempt = Callable[..., int]

    RunChild = Callable[[str], subprocess.Popen[str]]

WRITE_FOR_EVER = """
number = 0
while True:
    number += 1
    attempts.add(scenario="note-energie", digest=f"d{number}", snapshot="{}" * 500, language="fr", step="",
        drafts=[f"essai {number} " + "x" * 3000], prompts=["p"], version="1",
        grade={"prompt": {"score": 1, "passed": False}})
    say(number)
"""


def test_the_folder_is_made_and_what_is_written_is_there_at_the_next_opening(folder: Path) -> None:
    with open_database(folder) as database:
        Drafts(database).save("a/b", "Rédige ☎ 😀\r\n\tune note\x00")
        assert database.notice == ""
    with open_database(folder) as database:
        assert Drafts(database).load("a/b") == "Rédige ☎ 😀\r\n\tune note\x00"


def test_closing_leaves_one_file(database: Database, folder: Path, add: AddAttempt) -> None:
    Attempts(database).start_answer(add(database), {"id": "practice"})
    database.close()
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


def test_a_kill_in_mid_write_loses_nothing_that_was_committed(folder: Path, run_child: RunChild) -> None:
    child = run_child(WRITE_FOR_EVER)
    assert child.stdout
    for _line in range(40):
        child.stdout.readline()
    child.kill()
    told = 40 + len(child.stdout.read().splitlines())
    with open_database(folder) as database:
        assert database.notice == ""
        history = Attempts(database).history("note-energie")
        # One more may have been committed than the child had time to say.
        assert len(history) in (told, told + 1)
        for number, attempt in enumerate(history, 1):
            assert attempt.drafts == (f"essai {number} " + "x" * 3000,)
            assert Attempts(database).grade_of(attempt.id).content["prompt"]["score"] == 1
        (snapshots,) = database.rows("SELECT count(*) AS count FROM scenarios")
        assert snapshots["count"] == len(history)


def test_a_kill_in_mid_write_where_wal_cannot_work_is_rolled_back(
    folder: Path, run_child: RunChild, add: AddAttempt
) -> None:
    with open_database(folder) as database:
        add(database)
        database.connection.execute("PRAGMA journal_mode = DELETE")
    child = run_child("""
database.connection.execute("PRAGMA journal_mode = DELETE")
database.connection.execute("PRAGMA cache_size = 5")
with database.transaction() as connection:
    connection.execute("UPDATE attempts SET drafts = '[\\"overwritten\\"]'")
    for number in range(2000):
        connection.execute("INSERT INTO drafts VALUES (?, ?, '')", (str(number), "x" * 3000))
    say("half-way")
    time.sleep(60)
""")
    assert child.stdout
    assert child.stdout.readline() == "half-way\n"
    child.kill()
    child.wait()
    assert (folder / f"{FILE_NAME}-journal").stat().st_size > 0
    with open_database(folder) as database:
        assert database.notice == ""
        assert Attempts(database).history("note-energie")[0].drafts == ("Résume {{energie}}",)
        assert Drafts(database).load("1") is None


def test_two_windows_write_at_once(database: Database, run_child: RunChild, add: AddAttempt) -> None:
    child = run_child(WRITE_FOR_EVER)
    assert child.stdout
    child.stdout.readline()
    for _number in range(30):
        add(database, scenario="autre")
    for _number in range(10):
        child.stdout.readline()
    child.kill()
    assert len(Attempts(database).history("autre")) == 30
    assert len(Attempts(database).history("note-energie")) >= 11


def test_many_windows_open_a_new_folder_at_once(folder: Path) -> None:
    start = threading.Barrier(6)
    faults: list[StorageError] = []

    def open_one() -> None:
        start.wait()
        try:
            open_database(folder).close()
        except StorageError as error:
            faults.append(error)

    windows = [threading.Thread(target=open_one) for _ in range(6)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert faults == []


def test_threads_share_one_database(database: Database, add: AddAttempt) -> None:
    def write() -> None:
        for _ in range(20):
            add(database)
            Attempts(database).best()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Attempts(database).history("note-energie")) == 80


def test_a_transaction_that_fails_leaves_nothing_and_the_next_one_works(database: Database, add: AddAttempt) -> None:
    def write_half() -> None:
        with database.transaction() as connection:
            connection.execute("INSERT INTO drafts VALUES ('a', 'half', '')")
            connection.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(StorageError):
        write_half()
    assert Drafts(database).load("a") is None
    add(database)


def test_a_file_in_place_of_the_folder_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here first", encoding="utf-8")
    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(StorageError) as caught:
            open_database(place)
        assert str(place) in caught.value.message
        assert "PROMPT_TUTOR_DATA" in caught.value.remedy
    assert (tmp_path / "file").read_text(encoding="utf-8") == "here first"


@pytest.fixture
def plain_user() -> Iterator[Path]:
    """Return a folder that its user, who is not root in here, may read."""
    # Not tmp_path: its parents are closed to other users.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def _lose_the_right_to_write(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)  # root may write anywhere: be nobody


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write permission there")
@pytest.mark.parametrize("exists", [False, True], ids=["empty", "with a database"])
def test_a_folder_that_cannot_be_written_to_is_one_clear_error(plain_user: Path, exists: bool) -> None:
    if exists:
        open_database(plain_user).close()
    before = {file.name: file.read_bytes() for file in plain_user.iterdir()}
    _lose_the_right_to_write(plain_user)
    with pytest.raises(StorageError) as caught:
        open_database(plain_user)
    assert str(plain_user) in caught.value.message
    assert "PROMPT_TUTOR_DATA" in caught.value.remedy
    assert "\n" not in str(caught.value)
    assert {file.name: file.read_bytes() for file in plain_user.iterdir()} == before


def _junk(file: Path) -> None:
    file.write_bytes(b"not a database " * 1000)


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _scribbled(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[40960:61440] = b"\xa5" * 20480
    file.write_bytes(content)


@pytest.mark.parametrize("damage", [_junk, _cut, _scribbled])
def test_a_damaged_database_is_set_aside_whole_and_said(
    folder: Path, add: AddAttempt, damage: Callable[[Path], None]
) -> None:
    with open_database(folder) as database:
        for _ in range(20):
            add(database, prompts=["x" * 5000])
    damage(folder / FILE_NAME)
    damaged = (folder / FILE_NAME).read_bytes()
    i18n.use("fr")
    try:
        with open_database(folder) as database:
            assert "endommagé" in database.notice
            (aside,) = folder.glob("prompt-tutor.damaged-*.sqlite3")
            assert str(aside) in database.notice
            assert aside.read_bytes() == damaged
            assert Attempts(database).history("note-energie") == ()
            add(database)
    finally:
        i18n.use("en")
    with open_database(folder) as database:
        assert database.notice == ""
        assert len(Attempts(database).history("note-energie")) == 1


def test_the_journal_of_a_damaged_database_that_another_window_has_open_goes_with_it(
    folder: Path, run_child: RunChild, add: AddAttempt
) -> None:
    with open_database(folder) as database:
        for _ in range(20):
            add(database, prompts=["x" * 5000])
    child = run_child(WRITE_FOR_EVER.replace("while True", "while number < 5") + "time.sleep(60)")
    assert child.stdout
    for _line in range(5):
        child.stdout.readline()
    _scribbled(folder / FILE_NAME)
    journal = (folder / f"{FILE_NAME}-wal").read_bytes()
    with open_database(folder) as database:
        assert Attempts(database).history("note-energie") == ()
        (aside,) = folder.glob("prompt-tutor.damaged-*.sqlite3-wal")
        assert aside.read_bytes() == journal


def test_a_database_of_the_first_version_keeps_its_answers_and_takes_what_they_take(
    folder: Path, add: AddAttempt
) -> None:
    with open_database(folder) as database:
        attempts = Attempts(database)
        answer = attempts.start_answer(add(database), {"id": "practice"})
        attempts.save_answer(answer, "Bonjour", "complete")
        database.connection.execute("ALTER TABLE answers DROP COLUMN measure")
        database.connection.execute("ALTER TABLE attempts DROP COLUMN carried")
        database.connection.execute("DROP TABLE refusals")
        database.connection.execute("DROP TABLE notebook")
        database.connection.execute("DROP TABLE disputes")
        database.connection.execute("PRAGMA user_version = 1")
    with open_database(folder) as database:
        attempts = Attempts(database)
        kept = attempts.answer_of(1)
        assert kept is not None
        assert (kept.text, kept.measure) == ("Bonjour", None)
        attempts.save_answer(answer, "Bonjour", "complete", None, {"seconds": 1.5})
        kept = attempts.answer_of(1)
        assert kept is not None
        assert kept.measure == {"seconds": 1.5}


def test_a_database_of_before_packs_were_told_apart_keeps_progress_place_and_drafts(folder: Path) -> None:
    with open_database(folder) as database:
        Progress(database).mark("ia-generative", "lire", "done")
        Progress(database).leave_at("ia-generative", "comparer")
        Drafts(database).save("ia-generative/ecrire", "Rédige")
        Drafts(database).save("scenario/note-energie/fr", "Compare")
        database.connection.execute("DROP TABLE notebook")
        database.connection.execute("DROP TABLE disputes")
        database.connection.execute("PRAGMA user_version = 3")
    with open_database(folder) as database:
        assert Progress(database).all_states() == {"base/ia-generative": {"lire": "done"}}
        assert Progress(database).left_at() == ("base/ia-generative", "comparer")
        assert Drafts(database).load("base/ia-generative/ecrire") == "Rédige"
        assert Drafts(database).load("scenario/base/note-energie/fr") == "Compare"


def test_a_database_of_before_scenarios_had_a_pack_keeps_attempts_refusals_and_drafts(
    folder: Path, add: AddAttempt
) -> None:
    with open_database(folder) as database:
        add(database, scenario="note-energie")
        attempts = Attempts(database)
        refusal: dict[str, Any] = {"digest": "d", "snapshot": "{}", "language": "fr", "step": "", "version": "1"}
        attempts.add_refusal(scenario="cantine", text="Non.", passed=True, grade={}, **refusal)
        for place in ("scenario/note-energie/fr", "scenario/cantine/fr/:decline", "base/lecon/essai", "case/answer"):
            Drafts(database).save(place, place)
        database.connection.execute("PRAGMA user_version = 6")
    for _opening in range(2):
        with open_database(folder) as database:
            attempts = Attempts(database)
            assert [record.scenario for record in attempts.history("base/note-energie")] == ["base/note-energie"]
            assert attempts.history("note-energie") == ()
            assert attempts.all_refused() == {"base/cantine"}
            assert Drafts(database).load("scenario/base/note-energie/fr") == "scenario/note-energie/fr"
            assert Drafts(database).load("scenario/base/cantine/fr/:decline") == "scenario/cantine/fr/:decline"
            assert Drafts(database).load("base/lecon/essai") == "base/lecon/essai"
            assert Drafts(database).load("case/answer") == "case/answer"


def test_a_database_of_a_newer_version_is_not_written_to(folder: Path, add: AddAttempt) -> None:
    with open_database(folder) as database:
        add(database)
        database.connection.execute("PRAGMA user_version = 99")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(StorageError, match="newer version") as caught:
        open_database(folder)
    assert FILE_NAME in caught.value.message
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == {FILE_NAME: before}


def test_a_newer_version_is_seen_also_in_the_journal_of_a_killed_window(folder: Path, run_child: RunChild) -> None:
    child = run_child("database.connection.execute('PRAGMA user_version = 99'); say('done'); time.sleep(60)")
    assert child.stdout
    assert child.stdout.readline() == "done\n"
    child.kill()
    child.wait()
    with pytest.raises(StorageError, match="newer version"):
        open_database(folder)
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (99,)


def test_a_full_disk_loses_nothing_and_writes_no_half(database: Database, add: AddAttempt) -> None:
    add(database)
    pages = database.connection.execute("PRAGMA page_count").fetchone()[0]
    database.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError, match="disk is full") as caught:
        add(database, digest="d2", prompts=["x" * 50_000])
    assert str(database.folder) in caught.value.message
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError)
    assert len(Attempts(database).history("note-energie")) == 1
    assert len(database.rows("SELECT * FROM scenarios")) == 1
    database.connection.execute(f"PRAGMA max_page_count = {pages + 100}")
    add(database, digest="d2", prompts=["x" * 50_000])
    assert len(Attempts(database).history("note-energie")) == 2


def test_a_closed_database_gives_an_error_of_ours(database: Database) -> None:
    database.close()
    with pytest.raises(StorageError):
        Drafts(database).load("a")


def test_opening_imports_nothing_heavy(folder: Path) -> None:
    heavy = ("pydantic", "textual", "litellm", "asyncio")
    code = f"""
import sys
from pathlib import Path
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts
from prompt_tutor.storage.progress import Progress
open_database(Path({str(folder)!r})).close()
print([name for name in {heavy!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
