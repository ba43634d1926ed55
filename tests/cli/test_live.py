"""`try --model`: a live model on this machine, over real HTTP."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.settings import Settings, write_settings

PROMPT = "Rédige l’affiche en 60 mots.\n\n{{horaires}}"
PIECES = ("Fermée ", "le 15 août.\x1b[2J", " Le reste", " à vérifier.")


class _OpenAI(BaseHTTPRequestHandler):
    """Streams the same answer to every request, as an OpenAI-compatible server does, and notes what it was sent."""

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        received(self.server).append(body)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        deltas: list[dict[str, str]] = [{"role": "assistant", "content": ""}, *({"content": piece} for piece in PIECES)]
        for delta in deltas:
            self._send({"delta": delta, "finish_reason": None, "index": 0})
        self._send({"delta": {}, "finish_reason": "stop", "index": 0})
        self.wfile.write(b"data: [DONE]\n\n")

    def _send(self, choice: dict[str, Any]) -> None:
        chunk = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base's own name
        """Say nothing."""


def received(server: Any) -> list[dict[str, Any]]:
    """Return the requests that `server` got."""
    requests: list[dict[str, Any]] = server.__dict__.setdefault("received", [])
    return requests


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """A model server on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _OpenAI) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def options(server: ThreadingHTTPServer) -> list[str]:
    return ["--model", "openai/m", "--api-base", f"http://127.0.0.1:{server.server_port}/v1", "--language", "fr"]


def test_answer_of_a_live_model_is_checked_and_said_to_be_its_own(run: Any, server: ThreadingHTTPServer) -> None:
    done = run("try", "horaires-ete", "--json", *options(server), given=PROMPT)
    found = json.loads(done.out)
    assert (found["error"], found["answer"]["status"]) == (None, "complete")
    assert found["answer"]["text"].startswith("Fermée le 15 août.")
    assert [(check["id"], check["passed"]) for check in found["answer"]["checks"]] == [("says-15-august", True)]
    assert (found["model"]["id"], found["model"]["kind"], found["model"]["simulated"]) == ("openai/m", "live", False)
    (request,) = received(server)
    assert "Fermée le samedi 15 août." in request["messages"][-1]["content"]


def test_answer_in_words_is_not_called_simulated_and_obeys_nothing(run: Any, server: ThreadingHTTPServer) -> None:
    done = run("try", "horaires-ete", "--ui", "fr", *options(server), given=PROMPT)
    assert done.status in (0, 1)
    assert "Réponse\u00a0: openai/m" in done.out
    assert "simulée" not in done.out
    assert "Le reste à vérifier." in done.out
    assert "\x1b" not in done.out


def test_personal_data_stay_here_and_the_prompt_does_not_pass(run: Any, data: Path) -> None:
    write_settings(data / "settings.toml", Settings(offline=False))
    prompt = f"{PROMPT}\nÉcris à Mme Odette Martin, 12 rue du Canal, 06 12 34 56 78."
    hosted = ["--model", "openai/m", "--api-base", "http://192.0.2.1/v1", "--language", "fr"]
    done = run("try", "horaires-ete", "--json", *hosted, given=prompt)
    found = json.loads(done.out)
    assert (done.status, found["passed"], found["error"]["code"], found["answer"]["text"]) == (1, False, "privacy", "")
    words = run("try", "horaires-ete", *hosted, given=prompt)
    assert words.err.startswith("Nothing was sent")
    assert words.err.count("\n") == 1


def test_personal_data_are_sent_knowingly_alone_and_the_attempt_says_so(
    run: Any, data: Path, openai_server: Any
) -> None:
    write_settings(data / "settings.toml", Settings(offline=False))
    # Hosted by its name: Ollama's own servers run such a model, whatever address it is asked at.
    hosted = ["--model", "openai/petit-cloud", "--api-base", openai_server.base_url, "--language", "fr"]
    prompt = f"{PROMPT}\nÉcris à Mme Odette Martin, 12 rue du Canal, 06 12 34 56 78."
    assert "--send-personal-data" in run("try", "horaires-ete", *hosted, given=prompt).err
    assert openai_server.requests == []
    done = run("try", "horaires-ete", "--json", "--send-personal-data", *hosted, given=prompt)
    found = json.loads(done.out)
    assert found["error"] is None
    assert "Odette Martin" in openai_server.requests[-1].body["messages"][-1]["content"]
    assert sorted(found["answer"]["consent"]) == ["date", "kinds"]
    assert found["answer"]["consent"]["kinds"] == ["name", "address", "phone"]
    words = run("try", "horaires-ete", "--ui", "fr", "--send-personal-data", *hosted, given=prompt)
    assert "! Envoyé avec des données personnelles, après confirmation : nom d’une personne" in words.words


def test_pause_before_another_request_is_said_aside_and_the_answer_comes_once(run: Any, openai_server: Any) -> None:
    openai_server.then(status=503, headers=(("Retry-After", "0"),))
    options = ["--model", "openai/petit", "--api-base", openai_server.base_url, "--language", "fr", "--ui", "fr"]
    done = run("try", "horaires-ete", *options, given=PROMPT)
    assert done.out.count("La consommation baisse") == 1
    assert "Le serveur est occupé\u00a0: nouvel essai dans" in done.err
    assert "(2 sur 3)" in done.err
    assert "La réponse a pris" in done.out


def test_usage_stands_in_the_data(run: Any, openai_server: Any) -> None:
    openai_server.behave(usage=(300, 40))
    options = ["--model", "openai/petit", "--api-base", openai_server.base_url, "--language", "fr"]
    usage = json.loads(run("try", "horaires-ete", "--json", *options, given=PROMPT).out)["answer"]["usage"]
    assert (usage["prompt_tokens"], usage["answer_tokens"], usage["cost"], usage["estimated"]) == (300, 40, None, False)
    assert 0 <= usage["first"] <= usage["seconds"]
