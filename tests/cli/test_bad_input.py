"""Whatever is given, one clear line comes back (what, where, what to do), and nothing is lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from prompt_tutor.cli.parser import COMMANDS

SCENARIO = "scenarios/horaires-ete/scenario.toml"
PROMPT = "Rédige l’affiche de la médiathèque en 60 mots au plus."


def rewrite(file: Path, old: str, new: str) -> int:
    """Change the first `old` of `file` to `new`, and return its line; it must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def one_line(done: Any, *words: str, status: int = 2) -> str:
    """Assert that `done` said one line on standard error, with these words, and return it."""
    assert done.status == status, done
    assert "Traceback" not in done.out + done.err
    (line,) = done.err.splitlines()
    text = str(line).replace("\u00a0", " ")
    for word in words:
        assert word in text
    return text


@pytest.mark.parametrize(
    ("ui", "what", "remedy"),
    [("en", "is not closed", "Correct this line"), ("fr", "n’est pas fermé", "Corrigez cette ligne")],
)
def test_broken_toml(run: Any, example_pack: Path, ui: str, what: str, remedy: str) -> None:
    line = rewrite(example_pack / SCENARIO, 'level = "beginner"', 'level = "beginner')
    done = run("--ui", ui, "try", "horaires-ete", "--prompt", "-", given=PROMPT)
    one_line(done, f"scenario.toml:{line}:", what, remedy)


def test_missing_document(run: Any, example_pack: Path) -> None:
    (example_pack / "scenarios/horaires-ete/horaires.fr.md").unlink()
    one_line(run("try", "horaires-ete", given=PROMPT), "scenario.toml:", "horaires.fr.md", "is missing", "Put it")


@pytest.mark.parametrize(("ui", "remedy"), [("en", "Did you mean “length”?"), ("fr", "Vouliez-vous dire « length » ?")])
def test_unknown_criterion(run: Any, example_pack: Path, ui: str, remedy: str) -> None:
    line = rewrite(example_pack / SCENARIO, 'id = "length"', 'id = "lenght"')
    one_line(run("--ui", ui, "try", "horaires-ete", given=PROMPT), f"scenario.toml:{line}:", "lenght", remedy)


@pytest.mark.parametrize("given", ["", " \n\t "])
@pytest.mark.parametrize(("ui", "what"), [("en", "The prompt is empty."), ("fr", "Le prompt est vide.")])
@pytest.mark.parametrize("command", [("try", "horaires-ete"), ("assess",)])
def test_empty_prompt(run: Any, command: tuple[str, ...], ui: str, what: str, given: str) -> None:
    one_line(run("--ui", ui, *command, given=given), what)


def test_empty_prompt_is_no_attempt(run: Any) -> None:
    run("try", "horaires-ete", given="")
    listed = json.loads(run("list", "--json").out)
    assert [entry["attempts"] for entry in listed["scenarios"] if entry["id"] == "horaires-ete"] == [0]


def test_prompt_of_200_000_characters_is_graded(run: Any) -> None:
    given = PROMPT + "\n" + "L’été, la médiathèque ouvre le matin. " * 5_300
    assert len(given) > 200_000
    done = run("try", "horaires-ete", "--language", "fr", "--json", given=given)
    assert (done.status, done.err) == (1, "")
    assert json.loads(done.out)["text"] == given


def test_prompt_without_end_is_refused(run: Any) -> None:
    one_line(run("try", "horaires-ete", given="mot " * 300_000), "1200000", "1000000")
    one_line(run("assess", given="mot " * 300_000), "standard input", "1200000")


