"""`assess`: the sixteen criteria of any prompt."""

import json
import subprocess
import sys
from typing import Any

import pytest

CRITERIA = 16


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_language_is_told_from_the_words_whatever_the_interface_speaks(run: Any) -> None:
    done = run("assess", "--ui", "en", given="Rédige une note de deux pages pour les élus de la commission.")
    assert "✓ Task: met, “Rédige une note" in done.words


def test_words_quote_the_passages(run: Any) -> None:
    text = "Rédige une note pour les élus en 10 lignes. Appelle M. Martin Durand au 06 12 34 56 78."
    done = run("assess", "--ui", "fr", given=text)
    assert done.status == 0
    assert "✓ Longueur : rempli, « " in done.words
    assert "✗ Rôle : non rempli" in done.words
    assert "✗ Données personnelles : à retirer" in done.words
    assert done.words.count("✓") + done.words.count("✗") == CRITERIA


def test_data_are_one_line_with_offsets_in_the_text(run: Any) -> None:
    text = "📎 Rédige une note en 10 lignes."
    done = run("assess", "--json", "--language", "fr", "-", given=text)
    (found,) = lines(done.out)
    assert set(found) == {"id", "language", "met", "evidence", "near"}
    assert found["language"] == "fr"
    assert "length" in found["met"]
    ((start, end),) = found["evidence"]["length"]
    assert "10 lignes" in text[start:end]


def test_lines_come_out_in_order_and_a_bad_one_stops_nothing(run: Any) -> None:
    given = b"\n".join(
        [
            json.dumps({"id": "a", "text": "Rédige une note en 10 lignes.", "language": "fr"}).encode(),
            b"{not json",
            b'{"id": "c", "text": "\xff"}',
            b"[]",
            json.dumps({"id": "e"}).encode(),
            json.dumps({"id": "f", "text": "x", "language": "de"}).encode(),
            b"[" * 100_000,
            b"",
            json.dumps({"id": "g", "text": "Write a note in 3 lines."}).encode(),
        ]
    )
    done = run("assess", "--jsonl", given=given)
    found = lines(done.out)
    assert [line["id"] for line in found] == ["a", None, None, None, "e", "f", None, "g"]
    assert ["error" in line for line in found] == [False, True, True, True, True, True, True, False]
    assert (found[0]["language"], found[-1]["language"]) == ("fr", "en")
    assert ":3:" in found[2]["error"]["message"]
    assert all(line["error"]["remedy"] for line in found if "error" in line)
    assert done.status == 1
    assert done.err == ""


def test_all_lines_read_is_success(run: Any) -> None:
    done = run("assess", "--jsonl", given='{"id": "a", "text": ""}\n\n{"id": "b", "text": "résume"}\n')
    assert done.status == 0
    assert [line["met"] for line in lines(done.out)] == [["privacy"], ["privacy"]]


def test_lines_may_come_in_utf16_with_a_mark(run: Any) -> None:
    done = run("assess", "--jsonl", given='{"id": "é", "text": "Rédige une note."}\n'.encode("utf-16"))
    assert (done.status, lines(done.out)[0]["id"]) == (0, "é")


def test_each_line_is_answered_before_the_next_is_read() -> None:
    command = [sys.executable, "-m", "prompt_tutor", "assess", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for id_ in ("a", "b"):
            process.stdin.write(json.dumps({"id": id_, "text": "Write a note."}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == id_
        process.stdin.close()


def test_reader_that_goes_away_is_no_fault(run: Any) -> None:
    command = f"{sys.executable} -m prompt_tutor assess --jsonl"
    given = '{"id": "a", "text": "Write a note."}\n' * 2_000
    done = subprocess.run(["bash", "-c", f"{command} | head -n 1"], input=given, capture_output=True, text=True)
    assert len(lines(done.stdout)) == 1
    assert done.stderr == ""


@pytest.mark.parametrize("text", ["\ud800", "\x00\x1b[2J", "a" * 200_000], ids=["half a pair", "controls", "long"])
def test_any_text_is_judged(run: Any, text: str) -> None:
    done = run("assess", "--jsonl", given=json.dumps({"id": "a", "text": text}) + "\n")
    assert done.status == 0
    assert lines(done.out)[0]["id"] == "a"
