"""Live models against a real server on loopback: what is sent, what comes back, and every way in which it may not."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor import i18n
from prompt_tutor.llm.keys import variables_of
from prompt_tutor.llm.live import MOST_CHARACTERS, LiveModel, Timeouts
from prompt_tutor.llm.retries import Retries

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from prompt_tutor.llm.model import Model, ModelError, Request

    class Outcome:
        pieces: tuple[str, ...]
        text: str
        fault: ModelError | None
        code: str

    Ask = Callable[[Model], Awaitable[Outcome]]

ANSWER = "La consommation baisse de 5,0 % à périmètre comparable."
KEY = "sk-planted-0123456789abcdef"
AT_ONCE = Retries(base=0, jitter=lambda: 0.0)


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_API_BASE", "OPENAI_BASE_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY",
                 "http_proxy", "https_proxy", "all_proxy"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=["openai/petit", "ollama_chat/petit"])
def model(request: pytest.FixtureRequest, openai_server: Any) -> LiveModel:
    """Return a local model, by each of the two protocols."""
    base = openai_server.base_url if request.param.startswith("openai") else openai_server.ollama_url
    return LiveModel(request.param, base, retries=AT_ONCE)


def _hosted(openai_server: Any) -> LiveModel:
    # On loopback, but by its tag it runs elsewhere.
    return LiveModel("openai/petit-cloud", openai_server.base_url, retries=AT_ONCE)


async def test_the_answer_streams_in_the_pieces_that_the_server_sends(model: LiveModel, ask: Ask) -> None:
    outcome = await ask(model)
    assert outcome.pieces == ("La consommation ", "baisse ", "de 5,0 %", " à périmètre comparable.")
    assert outcome.fault is None


async def test_the_server_receives_the_very_messages_and_no_key_of_ours(
    model: LiveModel, ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OLLAMA_API_KEY", KEY)
    await ask(model)
    (request,) = openai_server.requests
    assert [(message["role"], message["content"]) for message in request.body["messages"]] == [
        ("system", "Sois bref."),
        ("user", "Résume la note {{energie}} ☎"),
    ]
    assert request.body["model"] == "petit"
    assert request.body["stream"] is True
    assert KEY not in json.dumps(request.headers)


@pytest.mark.parametrize("name", ["ollama/petit", "lm_studio/petit", "hosted_vllm/petit", "llamafile/petit"])
async def test_the_other_names_of_local_servers_answer(name: str, ask: Ask, openai_server: Any) -> None:
    base = openai_server.ollama_url if name.startswith("ollama") else openai_server.base_url
    outcome = await ask(LiveModel(name, base))
    assert outcome.text == ANSWER
    assert len(openai_server.requests) == 1


def test_it_says_whether_the_prompt_leaves_the_machine(openai_server: Any) -> None:
    local = LiveModel("openai/petit", openai_server.base_url).info
    assert (local.id, local.kind, local.simulated, local.hosted) == ("openai/petit", "live", False, False)
    assert _hosted(openai_server).info.hosted


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (400, "bad-request"),
        (401, "unauthorised"),
        (403, "forbidden"),
        (404, "unknown-model"),
        (413, "too-large"),
        (408, "timeout"),
        (429, "too-many"),
        (500, "server"),
        (502, "server"),
        (503, "server"),
        (504, "timeout"),
    ],
)
async def test_each_refusal_says_what_to_do_and_only_one_that_may_pass_is_met_three_times(
    model: LiveModel, ask: Ask, openai_server: Any, status: int, code: str
) -> None:
    openai_server.behave(status=status, reason="no\x1b[31m luck")
    outcome = await ask(model)
    assert outcome.code == code
    assert outcome.fault
    assert outcome.fault.remedy
    assert "petit" in outcome.fault.message
    assert "\x1b" not in str(outcome.fault)
    assert "\n" not in str(outcome.fault)
    assert len(openai_server.requests) == (3 if status in (408, 429, 500, 502, 503, 504) else 1)


@pytest.mark.parametrize("status", [400, 500])
async def test_the_servers_reason_is_told(model: LiveModel, ask: Ask, openai_server: Any, status: int) -> None:
    openai_server.behave(status=status, reason="model requires more system memory (5.6 GiB)")
    outcome = await ask(model)
    assert outcome.fault
    assert "(model requires more system memory (5.6 GiB))" in outcome.fault.message


@pytest.mark.parametrize(
    ("how", "code", "text"),
    [
        ({"end": "cut"}, "cut", ANSWER),
        ({"end": "short"}, "cut", ANSWER),
        ({"pieces": (), "end": "cut"}, "cut", ""),
        ({"pieces": ()}, "empty", ""),
        ({"pieces": (), "end": "short"}, "cut", ""),
        ({"pieces": (" ", "\n")}, "empty", " \n"),
        ({"finish": "length"}, "length", ANSWER),
        ({"finish": "content_filter"}, "filtered", ANSWER),
        ({"field": "reasoning_content"}, "empty", ""),
    ],
)
async def test_an_answer_that_is_not_whole_is_kept_and_said(
    model: LiveModel, ask: Ask, openai_server: Any, how: dict[str, Any], code: str, text: str
) -> None:
    openai_server.behave(**how)
    outcome = await ask(model)
    assert (outcome.code, outcome.text) == (code, text)


@pytest.mark.parametrize("raw", [b"{broken", b"\xff\xfe", b'{"a": "\xe9"}'], ids=["JSON", "bytes", "UTF-8"])
@pytest.mark.parametrize("pieces", [(), ("Un début",)])
async def test_what_cannot_be_read_is_said(
    model: LiveModel, ask: Ask, openai_server: Any, raw: bytes, pieces: tuple[str, ...]
) -> None:
    line = raw + b"\n" if model.info.id.startswith("ollama") else b"data: " + raw + b"\n\n"
    openai_server.behave(pieces=pieces, raw=line)
    outcome = await ask(model)
    assert (outcome.code, outcome.text) == ("unreadable", "".join(pieces))


@pytest.mark.parametrize(("pieces", "requests"), [((), 3), (("Un début",), 1)])
async def test_a_fault_that_the_server_tells_in_its_stream_is_told(
    ask: Ask, openai_server: Any, pieces: tuple[str, ...], requests: int
) -> None:
    openai_server.behave(pieces=pieces, raw=b'data: {"error": {"message": "model overloaded", "code": 503}}\n\n')
    outcome = await ask(LiveModel("openai/petit", openai_server.base_url, retries=AT_ONCE))
    assert (outcome.code, outcome.text) == ("server", "".join(pieces))
    assert "(model overloaded)" in str(outcome.fault)
    assert len(openai_server.requests) == requests


async def test_a_fault_that_ollama_tells_in_its_stream_is_told(ask: Ask, openai_server: Any) -> None:
    openai_server.behave(pieces=("Un début",), raw=b'{"error": "out of memory"}\n')
    outcome = await ask(LiveModel("ollama_chat/petit", openai_server.ollama_url))
    assert (outcome.code, outcome.text) == ("server", "Un début")
    assert "(out of memory)" in str(outcome.fault)


@pytest.mark.parametrize(
    ("hold", "timeouts", "code", "text"),
    [("before", Timeouts(first=0.2), "timeout", ""), ("after", Timeouts(silence=1), "silence", ANSWER)],
    ids=["first", "middle"],
)
@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit"])
async def test_silence_has_an_end_and_the_connection_with_it(
    name: str, ask: Ask, openai_server: Any, hold: str, timeouts: Timeouts, code: str, text: str
) -> None:
    openai_server.behave(hold=hold)
    base = openai_server.base_url if name.startswith("openai") else openai_server.ollama_url
    outcome = await ask(LiveModel(name, base, timeouts=timeouts))
    assert (outcome.code, outcome.text) == (code, text)
    assert await asyncio.to_thread(openai_server.disconnected.wait, 10)


async def test_after_a_cancelled_answer_the_next_one_comes(ask: Ask, openai_server: Any, live_request: Request) -> None:
    openai_server.behave(hold="before")
    model = LiveModel("openai/petit", openai_server.base_url)
    reading = asyncio.create_task(anext(model.stream(live_request)))
    assert await asyncio.to_thread(openai_server.received.wait, 30)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    openai_server.behave()
    assert (await ask(model)).text == ANSWER


async def test_control_characters_of_an_answer_are_shown(model: LiveModel, ask: Ask, openai_server: Any) -> None:
    openai_server.behave(pieces=("Titre\x1b]0;", "piège\x07\r\n", "[bold]fin[/bold]\ud83d"))
    outcome = await ask(model)
    assert outcome.text == "Titre␛]0;piège␇\n[bold]fin[/bold]\ufffd"


async def test_an_endless_answer_is_stopped(model: LiveModel, ask: Ask, openai_server: Any) -> None:
    openai_server.behave(pieces=("x" * 10_000,) * 100, hold="after")
    outcome = await ask(model)
    assert outcome.code == "length"
    assert len(outcome.text) == MOST_CHARACTERS
    assert await asyncio.to_thread(openai_server.disconnected.wait, 10)


@pytest.mark.parametrize("pieces", [("x" * 5_000_000,), ("x" * 50_000,) * 100], ids=["one piece", "many"])
async def test_an_answer_of_5_mb_is_stopped(
    model: LiveModel, ask: Ask, openai_server: Any, pieces: tuple[str, ...]
) -> None:
    openai_server.behave(pieces=pieces)
    outcome = await ask(model)
    assert (outcome.code, len(outcome.text)) == ("length", MOST_CHARACTERS)


async def test_an_endless_answer_of_a_hosted_model_is_stopped(
    ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    openai_server.behave(pieces=("x" * 10_000,) * 100, hold="after")
    assert (await ask(_hosted(openai_server))).code == "length"
    assert await asyncio.to_thread(openai_server.disconnected.wait, 10)


@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit"])
async def test_where_nothing_listens_it_is_said(name: str, ask: Ask) -> None:
    outcome = await ask(LiveModel(name, "http://127.0.0.1:1/v1"))
    assert outcome.code == "refused"
    assert outcome.fault
    assert "127.0.0.1:1" in outcome.fault.message
    assert "Ollama" in outcome.fault.remedy


async def test_a_host_that_does_not_exist_is_said(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    outcome = await ask(LiveModel("openai/petit", "http://no-such-host.invalid/v1"))
    assert outcome.code == "unknown-host"


@pytest.mark.parametrize("name", ["openai/petit", "ollama_chat/petit", "openai/petit-cloud"])
async def test_a_failing_secure_connection_is_said(
    name: str, ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    outcome = await ask(LiveModel(name, openai_server.base_url.replace("http:", "https:")))
    assert outcome.code == "tls"


async def test_a_local_model_is_asked_past_every_proxy(
    model: LiveModel, ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("no_proxy", "")
    assert (await ask(model)).text == ANSWER
    assert len(openai_server.requests) == 1


async def test_asking_ollama_asks_nobody_else(ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # litellm would ask these about the model: this server stands for whoever listens there.
    monkeypatch.setenv("OLLAMA_API_BASE", openai_server.ollama_url)
    monkeypatch.setenv("HTTP_PROXY", openai_server.ollama_url)
    # A name that no test before has asked: litellm remembers.
    await ask(LiveModel("ollama_chat/inconnu", openai_server.ollama_url))
    await asyncio.sleep(0.1)
    assert [request.path for request in openai_server.requests] == ["/api/chat"]


async def test_a_local_model_follows_no_redirect(model: LiveModel, ask: Ask, openai_server: Any) -> None:
    openai_server.behave(status=307, headers=(("Location", f"{openai_server.base_url}/elsewhere"),))
    outcome = await ask(model)
    assert outcome.fault
    assert len(openai_server.requests) == 1


@pytest.mark.parametrize("name", ["petit", "fournisseur/petit"])
async def test_a_name_without_a_provider_is_said(name: str, ask: Ask) -> None:
    outcome = await ask(LiveModel(name))
    assert outcome.code == "unknown-model"
    assert outcome.fault
    assert "openai/petit" in outcome.fault.remedy


async def test_a_missing_key_is_said_without_touching_the_network(ask: Ask) -> None:
    outcome = await ask(LiveModel("mistral/mistral-small-latest"))
    assert outcome.code == "missing-key"
    assert outcome.fault
    assert "MISTRAL_API_KEY" in outcome.fault.remedy
    assert "prompt-tutor models --login mistral" in outcome.fault.remedy


async def test_a_gateway_without_a_key_is_asked_and_says_itself_whether_it_wants_one(
    ask: Ask, openai_server: Any
) -> None:
    assert (await ask(_hosted(openai_server))).text == ANSWER
    openai_server.behave(status=401)
    outcome = await ask(_hosted(openai_server))
    assert outcome.code == "unauthorised"
    assert outcome.fault
    assert "wants a key" in outcome.fault.message
    assert f"prompt-tutor models --login 127.0.0.1:{openai_server.port}." in outcome.fault.remedy


async def test_a_server_of_ones_own_is_asked_with_its_own_key_and_a_refusal_says_how_to_change_it(
    model: LiveModel, ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variables_of(f"127.0.0.1:{openai_server.port}")[0], KEY)
    await ask(model)
    assert openai_server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    openai_server.behave(status=401, reason=f"no such key: {KEY[:8]}****")
    outcome = await ask(model)
    assert outcome.fault
    assert "is not accepted" in outcome.fault.message
    assert f"prompt-tutor models --login 127.0.0.1:{openai_server.port}." in outcome.fault.remedy
    assert KEY[:8] not in str(outcome.fault)


async def test_a_hosted_model_is_asked_with_its_key(
    ask: Ask, openai_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    outcome = await ask(_hosted(openai_server))
    assert outcome.text == ANSWER
    assert openai_server.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 429, 500])
async def test_a_key_that_the_server_repeats_stands_in_no_message_and_no_traceback(
    ask: Ask,
    openai_server: Any,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    openai_server.behave(status=status, reason=f"Incorrect key: {KEY}, or {KEY[:12]}****cdef")
    caplog.set_level("DEBUG")
    outcome = await ask(_hosted(openai_server))
    assert openai_server.requests, "the server must have had the occasion"
    assert outcome.fault
    written = "".join(traceback.format_exception(outcome.fault)) + caplog.text + "".join(capfd.readouterr())
    assert "sk-planted" not in written
    assert outcome.fault.__context__ is None
    assert outcome.fault.__cause__ is None


@pytest.mark.parametrize("status", [200, 500])
async def test_nothing_of_the_libraries_reaches_a_log(
    model: LiveModel, ask: Ask, openai_server: Any, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level("DEBUG")
    openai_server.behave(status=status)
    await ask(model)
    assert [record for record in caplog.records if record.name != "asyncio"] == []


async def test_faults_speak_the_interfaces_language(ask: Ask) -> None:
    i18n.use("fr")
    try:
        outcome = await ask(LiveModel("openai/petit", "http://127.0.0.1:1/v1"))
    finally:
        i18n.use("en")
    assert outcome.fault
    assert outcome.fault.message == "Rien ne répond à l’adresse http://127.0.0.1:1."


ASK = """
import asyncio, sys
from prompt_tutor.llm.live import LiveModel
from prompt_tutor.llm.model import Message, ModelError, Request
async def main():
    try:
        async for chunk in LiveModel(*sys.argv[1:]).stream(Request((Message("user", "é"),), None)):
            print(chunk.text, end="")
    except ModelError as error:
        print(error.code, error)