def test_prompt_that_is_not_utf8(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "prompt.txt"
    file.write_bytes("Bonjour.\n\nRédige.\n".encode("latin-1"))
    one_line(run("try", "horaires-ete", "--prompt", str(file)), f"{file}:3", "not in UTF-8", "save it again as UTF-8")
    one_line(run("--ui", "fr", "assess", given=file.read_bytes()), "entrée standard:3", "n’est pas en UTF-8")


def test_scenario_that_is_not_utf8(run: Any, example_pack: Path) -> None:
    file = example_pack / SCENARIO
    file.write_bytes(file.read_bytes().replace("été".encode(), "été".encode("latin-1")))
    one_line(run("try", "horaires-ete", given=PROMPT), "scenario.toml:3", "UTF-8")


@pytest.mark.parametrize("command", [("try",), ("open",)])
def test_unknown_scenario(run: Any, command: tuple[str, ...]) -> None:
    one_line(run(*command, "horaires-et", given=PROMPT), "There is no “horaires-et”", "Did you mean “horaires-ete”?")
    one_line(run("--ui", "fr", *command, "zzz", given=PROMPT), "Il n’y a pas de « zzz » ici.", "prompt-tutor list")


def test_prompt_file_that_is_not_there(run: Any) -> None:
    one_line(run("try", "horaires-ete", "--prompt", "absent.txt"), "absent.txt", "no such file")
    one_line(run("assess", "."), ".: The file cannot be read")


def test_folder_that_is_no_pack(run: Any, tmp_path: Path) -> None:
    one_line(run("list", "--pack", str(tmp_path)), str(tmp_path), "pack.toml")


def test_path_to_check_that_is_not_there(run: Any) -> None:
    one_line(run("check", "absent"), "absent", "no such file or folder")


def test_language_in_which_the_scenario_is_not_written(run: Any, example_pack: Path) -> None:
    for file in (example_pack / "pack.toml", example_pack / SCENARIO):
        rewrite(file, '"fr", "en"', '"fr"') if file.name == "pack.toml" else None
    rewrite(
        example_pack / SCENARIO,
        'request = { fr = "Faites écrire l’affiche de la porte.", en = "Have the poster for the door written." }',
        'request = { fr = "Faites écrire l’affiche de la porte." }',
    )
    one_line(run("try", "horaires-ete", "--language", "en", given=PROMPT), "not written in “en”", "Use: fr.")


def test_address_without_a_model(run: Any) -> None:
    one_line(run("try", "horaires-ete", "--api-base", "http://127.0.0.1:1", given=PROMPT), "--model")


def blocked(tmp_path: Path) -> Path:
    """Return a data folder that nobody can make, not even the administrator."""
    (tmp_path / "file").write_text("")
    return tmp_path / "file" / "data"


def test_data_folder_that_cannot_be_written(run: Any, tmp_path: Path) -> None:
    folder = blocked(tmp_path)
    done = run("--ui", "fr", "try", "horaires-ete", given=PROMPT, folder=folder)
    one_line(done, str(folder), "PROMPT_TUTOR_DATA", status=3)
    assert "Retour sur l’essai" in done.out
    listed = run("list", folder=folder)
    one_line(listed, str(folder), status=3)
    assert "horaires-ete" in listed.out
    doctor = run("doctor", folder=folder)
    assert (doctor.status, doctor.err) == (1, "")
    assert str(folder) in doctor.out


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="an administrator may write anywhere")
def test_data_folder_that_is_read_only(run: Any, data: Path) -> None:
    data.mkdir(mode=0o500)
    done = run("try", "horaires-ete", given=PROMPT)
    one_line(done, str(data), status=3)
    assert "Feedback on attempt" in done.out


def test_damaged_settings_are_told_and_stop_nothing(run: Any, data: Path) -> None:
    data.mkdir()
    (data / "settings.toml").write_text("language = ", encoding="utf-8")
    done = run("list")
    one_line(done, "settings.toml", status=0)
    assert "horaires-ete" in done.out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["try"], "il manque : SITUATION"),
        (["frob"], "'frob' n’est pas possible"),
        (["list", "--frob"], "arguments inconnus : --frob"),
        (["assess", "--language", "de"], "'de' n’est pas possible"),
        (["try", "x", "--prompt"], "il faut une valeur"),
        (["check"], "il manque : CHEMIN"),
        (["schema", "all"], "'all' n’est pas possible"),
    ],
)
def test_wrong_use_is_one_line_in_the_language_of_the_interface(run: Any, arguments: list[str], word: str) -> None:
    one_line(run(*arguments, "--ui", "fr"), word, "--help")
    one_line(run("--ui", "fr", *arguments), word)
    one_line(run(*arguments, lang="fr_FR.UTF-8"), word)


def test_every_command_that_the_help_lists_answers_for_itself(run: Any) -> None:
    for ui, title in (("fr", "commandes"), ("en", "commands")):
        help_ = run("--ui", ui, "--help").words
        listed = help_.split(f"{title}")[1]
        names = [line.split()[0] for line in listed.splitlines() if line.startswith("    ") and line[4] != " "]
        assert names == list(COMMANDS)
        for name in names:
            assert run("--ui", ui, name, "--help").status == 0


def test_tutor_without_a_terminal_says_so(run: Any) -> None:
    one_line(run(), "needs a terminal")
    one_line(run("--language", "fr"), "a besoin d’un terminal")


def test_stopping_leaves_one_line(run: Any, tmp_path: Path) -> None:
    script = f"""
{sys.executable} -m prompt_tutor assess < <(sleep 30) & pid=$!
sleep 2; kill -INT $pid; wait $pid; echo status $?
"""
    done = subprocess.run(["bash", "-c", f"set -m\n{script}"], capture_output=True, text=True, timeout=60)
    assert "status 130" in done.stdout
    assert "Traceback" not in done.stderr
