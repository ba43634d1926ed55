"""New scenarios and lessons: what is written holds as it stands, and nothing is written over."""

from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
import tomli

from prompt_tutor import i18n
from prompt_tutor.authoring.check import check
from prompt_tutor.authoring.scaffold import FIRST_SCENARIO, new_lesson, new_scenario, refuse_base_pack
from prompt_tutor.authoring.schema import schema
from prompt_tutor.authoring.template import toml_string
from prompt_tutor.content.reading import read_lesson, read_pack, read_scenario
from prompt_tutor.errors import UsageError
from prompt_tutor.paths import base_pack

BOTH = 'format = 1\nid = "deux"\ntitle = "Deux"\nlanguages = ["fr", "en"]\n'


@pytest.fixture(params=["fr", "en"])
def interface(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The language of the interface, in turn."""
    monkeypatch.setenv("PROMPT_TUTOR_DATA", str(tmp_path / "data"))
    i18n.use(request.param)
    yield request.param
    i18n.use("en")


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The folder of a pack that is not there yet."""
    return tmp_path / "Ma ville"


@pytest.mark.parametrize("both", [False, True])
def test_scaffolds_have_nothing_to_correct_and_no_warning(interface: str, pack: Path, both: bool) -> None:
    if both:
        pack.mkdir()
        (pack / "pack.toml").write_text(BOTH, encoding="utf-8")
    new_scenario("fete", pack)
    new_lesson("matiere", pack)
    assert check([pack]) == []
    written = read_scenario(pack / "scenarios/fete/scenario.toml").whole().brief.request.languages
    assert written == (("fr", "en") if both else (interface,))


def test_pack_is_made_in_the_language_of_the_interface(interface: str, pack: Path) -> None:
    new_scenario("fete", pack)
    made = read_pack(pack / "pack.toml").whole()
    assert (made.id, made.languages, made.title.in_(interface)) == ("ma-ville", (interface,), "Ma ville")


@pytest.mark.parametrize(("kind", "make"), [("scenario", new_scenario), ("lesson", new_lesson)])
def test_schema_for_editors_stands_beside_and_fits(interface: str, pack: Path, kind: str, make: object) -> None:
    assert callable(make)
    file, *others = make("essai", pack)
    text = file.read_text(encoding="utf-8")
    named = file.parent / text.split("\n")[0].removeprefix("#:schema ")
    assert named.resolve() in others
    jsonschema.Draft202012Validator(schema(kind)).validate(tomli.loads(text))  # type: ignore[arg-type]
    assert "<<" not in text


def test_every_key_stands_below_a_comment_that_names_it(interface: str, pack: Path) -> None:
    files = [new_scenario("fete", pack)[0], new_lesson("matiere", pack)[0], pack / "pack.toml"]
    for file in files:
        text = file.read_text(encoding="utf-8")
        comments = " ".join(line for line in text.split("\n") if line.startswith("# "))
        keys = {key for key, *_rest in (line.split(" = ") for line in text.split("\n") if " = " in line)}
        keys = {key for key in keys if key.isidentifier()} - {"fr", "en"}
        assert len(keys) > 3
        assert [key for key in sorted(keys) if key not in comments] == []


def test_nothing_is_written_over(pack: Path) -> None:
    new_scenario("fete", pack)
    new_lesson("matiere", pack)
    before = {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()}
    for make, id_ in ((new_scenario, "fete"), (new_lesson, "matiere")):
        with pytest.raises(UsageError, match="already"):
            make(id_, pack)
    assert {file: file.read_bytes() for file in pack.rglob("*") if file.is_file()} == before


def test_file_of_the_trainer_in_the_place_of_a_scaffold_stays(pack: Path) -> None:
    mine = pack / "scenarios/fete/notes.en.md"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="notes"):
        new_scenario("fete", pack)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert not (mine.parent / "scenario.toml").exists()


def test_lessons_are_numbered_on_and_practise_the_first_scenario_of_the_pack(pack: Path) -> None:
    assert new_lesson("premiere", pack)[0].name == "01-premiere.toml"
    new_scenario("fete", pack)
    (pack / "lessons/07-autre.toml").write_text("", encoding="utf-8")
    assert new_lesson("suite", pack)[0].name == "08-suite.toml"
    named = [
        getattr(step, "scenario", None)
        for name in ("01-premiere", "08-suite")
        for step in read_lesson(pack / f"lessons/{name}.toml").whole().steps
        if step.kind == "practice"
    ]
    assert named == [FIRST_SCENARIO, "fete"]


def test_folder_of_scenarios_means_its_pack(pack: Path) -> None:
    new_scenario("fete", pack)
    assert new_scenario("bal", pack / "scenarios")[0] == (pack / "scenarios/bal/scenario.toml").resolve()


@pytest.mark.parametrize("id_", ["Fête", "a", "con", "../ailleurs", "a b"])
def test_id_that_cannot_be_one_is_refused(pack: Path, id_: str) -> None:
    for make in (new_scenario, new_lesson):
        with pytest.raises(UsageError, match="cannot be an id"):
            make(id_, pack)
    assert not pack.exists()


def test_programs_own_pack_is_no_place_by_chance() -> None:
    with pytest.raises(UsageError, match="--folder"):
        refuse_base_pack(base_pack())


@pytest.mark.parametrize("text", ['a"b', 'x\n"""\n\\', "\x1b[31m\ta", 'é\n"', "", "a\n"])
def test_any_text_is_written_so_that_it_is_read_back(text: str) -> None:
    read = tomli.loads(f"a = {toml_string(text)}")["a"]
    assert read == text.replace("\x1b", "")
