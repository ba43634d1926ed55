"""Keys: from the environment, else from the keyring, each for its own server alone."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import keyring
import keyring.backend
import pytest
from keyring.backends import fail
from keyring.errors import KeyringLocked, PasswordDeleteError

from prompt_tutor.errors import StorageError, UsageError
from prompt_tutor.llm import keys
from prompt_tutor.llm.locality import locate

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "sk-planted-0123456789abcdef"


class Memory(keyring.backend.KeyringBackend):
    """A keyring in memory; `broken` raises what its backend would, with the key in its words."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        if self.broken:
            raise KeyringLocked(KEY)
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        if self.broken:
            raise OSError(f"cannot keep {password}")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        if (service, username) not in self.kept:
            raise PasswordDeleteError(username)
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[Memory]:
    """The system's keyring, for the time of a test."""
    before = keyring.get_keyring()
    backend = Memory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def no_keyring() -> Iterator[None]:
    """A system without a keyring."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "MISTRAL_API_KEY", "GEMINI_API_KEY", "GOOGLE_API_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mistral", "mistral"),
        ("Mistral", "mistral"),
        ("mistral/mistral-small-latest", "mistral"),
        ("together_ai", "together_ai"),
        ("https://passerelle.ville.fr/v1", "passerelle.ville.fr:443"),
        ("passerelle.ville.fr", "passerelle.ville.fr:443"),
        ("passerelle.ville.fr:8443", "passerelle.ville.fr:8443"),
        ("http://localhost:1234/v1", "127.0.0.1:1234"),
        ("https://user:secret@ville.fr/v1?key=secret", "ville.fr:443"),
    ],
)
def test_a_key_is_kept_under_the_provider_or_the_server(text: str, name: str) -> None:
    assert keys.key_name(text) == name


@pytest.mark.parametrize("text", ["", "   ", "ftp://ville.fr", "http://", "deux mots"])
def test_what_names_neither_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="neither"):
        keys.key_name(text)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("gemini", "GOOGLE_API_KEY"),
        ("mistral", "MISTRAL_API_KEY"),
        ("nebius", "NEBIUS_API_KEY"),
        ("passerelle.ville.fr:443", "PROMPT_TUTOR_KEY_PASSERELLE_VILLE_FR_443"),
    ],
)
def test_the_environment_comes_before_the_keyring(
    memory: Memory, monkeypatch: pytest.MonkeyPatch, name: str, variable: str
) -> None:
    assert keys.key_for(name) is None
    keys.store_key(name, "from-the-keyring")
    assert keys.key_for(name) == "from-the-keyring"
    monkeypatch.setenv(variable, f" {KEY}\n")
    assert keys.key_for(name) == KEY
    assert keys.in_environment(name) == variable


def test_a_key_is_forgotten(memory: Memory) -> None:
    keys.store_key("mistral", KEY)
    assert memory.kept == {("prompt-tutor", "mistral"): KEY}
    assert keys.forget_key("mistral")
    assert not keys.forget_key("mistral")
    assert keys.key_for("mistral") is None


@pytest.mark.parametrize("key", ["", " ", "two words", "line\nend", "\x1b[2J", "clé"])
def test_what_is_no_key_is_not_kept(memory: Memory, key: str) -> None:
    with pytest.raises(UsageError, match="no key"):
        keys.store_key("mistral", key)
    assert memory.kept == {}


def test_the_key_of_a_server_goes_to_that_server_alone(memory: Memory) -> None:
    keys.store_key("openai", "of-openai")
    keys.store_key("passerelle.ville.fr:443", "of-the-town")
    keys.store_key("127.0.0.1:1234", "of-lm-studio")
    assert keys.key_of(locate("openai/gpt-5", None)) == "of-openai"
    assert keys.key_of(locate("openai/petit", "https://passerelle.ville.fr/v1")) == "of-the-town"
    assert keys.key_of(locate("openai/petit", "http://localhost:1234/v1")) == "of-lm-studio"
    assert keys.key_of(locate("openai/petit", "https://ailleurs.example/v1")) is None
    assert keys.key_of(locate("openai/petit", "http://127.0.0.1:8080/v1")) is None


def test_a_local_server_is_not_given_the_key_of_a_provider(monkeypatch: pytest.MonkeyPatch, no_keyring: None) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert keys.key_of(locate("openai/petit", "http://127.0.0.1:8080/v1")) is None
    assert keys.key_of(locate("openai/petit", "https://passerelle.ville.fr/v1")) == KEY


def test_without_a_keyring_the_environment_is_the_remedy(no_keyring: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StorageError) as caught:
        keys.store_key("mistral", KEY)
    assert "MISTRAL_API_KEY" in caught.value.remedy
    assert not keys.keyring_state().ok
    assert not keys.forget_key("mistral")
    monkeypatch.setenv("MISTRAL_API_KEY", KEY)
    assert keys.key_for("mistral") == KEY


def test_a_keyring_that_breaks_tells_nobody_the_key(memory: Memory) -> None:
    memory.broken = True
    assert keys.key_for("mistral") is None
    with pytest.raises(StorageError) as caught:
        keys.store_key("mistral", KEY)
    assert caught.value.__context__ is None
    # The lines of code of the traceback stand in this file; what is kept of the fault does not hold the key.
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_keyring_that_writes_to_a_file_is_not_used(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "__module__", "keyrings.alt.file")
    assert not keys.keyring_state().ok
    with pytest.raises(StorageError):
        keys.store_key("mistral", KEY)
    assert memory.kept == {}
