"""One file of a pack, and putting it in place: whole or not at all, and nowhere else."""

import zipfile
from pathlib import Path

import pytest

from prompt_tutor.authoring import packing
from prompt_tutor.authoring.packing import pack_up, put_in_place
from prompt_tutor.errors import ContentError, StorageError, UsageError


@pytest.fixture
def file(example_pack: Path, tmp_path: Path) -> Path:
    """The example pack as one file."""
    return pack_up(example_pack, tmp_path / "ma-ville.pack.zip")


def archive(tmp_path: Path, entries: dict[str, str], *, link: str = "") -> Path:
    """Write an archive by hand, as a stranger might."""
    path = tmp_path / "strange.zip"
    with zipfile.ZipFile(path, "w") as opened:
        for name, text in entries.items():
            info = zipfile.ZipInfo(name)
            if name == link:
                info.external_attr = 0o120777 << 16
            opened.writestr(info, text)
    return path


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_pack_comes_out_as_it_went_in(example_pack: Path, file: Path, tmp_path: Path) -> None:
    (example_pack / ".git").mkdir()
    (example_pack / ".git" / "config.toml").write_text("x = 1")
    (example_pack / "virus.exe").write_bytes(b"MZ")
    again = pack_up(example_pack, tmp_path / "again.pack.zip")
    assert again.read_bytes() == file.read_bytes()
    folder = put_in_place(file, tmp_path / "packs")
    assert folder == tmp_path / "packs" / "ma-ville"
    assert "lessons/01-affiche.toml" in tree(folder)
    assert all((folder / name).read_bytes() == (example_pack / name).read_bytes() for name in tree(folder))
    assert [path.name for path in (tmp_path / "packs").iterdir()] == ["ma-ville"]


def test_pack_with_problems_is_not_packed(example_pack: Path, tmp_path: Path) -> None:
    lesson = example_pack / "lessons/01-affiche.toml"
    lesson.write_text(lesson.read_text("utf-8").replace('scenario = "horaires-ete"', 'scenario = "rien"'), "utf-8")
    with pytest.raises(ContentError, match="problems"):
        pack_up(example_pack, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()
    with pytest.raises(UsageError, match="no training pack"):
        pack_up(tmp_path)


def test_pack_of_the_same_id_is_taken_over_only_when_asked(file: Path, tmp_path: Path) -> None:
    packs = tmp_path / "packs"
    folder = put_in_place(file, packs)
    (folder / "mine.md").write_text("kept")
    with pytest.raises(UsageError, match="in place already"):
        put_in_place(file, packs)
    assert (folder / "mine.md").exists()
    put_in_place(file, packs, replace=True)
    assert not (folder / "mine.md").exists()
    assert [path.name for path in packs.iterdir()] == ["ma-ville"]


@pytest.mark.parametrize(
    "name",
    [
        "../evil.md",
        "/evil.md",
        "a/../../evil.md",
        "C:\\evil.md",
        "a\\b.md",
        "C:evil.md",
        ".hidden/x.toml",
        "nul.toml",
        "run.sh",
        "run.py",
        "a/run.toml.exe",
        "end./x.md",
    ],
)
def test_entry_that_could_leave_the_pack_or_be_run_is_refused(file: Path, tmp_path: Path, name: str) -> None:
    packs = tmp_path / "deep" / "packs"
    strange = archive(tmp_path, {"pack.toml": "x", name: "x"})
    before = set(tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="may not hold"):
        put_in_place(strange, packs)
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "deep", packs}


def test_link_and_names_that_differ_in_case_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="may not hold"):
        put_in_place(archive(tmp_path, {"note.md": "/etc/passwd"}, link="note.md"), tmp_path / "packs")
    with pytest.raises(UsageError, match="may not hold"):
        put_in_place(archive(tmp_path, {"note.md": "a", "Note.md": "b"}), tmp_path / "packs")


def test_archive_that_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "MOST_BYTES", 100)
    with pytest.raises(UsageError, match="more than a training pack"):
        put_in_place(archive(tmp_path, {"a.md": "x" * 101}), tmp_path / "packs")
    monkeypatch.setattr(packing, "_refuse_too_much", lambda entries: None)  # sizes that lie
    with pytest.raises(UsageError, match="more than a training pack"):
        put_in_place(archive(tmp_path, {"a.md": "x" * 101}), tmp_path / "packs")
    assert list((tmp_path / "packs").iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_damaged_file_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(UsageError, match="no training pack, or it is damaged"):
        put_in_place(tmp_path / "x.zip", tmp_path / "packs")


def test_pack_of_an_archive_is_checked_before_it_is_in_place(file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(file) as opened:
        entries = {name: opened.read(name).decode() for name in opened.namelist()}
    entries["lessons/01-affiche.toml"] = "format = 1"
    with pytest.raises(ContentError, match="problems"):
        put_in_place(archive(tmp_path, entries), tmp_path / "packs")
    assert list((tmp_path / "packs").iterdir()) == []


def test_folder_that_cannot_be_written_is_told(file: Path, tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file")
    with pytest.raises(StorageError, match="cannot be put in place"):
        put_in_place(file, tmp_path / "packs")
