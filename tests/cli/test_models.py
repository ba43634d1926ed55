"""`models`: what can answer here, whether it does, which one answers, and the keys, which stand in no file of ours."""

import contextlib
import json
import os
import select
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.settings import Settings, read_settings, write_settings

KEY = "sk-planted-0123456789abcdef"

# A keyring in a file beside the data, as the program finds the system's own: by the library's own variable.
KEYRING = """
import json, os, pathlib
from keyring.backend import KeyringBackend

FILE = pathlib.Path(__file__).with_name("kept.json")


class Keyring(KeyringBackend):
    priority = 9

    def _kept(self):
        return json.loads(FILE.read_text()) if FILE.exists() else {}

    def get_password(self, service, username):
        return self._kept().get(username)

    def set_password(self, service, username, password):
        FILE.write_text(json.dumps({**self._kept(), username: password}))

    def delete_password(self, service, username):
        kept = self._kept()
        del kept[username]
        FILE.write_text(json.dumps(kept))
"""


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the commands a keyring; return its file."""
    folder = tmp_path / "system-keyring"
    folder.mkdir()
    (folder / "kept_keyring.py").write_text(KEYRING, encoding="utf-8")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "kept_keyring.Keyring")
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder / "kept.json"


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.endswith("_API_KEY")]:
        monkeypatch.delenv(name)


@pytest.fixture
def file(data: Path) -> Path:
    """The settings file."""
    return data / "settings.toml"


def _models(done: Any) -> dict[str, Any]:
    return {model["id"]: model for model in json.loads(done.out)["models"]}


def test_the_list_tells_what_answers_where_and_what_leaves(run: Any, file: Path, openai_server: Any) -> None:
    write_settings(file, Settings(servers=(openai_server.base_url, "https://passerelle.invalid/v1")))
    done = run("models")
    lines = {line.split()[0]: line for line in done.words.splitlines() if line}
    assert "stays" in lines["practice"]
    assert "chosen" in lines["practice"]
    assert f"{openai_server.base_url.removesuffix('/v1')}" in lines["openai/petit"]
    assert "stays" in lines["openai/petit"]
    assert "leaves" in lines["https://passerelle.invalid"]
    assert "not asked" in lines["https://passerelle.invalid"]
    assert "Offline mode is on" in done.out
    assert "hors ligne" in run("models", "--ui", "fr").out


def test_the_list_is_data_too(run: Any, file: Path, openai_server: Any) -> None:
    write_settings(file, Settings(model="openai/petit", api_base=openai_server.base_url))
    found = _models(run("models", "--json"))
    assert (found["practice"]["chosen"], found["openai/petit"]["chosen"]) == (False, True)
    assert found["openai/petit"]["api_base"] == openai_server.base_url
    assert found["openai/petit"]["hosted"] is False


def test_choosing_a_local_model_takes_its_name_alone(run: Any, file: Path, openai_server: Any) -> None:
    write_settings(file, Settings(servers=(openai_server.base_url,), theme="nord"))
    done = run("models", "--choose", "petit")
    assert (done.status, "stays on this computer" in done.words) == (0, True)
    kept = read_settings(file)
    assert (kept.model, kept.api_base, kept.offline, kept.theme) == (
        "openai/petit", openai_server.base_url, True, "nord",
    )  # fmt: skip
    assert run("models", "--choose", "practice").status == 0
    assert read_settings(file).model == ""


def test_choosing_a_hosted_model_wants_a_confirmation_and_ends_offline_mode(run: Any, file: Path) -> None:
    refused = run("models", "--choose", "mistral/mistral-small-latest", given="yes\n")
    assert (refused.status, file.exists()) == (2, False)
    assert "--yes" in refused.err
    done = run("models", "--choose", "mistral/mistral-small-latest", "--yes")
    assert (done.status, "leaves this computer" in done.words) == (0, True)
    assert (read_settings(file).model, read_settings(file).offline) == ("mistral/mistral-small-latest", False)
    assert run("models", "--choose", "practice").status == 0
    assert read_settings(file).offline


def test_a_settings_file_that_cannot_be_read_is_not_written_over(run: Any, file: Path, keyring: Path) -> None:
    file.parent.mkdir()
    file.write_text("offline = perhaps", encoding="utf-8")
    for option in (("--choose", "practice"), ("--login", "mistral"), ("--logout", "mistral")):
        assert run("models", *option, given=KEY).status == 2
    assert file.read_text(encoding="utf-8") == "offline = perhaps"
    assert not keyring.exists()


def test_a_trial_is_one_short_request(run: Any, openai_server: Any) -> None:
    works = run("models", "--test", "openai/petit", "--api-base", openai_server.base_url)
    assert (works.status, works.err) == (0, "")
    assert "La consommation baisse de 5,0 %" in works.words
    openai_server.behave(status=401)
    fails = run("models", "--test", "openai/petit", "--api-base", openai_server.base_url, "--json")
    assert fails.status == 3
    assert json.loads(fails.out)["trial"]["error"]["code"] == "unauthorised"
    assert run("models", "--test", "practice").status == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("--choose", "nobody"),
        ("--test", "openai/x", "--api-base", "nowhere"),
        ("--api-base", "http://127.0.0.1:1/v1"),
        ("--choose", "practice", "--test", "practice"),
        ("--login", "deux mots"),
        ("--choose", "openai/x", "--api-base", f"https://user:{KEY}@ville.fr/v1", "--yes"),
    ],
)
def test_wrong_use_is_one_clear_line(run: Any, file: Path, wrong: tuple[str, ...]) -> None:
    done = run("models", *wrong)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert KEY not in done.out + done.err
    assert not file.exists()


def test_offline_a_hosted_model_is_not_tried_and_says_how(run: Any) -> None:
    done = run("models", "--test", "openai/x", "--api-base", "https://no-such-host.invalid/v1")
    assert done.status == 3
    assert "Offline mode is on" in done.err
    assert "models --choose openai/x --api-base https://no-such-host.invalid/v1" in done.err


def test_without_a_keyring_a_login_names_the_environment(run: Any, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    done = run("models", "--login", "mistral", given=KEY)
    assert (done.status, file.exists()) == (3, False)
    assert "MISTRAL_API_KEY" in done.err
    assert KEY not in done.out + done.err


def test_a_key_opens_its_server_and_is_forgotten(run: Any, file: Path, keyring: Path, openai_server: Any) -> None:
    done = run("models", "--login", openai_server.base_url, given=f"{KEY}\n")
    assert done.status == 0
    name = f"127.0.0.1:{openai_server.port}"
    assert json.loads(keyring.read_text()) == {name: KEY}
    assert (read_settings(file).logins, read_settings(file).servers) == ((name,), (openai_server.base_url,))
    assert "openai/petit" in _models(run("models", "--json"))
    assert run("models", "--test", "openai/petit").status == 0
    assert [request.headers.get("authorization") for request in openai_server.requests] == [f"Bearer {KEY}"] * 3
    assert run("models", "--logout", openai_server.base_url).status == 0
    assert (json.loads(keyring.read_text()), read_settings(file).logins) == ({}, ())
    assert "no key" in run("models", "--logout", openai_server.base_url).out


def _written(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder`, by its name."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("by", "status"), [("keyring", 401), ("environment", 200)])
def test_a_planted_key_stands_in_nothing_that_is_written(
    run: Any, data: Path, tmp_path: Path, keyring: Path, openai_server: Any, monkeypatch: pytest.MonkeyPatch,
    by: str, status: int,
) -> None:  # fmt: skip
    said = []
    if by == "keyring":
        said.append(run("models", "--login", openai_server.base_url, given=f"{KEY}\n"))
    else:
        monkeypatch.setenv(f"PROMPT_TUTOR_KEY_127_0_0_1_{openai_server.port}", KEY)
    openai_server.behave(
        status=status, reason=f"Incorrect API key provided: {KEY}. You sent Bearer {KEY}", pieces=("Bonjour.",)
    )
    model = ("--model", "openai/petit", "--api-base", openai_server.base_url)
    said += [
        run("models", "--choose", "openai/petit", "--api-base", openai_server.base_url),
        run("models", "--json"),
        run("models", "--test", "openai/petit"),
        run("doctor", "--json"),
        run("try", "horaires-ete", "--json", *model, given="Rédige l’affiche en 60 mots."),
    ]
    asked = [request for request in openai_server.requests if request.method == "POST"]
    assert asked, "the key must have had the occasion"
    assert {request.headers["authorization"] for request in asked} == {f"Bearer {KEY}"}
    assert {done.status for done in said} <= {0, 1, 3}
    spoken = "".join(done.out + done.err for done in said)
    kept = {name: text for name, text in _written(tmp_path).items() if name != str(keyring)}
    assert str(data / "settings.toml") in kept
    assert any(name.endswith((".db", ".sqlite", ".sqlite3")) for name in kept)
    for half in (KEY, KEY[3:], KEY[: len(KEY) // 2]):
        assert half not in spoken
        assert [name for name, text in kept.items() if half.encode() in text] == []


def _at_the_keyboard(arguments: list[str], data: Path, typed: str, after: str) -> tuple[int, str]:
    """Run the command in a terminal, type `typed` once `after` stands there; return its status and what showed."""
    import pty

    env = {**os.environ, "PROMPT_TUTOR_DATA": str(data), "LANG": "fr_FR.UTF-8", "COLUMNS": "200"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "prompt_tutor", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env=env, start_new_session=True,
    ) as child:  # fmt: skip
        os.close(theirs)
        shown = b""
        asked = False
        with contextlib.suppress(OSError):  # how Linux says that the other end of a terminal has gone
            while select.select([ours], [], [], 60)[0] and (piece := os.read(ours, 4096)):
                shown += piece
                if not asked and after in shown.decode(errors="ignore"):
                    asked = True
                    os.write(ours, typed.encode())
        os.close(ours)
        return child.wait(10), shown.decode().replace("\u00a0", " ")


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of the system's own kind")
def test_a_key_typed_at_the_keyboard_does_not_show(data: Path, keyring: Path) -> None:
    status, shown = _at_the_keyboard(["models", "--login", "mistral"], data, f"{KEY}\n", "ne s’affiche pas")
    assert status == 0, shown
    assert KEY not in shown
    assert json.loads(keyring.read_text()) == {"mistral": KEY}


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of the system's own kind")
@pytest.mark.parametrize(("typed", "status"), [("oui\n", 0), ("\n", 2)])
def test_a_hosted_model_is_chosen_by_a_deliberate_word(data: Path, file: Path, typed: str, status: int) -> None:
    found, shown = _at_the_keyboard(["models", "--choose", "mistral/m"], data, typed, "Tapez")
    assert found == status, shown
    assert file.exists() == (status == 0)
