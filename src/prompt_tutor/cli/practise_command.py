"""`prompt-tutor practise SCENARIO`: the exercise as plain lines of text, for screen readers and poor terminals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prompt_tutor.cli.keyboard import Keyboard
from prompt_tutor.cli.library import open_packs
from prompt_tutor.cli.models import check_options
from prompt_tutor.cli.output import warn
from prompt_tutor.cli.practise_session import Models, Session
from prompt_tutor.cli.practise_writing import Writing
from prompt_tutor.cli.prompt_language import prompt_language
from prompt_tutor.external_editor import editor_command
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.paths import data_folder
from prompt_tutor.storage.attempts import Attempts
from prompt_tutor.storage.database import open_database
from prompt_tutor.storage.drafts import Drafts

if TYPE_CHECKING:
    from argparse import Namespace


def run(arguments: Namespace) -> int:
    """Lead the exercise on `arguments.scenario`; return 0 where its goal was reached at the end, else 1, or 3.

    The model is the one that the learner chose in the tutor, or `arguments.model` for this time.
    """
    check_options(arguments.model, arguments.api_base)
    scenario = open_packs(arguments).scenario(arguments.scenario)
    language = prompt_language(scenario, arguments.language)
    settings = arguments.settings
    if arguments.model:
        settings = replace(settings, model=arguments.model, api_base=arguments.api_base)
    if arguments.editor:
        editor_command()  # that there is none is said before anything is asked
    keyboard = Keyboard()
    with open_database(data_folder()) as database:
        if database.notice:
            warn(database.notice)
        session = Session(
            Exercise(scenario, language, Attempts(database)),
            Drafts(database),
            Writing(keyboard, in_editor=arguments.editor),
            Models(settings, person=keyboard.person),
        )
        return session.run()
