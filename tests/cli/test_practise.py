"""`practise`: the whole exercise as lines of text, as a person and a script lead it."""

import os
import re
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from prompt_tutor.cli.menu import Act, matching
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts

CONVERSATION = Path(__file__).parents[1] / "authoring" / "conversation.toml"
ESCAPE = "\x1b"


@pytest.fixture
def two_turns(example_pack: Path) -> str:
    """A conversation in the example pack: two prompts, an error to correct between them, and one may decline."""
    folder = example_pack / "scenarios" / "deux-temps"
    folder.mkdir()
    (folder / "scenario.toml").write_bytes(CONVERSATION.read_bytes())
    return "deux-temps"


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


def test_case_prompt_answer_and_feedback_come_as_plain_lines(run: Run, data: Path) -> None:
    typed = lines("w", "Write a notice for residents,", "in five lines.", ".", "q")
    done = run("practise", "horaires-ete", "--language", "en", given=typed)
    assert (done.status, done.err) == (1, "")
    assert ESCAPE not in done.out
    for words in ("Simulated answer", "Feedback on attempt 1", "✗ To revise", "Everything is kept"):
        assert words in done.out
    with open_database(data) as database:
        (attempt,) = Attempts(database).history("ma-ville/horaires-ete")
        assert attempt.drafts == ("Write a notice for residents,\nin five lines.",)
        answer = Attempts(database).answer_of(attempt.id)
        assert answer
        assert answer.status == "complete"
        assert answer.text.splitlines()[0] in done.out


def test_the_end_of_input_sends_the_prompt_and_leaves(run: Run) -> None:
    done = run("practise", "horaires-ete", "--language", "en", given="write\nWrite a notice for residents.")
    assert (done.status, done.err) == (1, "")
    assert "Feedback on attempt 1" in done.out


@pytest.mark.parametrize("typed", ["2", "do", "DOC", "document", " Document. "])
def test_an_act_is_chosen_by_number_letters_or_word(typed: str) -> None:
    acts = [Act(words, lambda: None) for words in ("écrire : votre prompt", "document : en lire un", "décliner : non")]
    assert [act.word for act in matching(typed, acts)] == ["document"]


@pytest.mark.parametrize(("typed", "word"), [("hints", "hint"), ("Hints ", "hint"), ("documentation", "document")])
def test_a_word_that_an_act_begins_is_taken_for_it(typed: str, word: str) -> None:
    acts = [Act(words, lambda: None) for words in ("hint: for what comes first", "document: read one", "quit: now")]
    assert [act.word for act in matching(typed, acts)] == [word]
    assert not matching(f"{typed} please", acts)


def test_letters_that_several_words_begin_with_choose_none_and_no_number_is_beyond_the_list() -> None:
    acts = [Act(words, lambda: None) for words in ("écrire : votre prompt", "document : en lire un", "décliner : non")]
    assert [act.word for act in matching("d", acts)] == ["document", "décliner"]
    assert [act.word for act in matching("ecr", acts)] == ["écrire"]
    assert not matching("0", acts)
    assert not matching("4", acts)
    assert not matching("é.é", acts)


def test_what_is_ambiguous_or_unknown_is_said_and_nothing_happens(run: Run, two_turns: str) -> None:
    done = run("practise", two_turns, "--language", "en", given=lines("d", "99", "hello", "q"))
    assert "This may be document, decline" in done.out
    assert "There is no “99” here" in done.out
    assert "There is no “hello” here" in done.out


def test_the_menu_speaks_the_language_of_the_interface_and_accents_may_be_left_out(run: Run) -> None:
    typed = lines("ecrire", "Écris un avis aux habitants.", ".", "a", "En cinq lignes.", ".", "comp", "quitter")
    done = run("practise", "horaires-ete", "--language", "fr", "--ui", "fr", given=typed)
    assert (done.status, done.err) == (1, "")
    assert "1. recommencer" in done.words
    assert "+ ajouté : En cinq lignes." in done.words
    assert "What now?" not in done.out


def test_each_hint_is_earned_by_an_attempt_that_changes_something(run: Run) -> None:
    first = ["w", "Write a notice.", "."]
    again = run("practise", "horaires-ete", "--language", "en", given=lines(*first, "h", "h", "q"))
    assert again.out.count("Hint 1 of") == 2
    assert "Hint 2 of" not in again.out
    more = run("practise", "horaires-ete", "--language", "en", given=lines("a", "Thank you.", ".", "h", "h", "q"))
    assert "Hint 1 of" in more.out
    assert "Hint 2 of" in more.out


