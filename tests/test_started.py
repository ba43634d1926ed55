"""Commands in messages are those that a person can type, however the program was started."""

import pytest

from prompt_tutor import i18n
from prompt_tutor.started import VARIABLE, as_started, command


def test_usual_name_stands_where_nothing_else_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert command() == "prompt-tutor"
    assert as_started("then run: prompt-tutor check {pack}") == "then run: prompt-tutor check {pack}"


def test_a_command_is_named_as_it_was_started_and_the_program_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "python3 start.py")
    assert as_started("“prompt-tutor list” shows them all.") == "“python3 start.py list” shows them all."
    assert as_started("Close prompt-tutor and open it again.") == "Close prompt-tutor and open it again."


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sentences_in_both_languages_name_it(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setenv(VARIABLE, "python3 start.py")
    before = i18n.language()
    i18n.use(language)
    try:
        assert "python3 start.py list" in i18n._("“prompt-tutor list” shows them all.")
    finally:
        i18n.use(before)


@pytest.mark.parametrize("words", ["python3 {start}.py", "a\x1b[31m", ""])
def test_what_no_sentence_can_hold_is_left_out(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setenv(VARIABLE, words)
    assert command() == "prompt-tutor"
