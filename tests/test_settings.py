"""The settings file: read lightly, written whole, and what a person wrote into it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from prompt_tutor.errors import UsageError
from prompt_tutor.settings import Settings, read_settings, write_settings

EVERY = Settings(
    language="fr",
    theme="dracula",
    model="openai/mistral-small",
    api_base="https://passerelle.ville.fr/v1",
    servers=("https://passerelle.ville.fr/v1", "http://127.0.0.1:9999/v1"),
    offline=False,
    logins=("mistral",),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings stand."""
    return tmp_path / "deep" / "settings.toml"


def test_without_a_file_everything_stays_on_this_computer(file: Path) -> None:
    assert read_settings(file) == Settings()
    assert Settings().offline
    assert Settings().model == ""


def test_what_is_written_is_read_back(file: Path) -> None:
    write_settings(file, EVERY)
    assert read_settings(file) == EVERY


@pytest.mark.parametrize("page", ["models.fr.md", "models.en.md"])
def test_the_example_of_the_documentation_is_understood(file: Path, page: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / page).read_text(encoding="utf-8")
    file.parent.mkdir()
    file.write_text(text.partition("```toml\n")[2].partition("```")[0], encoding="utf-8")
    found = read_settings(file)
    assert found.model
    assert found.api_base
    assert found.servers
    assert found.logins == ("mistral",)


@pytest.mark.parametrize("text", ["é😀", 'say "no"', "back\\slash", "line\nend", "\x1b[2J", "del\x7f"])
def test_any_text_survives(file: Path, text: str) -> None:
    write_settings(file, Settings(model=text, servers=(text, text)))
    assert read_settings(file) == Settings(model=text, servers=(text, text))


def test_what_a_person_added_is_kept(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(
        "# ours\n"
        'theme = "old"\n'
        'servers = [\n  "http://127.0.0.1:1/v1",\n]\n'
        "later = [\n[1],\n[2],\n]\n"
        "'offline' = false\n"
        '[table]\ntheme = "theirs"\n',
        encoding="utf-8",
    )
    write_settings(file, EVERY)
    written = file.read_text(encoding="utf-8")
    assert written.endswith('# ours\nlater = [\n[1],\n[2],\n]\n[table]\ntheme = "theirs"\n')
    assert read_settings(file) == EVERY
    write_settings(file, EVERY)
    assert file.read_text(encoding="utf-8") == written
    assert [path.name for path in file.parent.iterdir()] == ["settings.toml"]


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ('offline = "false"', "offline = true"),
        ("offline = 0", "offline = true"),
        ("model = 3", 'model = "…"'),
        ('servers = "http://127.0.0.1/"', 'servers = ["…"]'),
        ("servers = [1]", 'servers = ["…"]'),
        ('language = "de"', "“fr” or “en”"),
        ("offline = ", "Correct the file"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_clear_error(file: Path, line: str, remedy: str) -> None:
    file.parent.mkdir()
    file.write_text(line, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        read_settings(file)
    assert remedy in caught.value.remedy
    assert str(file) in str(caught.value)
