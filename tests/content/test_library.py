"""The library of packs and its index of titles."""

import os
import sys
from pathlib import Path

import pytest

from prompt_tutor.content import index
from prompt_tutor.content.index import read_index, ship_index, shipped_index
from prompt_tutor.content.library import open_library
from prompt_tutor.errors import ContentError, UsageError


def test_index_gives_titles_steps_and_levels(pack: Path, tmp_path: Path) -> None:
    lesson, scenario = read_index(pack, tmp_path / "cache").entries
    assert (lesson.kind, lesson.pack, lesson.id, lesson.steps) == ("lesson", "essai", "debut", ("lire", "exercice"))
    assert lesson.title_in("en") == "Start"
    assert (scenario.kind, scenario.level, scenario.minutes) == ("scenario", "beginner", 5)


def test_index_is_kept_and_made_again_when_a_file_changes(pack: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    read_index(pack, cache)
    (kept,) = cache.glob("index-*.json")
    kept.write_text(kept.read_text(encoding="utf-8").replace("Début", "Gardé"), encoding="utf-8")
    assert read_index(pack, cache).entries[0].title_in("fr") == "Gardé"
    file = pack / "lessons" / "01-debut.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Début", "Nouveau"), encoding="utf-8")
    os.utime(file, (1, 1))
    assert read_index(pack, cache).entries[0].title_in("fr") == "Nouveau"


@pytest.mark.parametrize("content", ["", "not json", "[]", '{"stamp": 1}'])
def test_damaged_index_is_made_again(pack: Path, tmp_path: Path, content: str) -> None:
    cache = tmp_path / "cache"
    read_index(pack, cache)
    (kept,) = cache.glob("index-*.json")
    kept.write_text(content, encoding="utf-8")
    assert [entry.id for entry in read_index(pack, cache).entries] == ["debut", "petit-cas"]


def test_cache_that_cannot_be_written_is_done_without(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert len(read_index(pack, tmp_path / "file" / "cache").entries) == 2


def test_broken_file_is_listed_with_its_problem(pack: Path, tmp_path: Path) -> None:
    (pack / "lessons" / "01-debut.toml").write_text("format = ", encoding="utf-8")
    lesson = read_index(pack, tmp_path).entries[0]
    assert (lesson.id, lesson.steps) == ("debut", ())
    assert lesson.problem


def test_scenario_is_opened_by_id_and_by_pack_and_id(pack: Path, tmp_path: Path) -> None:
    library = open_library([pack], tmp_path)
    assert library.scenario("petit-cas").id == "petit-cas"
    assert library.scenario("essai/petit-cas").id == "petit-cas"
    assert library.scenario("petit-cas").name == "essai/petit-cas"
    assert library.kind_of("debut") == "lesson"


def test_unknown_name_gets_a_guess(pack: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="petit-cas"):
        open_library([pack], tmp_path).scenario("petit-ca")


def test_name_in_two_packs_must_be_made_plain(pack: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "scenarios" / "petit-cas").mkdir(parents=True)
    for name in ("scenario.toml", "note.md"):
        source = pack / "scenarios" / "petit-cas" / name
        (other / "scenarios" / "petit-cas" / name).write_bytes(source.read_bytes())
    library = open_library([pack, other], tmp_path / "cache")
    with pytest.raises(UsageError, match=r"essai/petit-cas, other/petit-cas"):
        library.scenario("petit-cas")
    assert library.scenario("other/petit-cas").id == "petit-cas"


def test_broken_scenario_raises_with_its_place(pack: Path, scenario_file: Path, tmp_path: Path) -> None:
    scenario_file.write_text("format = 1\nid = ", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        open_library([pack], tmp_path).scenario("petit-cas")
    assert caught.value.place.startswith(f"{scenario_file}:2")


def test_index_needs_no_pydantic(pack: Path, tmp_path: Path) -> None:
    import subprocess

    code = (
        "import sys; from pathlib import Path; from prompt_tutor.content.library import open_library;"
        f"open_library([Path({str(pack)!r})], Path({str(tmp_path)!r})); print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.fixture
def shipped(pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The index of `pack` as a build ships it, with a title that tells it from one that is made here."""
    file = tmp_path / "base_index.json"
    ship_index(pack, file)
    file.write_text(file.read_text(encoding="utf-8").replace("Début", "Livré"), encoding="utf-8")
    monkeypatch.setattr(index, "SHIPPED", file)
    return file


def test_shipped_index_serves_wherever_the_pack_was_put(pack: Path, shipped: Path, tmp_path: Path) -> None:
    moved = pack.rename(tmp_path / "elsewhere")
    lesson, scenario = read_index(moved, tmp_path / "cache").entries
    assert lesson.title_in("fr") == "Livré"
    assert [Path(entry.path) for entry in (lesson, scenario)] == [
        moved / "lessons" / "01-debut.toml",
        moved / "scenarios" / "petit-cas" / "scenario.toml",
    ]
    assert read_index(moved, tmp_path / "cache").entries == (lesson, scenario)


def test_shipped_index_gives_way_to_an_edit_that_leaves_size_and_time(
    pack: Path, shipped: Path, tmp_path: Path
) -> None:
    file = pack / "lessons" / "01-debut.toml"
    before = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("Début", "Débat"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert read_index(pack, tmp_path / "cache").entries[0].title_in("fr") == "Débat"


def test_shipped_index_is_not_that_of_another_pack(pack: Path, shipped: Path, tmp_path: Path) -> None:
    (pack / "lessons" / "02-suite.toml").write_text('format = 1\nid = "suite"\n', encoding="utf-8")
    assert [entry.id for entry in read_index(pack, tmp_path / "cache").entries] == ["debut", "suite", "petit-cas"]
    assert shipped_index(tmp_path, shipped) is None


@pytest.mark.skipif(os.name == "nt", reason="links are not for everyone there")
def test_link_that_leads_nowhere_is_listed_with_its_problem(pack: Path, tmp_path: Path) -> None:
    (pack / "lessons" / "02-perdu.toml").symlink_to("perdu.toml")
    lost = read_index(pack, tmp_path / "cache").entries[1]
    assert lost.id == "perdu"
    assert lost.problem
