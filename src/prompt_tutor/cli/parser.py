"""The commands and their options."""

from __future__ import annotations

import argparse
from typing import Final

from prompt_tutor import __version__
from prompt_tutor.cli.argparse_words import Formatter, Parser, translate_argparse
from prompt_tutor.i18n import LANGUAGES, _
from prompt_tutor.started import command as started_command

COMMANDS: Final = (
    "open",
    "list",
    "try",
    "practise",
    "assess",
    "check",
    "new",
    "preview",
    "record",
    "schema",
    "pack",
    "install",
    "models",
    "doctor",
)

WITH_PROMPT: Final = ("try", "practise", "assess", "record")
"""The commands that take a prompt: there `--language` is the prompt's; elsewhere it does what `--ui` does."""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser, its words in the interface's language."""
    translate_argparse()
    parser = Parser(
        prog=started_command(),
        description=_("Learn to write prompts, offline. Without a command, opens the tutor where you left off."),
        epilog=_(
            "Exit status: 0 passed, 1 not passed or problems found, 2 wrong use, 3 a model or the storage failed."
        ),
        formatter_class=Formatter,
        allow_abbrev=False,
    )
    version = f"prompt-tutor {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("show the version and exit"))
    _add_common(parser, dest="pack")
    _add_interface_language(parser)
    _add_model(parser)
    parser.set_defaults(pack=[], more_packs=[], model="", api_base="", language="", ui="", command="open", id=None)
    commands = parser.add_subparsers(title=_("commands"), dest="command", metavar=_("COMMAND"), required=False)
    _add_open(commands)
    _add_list(commands)
    _add_try(commands)
    _add_practise(commands)
    _add_assess(commands)
    _add_check(commands)
    _add_new(commands)
    _add_preview(commands)
    _add_record(commands)
    _add_schema(commands)
    _add_pack(commands)
    _add_install(commands)
    _add_models(commands)
    _add_doctor(commands)
    return parser


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives its type no public name


def _command(commands: _Commands[Parser], name: str, help_: str, *, as_ui: bool = True) -> argparse.ArgumentParser:
    description = f"{help_[0].upper()}{help_[1:]}."
    command = commands.add_parser(
        name, help=help_, description=description, formatter_class=Formatter, allow_abbrev=False
    )
    _add_common(command, dest="more_packs")
    if as_ui:
        _add_interface_language(command)
    return command


def _add_common(parser: argparse.ArgumentParser, dest: str) -> None:
    parser.add_argument("--ui", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("the language of the interface"))
    parser.add_argument(
        "--pack",
        action="append",
        metavar=_("FOLDER"),
        dest=dest,
        default=argparse.SUPPRESS,
        help=_("use this training pack as well, where it stands"),
    )


def _add_interface_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", choices=LANGUAGES, default=argparse.SUPPRESS, help=_("the same as --ui"))


def _add_prompt_language(parser: argparse.ArgumentParser, words: str = "") -> None:
    parser.add_argument(
        "--language",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=words or _("the language of the prompt (that of the interface unless said)"),
    )


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        default=argparse.SUPPRESS,
        help=_("ask this live model (a name that litellm knows) instead of the practice model"),
    )
    _add_api_base(parser)


def _add_api_base(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--api-base",
        metavar="URL",
        dest="api_base",
        default=argparse.SUPPRESS,
        help=_("where that model answers, such as http://127.0.0.1:1234/v1"),
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("give data for programs"))


def _add_open(commands: _Commands[Parser]) -> None:
    command = _command(commands, "open", _("open a lesson or a scenario in the tutor"))
    command.add_argument("id", metavar="ID", help=_("the id that “prompt-tutor list” shows"))
    _add_model(command)


def _add_list(commands: _Commands[Parser]) -> None:
    _add_json(_command(commands, "list", _("list the lessons and scenarios, with your progress")))


def _add_try(commands: _Commands[Parser]) -> None:
    command = _command(commands, "try", _("make one attempt on a scenario, without the screen"), as_ui=False)
    command.add_argument("scenario", metavar=_("SCENARIO"), help=_("the id that “prompt-tutor list” shows"))
    command.add_argument(
        "--prompt",
        metavar=_("FILE"),
        action="append",
        help=_("the file of the prompt, once for each turn; “-”, or nothing, reads standard input"),
    )
    command.add_argument(
        "--carried",
        metavar=_("TURN=FILE"),
        action="append",
        default=[],
        help=_("the answer before a turn, as you corrected it"),
    )
    command.add_argument(
        "--decline", metavar=_("REASON"), help=_("do not use AI here, and say why, where the scenario offers it")
    )
    _add_prompt_language(command)
    _add_model(command)
    command.add_argument(
        "--judge",
        metavar=_("MODEL"),
        default="",
        help=_("have this live model answer the scenario's questions that no rule decides"),
    )
    command.add_argument("--judge-api-base", metavar="URL", default="", help=_("where the judge answers"))
    command.add_argument(
        "--send-personal-data",
        action="store_true",
        help=_("send a model on another computer even what should stay here; the attempt says so"),
    )
    _add_json(command)