def test_one_possible_solution_is_offered_once_it_is_earned(run: Run) -> None:
    first = run("practise", "note-energie", "--language", "fr", given=lines("w", "Fais une note.", ".", "sol", "q"))
    assert "There is no “sol” here" in first.out
    more = ("a", "En dix lignes.", ".", "a", "Pour les élus.", ".", "sol", "q")
    assert "One possible solution" in run("practise", "note-energie", "--language", "fr", given=lines(*more)).out


def test_a_conversation_carries_the_answer_on_as_it_was_corrected(run: Run, data: Path, two_turns: str) -> None:
    first = ("1", "Classe les avis par thème dans un tableau, uniquement d’après ces avis.", ".")
    second = ("1", "Rédige la synthèse des avis en 5 lignes au plus.", ".", "q")
    shown = run("practise", two_turns, "--language", "fr", given=lines(*first, "go", ".", *second)).out
    number = next(re.match(r"(\d+)\. .*13 avis", line) for line in shown.splitlines() if re.match(r"\d+\. .*13", line))
    assert number
    assert "Request 2 of 2" in shown
    assert "✓ Goal reached" not in shown.rpartition("Feedback")[2]
    corrected = ("go", number[1], "| Parc | 12 avis |", ".")
    done = run("practise", two_turns, "--language", "fr", given=lines("turn", *first, *corrected, *second))
    assert (done.status, done.err) == (0, "")
    assert "✓ Goal reached" in done.out
    with open_database(data) as database:
        assert "12 avis" in Attempts(database).history(f"ma-ville/{two_turns}")[-1].carried[1]


def test_one_may_decline_with_a_reason(run: Run, two_turns: str) -> None:
    typed = lines("decl", "Ces adresses permettent d’identifier des personnes.", ".", "q")
    done = run("practise", two_turns, "--language", "fr", given=typed)
    assert (done.status, done.err) == (0, "")
    assert "Declining is right here, and the reason holds." in done.out


def test_a_document_is_read_on_demand(run: Run, two_turns: str) -> None:
    done = run("practise", two_turns, "--language", "fr", given=lines("doc", "avis", "q"))
    assert "Avis 2 : merci pour les bancs" in done.words
    assert "Quartier Centre" not in done.out


def test_an_empty_prompt_is_refused_and_the_menu_stays(run: Run) -> None:
    done = run("practise", "horaires-ete", "--language", "en", given=lines("w", ".", "q"))
    assert "The prompt is empty." in done.err
    assert "Everything is kept" in done.out


