"""`try` on a scenario of several prompts, and declining, as a script runs them."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Run

SOURCE = Path(__file__).parents[1] / "authoring" / "conversation.toml"


@pytest.fixture(autouse=True)
def _conversation(example_pack: Path, tmp_path: Path) -> None:
    """A conversation in the example pack, and two prompts and a corrected answer beside."""
    folder = example_pack / "scenarios" / "deux-temps"
    folder.mkdir()
    (folder / "scenario.toml").write_bytes(SOURCE.read_bytes())
    (tmp_path / "un.txt").write_text("Classe les avis par thème dans un tableau, uniquement d’après ces avis.", "utf-8")
    (tmp_path / "deux.txt").write_text("Rédige la synthèse des avis en 5 lignes au plus.", "utf-8")
    (tmp_path / "corrige.txt").write_text("| Parc | 12 avis |", "utf-8")


def test_each_prompt_is_a_turn_and_a_corrected_answer_reaches_the_goal(run: Run) -> None:
    prompts = ("--prompt", "un.txt", "--prompt", "deux.txt", "--language", "fr")
    without = run("try", "deux-temps", *prompts, "--json")
    assert without.status == 1
    done = run("try", "deux-temps", *prompts, "--carried", "rediger=corrige.txt", "--json")
    assert (done.status, done.err) == (0, "")
    data = json.loads(done.out)
    assert [turn["id"] for turn in data["turns"]] == ["compter", "rediger"]
    assert data["turns"][1]["carried"] == "| Parc | 12 avis |"
    assert data["answer"]["text"].startswith("Sur 12 avis")
    assert {item["id"]: item["turn"] for item in data["prompt"]["criteria"]}["format"] == "compter"


def test_answers_of_all_turns_are_shown(run: Run) -> None:
    done = run("try", "deux-temps", "--prompt", "un.txt", "--prompt", "deux.txt", "--language", "fr")
    assert "Parc" in done.out
    assert "Sur 13 avis" in done.out


def test_too_many_prompts_or_an_unknown_turn_is_wrong_use(run: Run) -> None:
    assert run("try", "deux-temps", *("--prompt", "un.txt") * 3).status == 2
    done = run("try", "deux-temps", "--prompt", "un.txt", "--carried", "fin=corrige.txt")
    assert done.status == 2
    assert "compter, rediger" in done.err


def test_declining_with_a_good_reason_is_right(run: Run) -> None:
    reason = "Ces adresses permettent d’identifier des personnes."
    done = run("try", "deux-temps", "--decline", reason, "--language", "fr", "--json")
    assert done.status == 0
    assert json.loads(done.out)["reasons"][0]["met"]
    vague = run("try", "deux-temps", "--decline", "Je n’aime pas.", "--language", "fr")
    assert vague.status == 1
    assert "the reason is still to be given" in vague.out


def test_declining_where_the_scenario_does_not_offer_it_is_wrong_use(run: Run) -> None:
    done = run("try", "horaires-ete", "--decline", "Non.")
    assert done.status == 2
    assert "offers no declining" in done.err
