"""A recording is a plain file: what is written is read back to the character, a bad one is a problem with a line."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from prompt_tutor.content.reading import read_recording
from prompt_tutor.content.recording import MOST_BYTES, Recording, recording_toml, storable, write_recording
from prompt_tutor.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    '"""\nanswer = "prise"\n"""',
    "'''\\n\\u0041 \\",
    'finit par """""',
    '"',
    "\x1b[2J\x00\x7f\x9b\u202e\u2028\ufeff",
    "fin de ligne \r\n et seule \r",
    "\n\n  commence par des lignes",
    "[[criteria]]\nid = 'x' # non",
    "\t« été » ☎ 😀",
)


def recording(**changes: Any) -> Recording:
    """Return a recording, changed as `changes` say."""
    content = {
        "format": 1,
        "scenario": "note-energie",
        "digest": "0123456789abcdef",
        "model": "openai/petit",
        "kind": "local",
        "date": datetime(2026, 11, 26, 9, 30, tzinfo=UTC),
        "language": "fr",
        "name": "strong",
        "settings": {"max_tokens": 4096},
        "met": ["task", "length"],
        "prompt": "Résume la note en 60 mots.",
        "answer": "La consommation baisse de 5,0 %.",
    }
    return Recording.model_validate({**content, **changes})


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_read_back_to_the_character(tmp_path: Path, text: str) -> None:
    kept = recording(prompt=text, answer=text, model=text, settings={text: text})
    found = read_recording(write_recording(tmp_path, kept)).whole()
    assert found == kept


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_text_is_read_back_by_every_reader_of_toml_1_0(prompt: str, answer: str) -> None:
    text = recording_toml(recording(prompt=prompt, answer=answer))
    for loads in (tomllib.loads, tomli.loads):
        found = loads(text)
        assert (found["prompt"], found["answer"]) == (storable(prompt), storable(answer))


def test_the_file_shows_the_text_as_it_was_written_and_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    text = write_recording(tmp_path, recording(answer="Ligne une\nLigne « deux » \x1b[31m")).read_text(encoding="utf-8")
    assert 'answer = """\nLigne une\nLigne « deux » \\u001b[31m"""\n' in text


def test_the_same_prompt_and_model_replace_what_was_recorded(tmp_path: Path) -> None:
    first = write_recording(tmp_path, recording())
    again = write_recording(tmp_path, recording(answer="Une autre réponse."))
    other = write_recording(tmp_path, recording(model="openai/grand"))
    assert again == first != other
    assert sorted(entry.name for entry in first.parent.iterdir()) == sorted([first.name, other.name])
    assert read_recording(first).whole().answer == "Une autre réponse."


def test_a_recording_that_cannot_be_written_leaves_the_one_before_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write_recording(tmp_path, recording())

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        write_recording(tmp_path, recording(answer="Une autre réponse."))
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]
    assert read_recording(file).whole() == recording()


def test_what_is_too_large_is_neither_written_nor_read(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="too large"):
        write_recording(tmp_path, recording(prompt="x" * MOST_BYTES))
    file = tmp_path / "fr-x.toml"
    file.write_text("#" * (MOST_BYTES + 1))
    assert [problem.code for problem in read_recording(file).problems] == ["too-large"]


@pytest.mark.parametrize(
    ("line", "wrong", "code"),
    [
        (4, "model = openai/petit", "toml"),
        (5, 'kind = "hébergé"', "literal_error"),
        (6, "date = 2026-11-26T09:30:00", "timezone_aware"),
    ],
)
def test_a_bad_recording_is_a_problem_with_its_line(tmp_path: Path, line: int, wrong: str, code: str) -> None:
    lines = recording_toml(recording()).split("\n")
    lines[line - 1] = wrong
    file = tmp_path / "fr-x.toml"
    file.write_text("\n".join(lines), encoding="utf-8")
    (problem,) = read_recording(file).problems
    assert (problem.code, problem.line) == (code, line)
    assert problem.message
    assert problem.remedy


def test_a_file_that_is_not_there_or_not_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"answer = '\xff'")
    assert [read_recording(tmp_path / name).problems[0].code for name in ("x.toml", "none.toml")] == ["file", "file"]
