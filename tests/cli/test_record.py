"""`record` with a server on loopback as the live model, then its answers replayed without it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

PERSONAL = "Écris à Mme Odette Martin, 12 rue du Canal, 06 12 34 56 78, pour les horaires."


@pytest.fixture
def folder(example_pack: Path) -> Path:
    """The folder of the recordings of the example's scenario."""
    return example_pack / "scenarios" / "horaires-ete" / "recordings"


def live(openai_server: Any) -> list[str]:
    return ["--model", "openai/petit", "--api-base", openai_server.base_url]


def test_what_is_recorded_answers_offline_and_says_when_and_with_which_model(
    run: Any, openai_server: Any, folder: Path
) -> None:
    done = run("record", "horaires-ete", "--language", "fr", *live(openai_server))
    assert (done.status, done.err.count("\n")) == (0, len(list(folder.glob("*.toml"))))
    kept = {data["name"]: data for data in map(tomllib.loads, (file.read_text("utf-8") for file in folder.iterdir()))}
    assert {"naive", "strong"} <= set(kept)
    asked = len(openai_server.requests)
    assert asked == len(kept)
    prompt = kept["strong"]["prompt"]
    tried = run("try", "horaires-ete", "--model", "recorded", "--language", "fr", "--json", given=prompt)
    found = json.loads(tried.out)
    assert (found["error"], found["answer"]["status"]) == (None, "complete")
    assert found["answer"]["text"] == kept["strong"]["answer"]
    model = found["model"]
    assert (model["id"], model["kind"], model["simulated"]) == ("openai/petit", "recorded", False)
    assert model["date"] == kept["strong"]["date"].isoformat()
    assert model["recording"] == {
        "prompt": prompt,
        "met": kept["strong"]["met"],
        "changed": False,
        "file": next(file.name for file in folder.iterdir() if prompt in file.read_text("utf-8")),
    }
    assert len(openai_server.requests) == asked

    scenario = folder.parent / "scenario.toml"
    scenario.write_text(scenario.read_text("utf-8").replace("minutes = ", "minutes = 1"), "utf-8")
    done = run("try", "horaires-ete", "--model", "recorded", "--ui", "fr", "--language", "fr", given=prompt)
    assert f"{kept['strong']['date'].year} avec openai/petit · la situation a changé depuis" in done.words
    assert "il remplit les mêmes critères que le vôtre" in done.words
    checked = run("check", str(folder.parent))
    assert checked.status == 0
    assert checked.out.count("record it again") == len(kept)


def test_a_prompt_that_fails_does_not_stop_the_others(run: Any, openai_server: Any, folder: Path) -> None:
    openai_server.then(end="cut")
    done = run("record", "horaires-ete", *live(openai_server))
    assert done.status == 3
    assert done.err.count("\n") == len(openai_server.requests) == len(list(folder.iterdir())) + 1
    assert "1 without a whole answer" in done.words


def test_an_attempt_is_recorded_by_its_number(run: Any, openai_server: Any, folder: Path) -> None:
    run("try", "horaires-ete", "--language", "fr", given="Donne les horaires {{horaires}}")
    done = run("record", "horaires-ete", "--language", "fr", "--attempt", "1", *live(openai_server))
    assert done.status == 0
    names = [tomllib.loads(file.read_text("utf-8"))["name"] for file in folder.iterdir()]
    assert "attempt-1" in names
    missing = run("record", "horaires-ete", "--language", "fr", "--attempt", "2", *live(openai_server))
    assert missing.status == 2
    assert missing.err.count("\n") == 1


def test_personal_data_go_to_a_hosted_model_only_when_it_was_said(
    run: Any, openai_server: Any, folder: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-planted-0123456789")
    data.mkdir()
    (data / "settings.toml").write_text("offline = false\n")
    run("try", "horaires-ete", "--language", "fr", given=PERSONAL)
    # On loopback, but by its tag it runs elsewhere.
    hosted = ["--language", "fr", "--attempt", "1", "--model", "openai/petit-cloud", *live(openai_server)[2:]]
    sent = len(openai_server.requests)
    done = run("record", "horaires-ete", *hosted)
    assert done.status == 1
    assert "Odette Martin" in done.err
    assert not any("Odette" in str(request.body) for request in openai_server.requests[sent:])
    assert "attempt-1" not in "".join(file.read_text("utf-8") for file in folder.glob("*"))
    again = run("record", "horaires-ete", "--yes", *hosted)
    assert again.status == 0
    assert "as you asked" in again.err
    assert any("Odette" in str(request.body) for request in openai_server.requests)


def test_offline_no_hosted_model_is_recorded(run: Any, openai_server: Any, folder: Path) -> None:
    done = run("record", "horaires-ete", "--model", "openai/petit-cloud", *live(openai_server)[2:])
    assert (done.status, done.err.count("\n"), folder.exists()) == (2, 1, False)
    assert not any(request.method == "POST" for request in openai_server.requests)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal of POSIX")
def test_what_was_recorded_before_an_interruption_is_whole(
    run: Any, openai_server: Any, example_pack: Path, folder: Path, data: Path
) -> None:
    openai_server.then()
    openai_server.behave(hold="before")
    command = [sys.executable, "-m", "prompt_tutor", "--pack", str(example_pack), "record", "horaires-ete"]
    env = {**os.environ, "PROMPT_TUTOR_DATA": str(data)}
    with subprocess.Popen([*command, *live(openai_server)], env=env, stderr=subprocess.DEVNULL) as process:
        while sum(request.method == "POST" for request in openai_server.requests) < 2:
            openai_server.received.clear()
            assert openai_server.received.wait(60)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    (file,) = folder.iterdir()
    assert tomllib.loads(file.read_text("utf-8"))["answer"].endswith("périmètre comparable.")


@pytest.mark.parametrize("model", [[], ["--model", "practice"], ["--model", "recorded"]])
def test_without_a_live_model_there_is_nothing_to_record(run: Any, model: list[str]) -> None:
    done = run("record", "horaires-ete", *model)
    assert (done.status, done.err.count("\n")) == (2, 1)


def test_without_recordings_the_recorded_model_says_so_and_the_prompt_is_graded(run: Any) -> None:
    done = run("try", "horaires-ete", "--model", "recorded", "--json", given="Les horaires ?")
    found = json.loads(done.out)
    assert (done.status, found["error"]["code"], found["model"]["kind"]) == (3, "no-recording", "recorded")
    assert found["prompt"]["criteria"]