asyncio.run(main())
"""


async def _ask_elsewhere(base_url: str, folder: Path, name: str = "openai/petit") -> tuple[str, str]:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASK, name, *filter(None, [base_url]),
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1", "LITELLM_LOG": "DEBUG"},
    )  # fmt: skip
    out, error = await child.communicate()
    return out.decode(), error.decode()


async def test_a_program_that_asks_writes_nothing_but_the_answer(openai_server: Any, tmp_path: Path) -> None:
    assert await _ask_elsewhere(openai_server.base_url, tmp_path) == (ANSWER, "")


async def test_a_program_that_meets_a_fault_writes_nothing_but_ours(openai_server: Any, tmp_path: Path) -> None:
    openai_server.behave(status=401)
    out, error = await _ask_elsewhere(openai_server.base_url, tmp_path)
    port = openai_server.port
    login = f"Give it with prompt-tutor models --login 127.0.0.1:{port}."
    assert out == f"unauthorised The server of the model petit wants a key. {login}\n"
    assert error == ""


async def test_a_provider_whose_data_make_the_libraries_warn_writes_nothing_but_ours(tmp_path: Path) -> None:
    out, error = await _ask_elsewhere("", tmp_path, "mistral/mistral-small-latest")
    assert out.startswith("missing-key ")
    assert error == ""


@pytest.mark.parametrize(
    "content", ["raise ImportError('no boto3')", "1 / 0", "acompletion = None"], ids=["missing", "broken", "another"]
)
async def test_a_broken_litellm_is_said_with_its_remedy(openai_server: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "litellm.py").write_text(content, encoding="utf-8")
    out, error = await _ask_elsewhere(openai_server.base_url, tmp_path)
    assert out.startswith("litellm-missing ")
    assert "pip install" in out
    assert error == ""