def _add_practise(commands: _Commands[Parser]) -> None:
    help_ = _("lead the whole exercise as plain lines of text, for screen readers and poor terminals")
    command = _command(commands, "practise", help_, as_ui=False)
    command.add_argument("scenario", metavar=_("SCENARIO"), help=_("the id that “prompt-tutor list” shows"))
    command.add_argument(
        "--editor", action="store_true", help=_("write in the editor that VISUAL or EDITOR names, instead of typing")
    )
    _add_prompt_language(command)
    _add_model(command)


def _add_assess(commands: _Commands[Parser]) -> None:
    command = _command(commands, "assess", _("judge any prompt by the sixteen criteria"), as_ui=False)
    command.add_argument(
        "file", metavar=_("FILE"), nargs="?", default="-", help=_("the file; “-”, or nothing, reads standard input")
    )
    command.add_argument(
        "--jsonl", action="store_true", help=_("read one prompt in JSON a line, and give one line of JSON for each")
    )
    _add_prompt_language(command, _("the language of the prompt (told from its words unless said)"))
    _add_json(command)


def _add_check(commands: _Commands[Parser]) -> None:
    command = _command(commands, "check", _("check lessons and scenarios, and run their calibrations"))
    command.add_argument("paths", metavar=_("PATH"), nargs="+", help=_("a file, or a folder such as a training pack"))
    _add_json(command)


def _add_new(commands: _Commands[Parser]) -> None:
    command = _command(commands, "new", _("begin a scenario or a lesson: an example to replace, or eight questions"))
    command.add_argument("format", choices=("scenario", "lesson"), help=_("what to begin"))
    command.add_argument("id", metavar="ID", help=_("its id: small letters, digits and hyphens"))
    command.add_argument(
        "--folder", metavar=_("FOLDER"), default="", help=_("the folder of your pack (this one unless said)")
    )
    command.add_argument(
        "--ask", action="store_true", help=_("ask eight plain questions, and write it from the answers")
    )


def _add_preview(commands: _Commands[Parser]) -> None:
    command = _command(commands, "preview", _("show a lesson or a scenario as you write it, anew at each save"))
    command.add_argument("file", metavar=_("FILE"), help=_("a lesson’s TOML file, or a scenario’s folder"))


def _add_record(commands: _Commands[Parser]) -> None:
    command = _command(
        commands, "record", _("keep a live model's answers to a scenario's prompts, for replay offline"), as_ui=False
    )
    command.add_argument("scenario", metavar=_("SCENARIO"), help=_("the id that “prompt-tutor list” shows"))
    command.add_argument(
        "--attempt",
        metavar=_("NUMBER"),
        action="append",
        type=int,
        default=[],
        help=_("record this attempt of yours as well (once for each)"),
    )
    command.add_argument(
        "--yes", action="store_true", help=_("send even what should stay here to a model on another computer")
    )
    _add_prompt_language(command)
    _add_model(command)


def _add_schema(commands: _Commands[Parser]) -> None:
    command = _command(commands, "schema", _("give the JSON Schema of a format, for editors"))
    command.add_argument("format", choices=("lesson", "scenario", "pack"), help=_("which format"))


def _add_pack(commands: _Commands[Parser]) -> None:
    command = _command(commands, "pack", _("make one file of a training pack, to hand out"))
    command.add_argument("folder", metavar=_("FOLDER"), help=_("the folder in which pack.toml stands"))
    command.add_argument("--output", metavar=_("FILE"), default="", help=_("the file to write"))


def _add_install(commands: _Commands[Parser]) -> None:
    command = _command(commands, "install", _("put a training pack in place"))
    command.add_argument("file", metavar=_("FILE"), help=_("the file that “prompt-tutor pack” made"))
    command.add_argument("--replace", action="store_true", help=_("take it over one of the same id"))


def _add_models(commands: _Commands[Parser]) -> None:
    command = _command(commands, "models", _("list what can answer here; choose a model, try it, keep its key"))
    acts = command.add_mutually_exclusive_group()
    name = _("NAME")
    acts.add_argument("--choose", metavar=name, default="", help=_("let this model answer in the tutor from now on"))
    acts.add_argument("--test", metavar=name, default="", help=_("ask this model one short question"))
    acts.add_argument(
        "--login",
        metavar=name,
        default="",
        help=_("keep the key of this provider or address in the keyring; asks for it"),
    )
    acts.add_argument("--logout", metavar=name, default="", help=_("take that key out of the keyring"))
    _add_api_base(command)
    command.add_argument("--yes", action="store_true", help=_("choose a model on another computer without being asked"))
    _add_json(command)


def _add_doctor(commands: _Commands[Parser]) -> None:
    _add_json(_command(commands, "doctor", _("tell what is installed, found, configured and writable")))