def test_the_prompt_may_be_written_in_an_editor(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('Write a notice.\\n')", "utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    options = ("practise", "horaires-ete", "--language", "en", "--editor")
    done = run(*options, given=lines("w", "r", "compare", "q"))
    assert (done.status, done.err) == (1, "")
    assert "+ added: Write a notice." in done.out  # the second time it opened on what stood there
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert "cannot be opened" in run(*options, given=lines("r", "q")).err
    monkeypatch.setenv("EDITOR", "")
    nothing = run(*options)
    assert nothing.status == 2
    assert "No editor is named." in nothing.err


def test_personal_data_go_to_a_hosted_model_only_on_the_word(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    data.mkdir()
    (data / "settings.toml").write_text("offline = false\n", "utf-8")
    hosted = ("--model", "openai/none", "--api-base", "http://192.0.2.1:9/v1")
    typed = lines("w", "Write to Mrs Anne Dupont, 12 rue des Lilas, 06 12 34 56 78.", ".", "no", "q")
    done = run("practise", "horaires-ete", "--language", "en", *hosted, given=typed)
    assert "Nothing has been sent yet" in done.out
    assert "telephone number: 06 12 34 56 78" in done.out
    assert "Nothing was sent" in done.err
    assert done.status == 1


def test_offline_mode_refuses_a_hosted_model_and_the_prompt_is_kept(run: Run, data: Path) -> None:
    hosted = ("--model", "openai/none", "--api-base", "http://192.0.2.1:9/v1")
    done = run("practise", "horaires-ete", "--language", "en", *hosted, given=lines("w", "Write.", ".", "q"))
    assert done.status == 3
    assert "Offline mode is on" in done.err
    with open_database(data) as database:
        assert len(Attempts(database).history("ma-ville/horaires-ete")) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
class TestInATerminal:
    """A person at a keyboard: the process has a pseudo-terminal of its own."""

    def test_ctrl_c_while_writing_keeps_the_draft(self, example_pack: Path, data: Path) -> None:
        status, shown = at_a_terminal(
            example_pack,
            data,
            [("What now?", "w\n"), ("A line with a dot", ""), ("> ", "Write a notice\n"), ("> ", "\x03")],
        )
        assert status == 130
        assert "Your draft is kept." in shown
        with open_database(data) as database:
            assert Drafts(database).load("scenario/ma-ville/horaires-ete/en") == "Write a notice"

    def test_ctrl_c_in_mid_answer_stops_it_and_the_menu_comes_back(
        self, example_pack: Path, data: Path, two_turns: str
    ) -> None:
        file = example_pack / "scenarios" / two_turns / "scenario.toml"
        long = "There are 13 opinions.\\n" + "One more word. " * 400
        text = file.read_text("utf-8").replace("There are 13 opinions, mostly on the park.", long)
        file.write_text(text, "utf-8")
        status, shown = at_a_terminal(
            example_pack,
            data,
            [
                ("What now?", "w\n"),
                ("A line with a dot", "Sum up the opinions.\n.\n"),
                ("Simulated answer", ""),
                ("There are 13", "\x03"),
                ("restart", "q\n"),
            ],
            scenario=two_turns,
        )
        assert status == 1
        assert "Stopped. What came of the answer is kept." in shown
        with open_database(data) as database:
            (attempt,) = Attempts(database).history(f"ma-ville/{two_turns}")
            answer = Attempts(database).answer_of(attempt.id)
            assert answer
            assert answer.status == "cancelled"
            assert answer.text.startswith("There are 13 opinions.")
            assert len(answer.text) < len(long)

    def test_without_colours_no_control_sequence_is_sent(self, example_pack: Path, data: Path) -> None:
        _status, shown = at_a_terminal(
            example_pack, data, [("What now?", "w\n"), ("A line with a dot", "Notice\n.\n"), ("restart", "q\n")]
        )
        assert ESCAPE not in shown
        assert max(map(len, shown.splitlines())) <= 80


def at_a_terminal(
    pack: Path, data: Path, talk: list[tuple[str, str]], scenario: str = "horaires-ete"
) -> tuple[int, str]:
    """Run `practise` in a terminal of 80 columns: wait for words, type; return status and all of it."""
    import fcntl
    import pty
    import select
    import struct
    import termios

    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(PROMPT_TUTOR_DATA=str(data), TERM="xterm", NO_COLOR="1", LANG="en_GB.UTF-8", LC_ALL="")
        os.environ.pop("COLUMNS", None)
        command = ["prompt_tutor", "--pack", str(pack), "practise", scenario, "--language", "en", "--ui", "en"]
        os.execv(sys.executable, [sys.executable, "-m", *command])  # noqa: S606 - the program under test
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    shown, seen = "", 0

    def read() -> bool:
        nonlocal shown
        assert select.select([terminal], [], [], 30)[0], f"nothing more came:\n{shown}"
        try:
            data = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            return False
        shown += data.decode("utf-8", "replace")
        return bool(data)

    for words, typed in talk:
        while words not in shown[seen:] and read():
            pass
        seen = shown.index(words, seen) + len(words)
        os.write(terminal, typed.encode())
    while read():
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.replace("\r\n", "\n")


def test_what_a_criterion_asks_for_and_was_written_is_shown_and_counts_no_more(run: Run, data: Path) -> None:
    written = lines("w", "Write a notice for residents, small enough for a door.", ".")
    done = run(
        "practise", "horaires-ete", "--language", "en", given=written + lines("dis", "length", "SMALL enough", "q")
    )
    assert "≠ Length: disputed (does not count), “small enough”" in done.out
    with open_database(data) as database:
        (attempt,) = Attempts(database).history("ma-ville/horaires-ete")
        assert Attempts(database).disputes_of(attempt.id) == {"length": "small enough"}


def test_words_that_were_not_written_dispute_nothing_and_a_dot_takes_a_dispute_back(run: Run, data: Path) -> None:
    written = lines("w", "Write a notice for residents, small enough for a door.", ".")
    acts = lines("dis", "length", "in two lines", "dis", "length", "small", "dis", "length", ".", "q")
    done = run("practise", "horaires-ete", "--language", "en", given=written + acts)
    assert "These words do not stand in your prompt." in done.err
    with open_database(data) as database:
        (attempt,) = Attempts(database).history("ma-ville/horaires-ete")
        assert Attempts(database).disputes_of(attempt.id) == {}
