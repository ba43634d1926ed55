"""The personal-data gate: what it holds back from a hosted model, what takes its place, and the consent it keeps."""

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from prompt_tutor.content.scenario import Scenario
from prompt_tutor.learning.attempt import Attempt
from prompt_tutor.learning.exercise import Exercise
from prompt_tutor.learning.gate import (
    Consent,
    Passage,
    consent_to,
    consent_words,
    held_back,
    placeholders,
    replacements,
)
from prompt_tutor.llm.model import Chunk, ModelInfo, Request
from prompt_tutor.llm.practice import PracticeModel
from prompt_tutor.storage.attempts import Attempts

HOSTED = ModelInfo("mistral/petit", "live", simulated=False, hosted=True)
LOCAL = ModelInfo("ollama_chat/petit", "live", simulated=False, hosted=False)

LETTER = "Bonjour,\nMme Lucie Harnois est en arrêt maladie.\nTél. 06 39 98 11 22"
FILE = "Le dossier de la famille Bertin-Salvat, suivi depuis 2019."
DRAFT = "Réponds à ce courrier.\n" + LETTER + "\nMerci."


@dataclass
class Far:
    """A hosted model that notes what it is sent."""

    info: ModelInfo = HOSTED
    requests: list[Request] = field(default_factory=list)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        self.requests.append(request)
        yield Chunk("Bonjour.")


@pytest.fixture
def exercise(scenario: Scenario, attempts: Attempts) -> Exercise:
    data: dict[str, Any] = json.loads(scenario.model_dump_json(exclude_unset=True))
    data["documents"] = [
        {"id": "note", "title": "Note", "text": "Fermé vendredi."},
        {"id": "courrier", "title": "Courrier", "text": LETTER},
        {"id": "dossier", "title": "Dossier", "text": FILE, "sensitive": True},
    ]
    return Exercise(Scenario.model_validate(data), "fr", attempts)


def held(exercise: Exercise, draft: str) -> tuple[Attempt, list[tuple[str, str, str, int]]]:
    attempt = exercise.submit(draft)
    found = held_back(attempt, HOSTED)
    return attempt, [(passage.kind, passage.text, passage.document, passage.line) for passage in found]


def revised(attempt: Attempt, passages: Sequence[Passage], chosen: set[Passage]) -> str:
    """The draft with the words of the chosen passages replaced."""
    draft = attempt.draft
    for (start, end), words in reversed(replacements(attempt, passages, chosen)):
        draft = draft[:start] + words + draft[end:]
    return draft


def test_what_is_held_back_is_told_with_its_kind_its_line_and_the_words_around(exercise: Exercise) -> None:
    attempt, found = held(exercise, DRAFT)
    assert found == [("name", "Mme Lucie Harnois", "", 3), ("phone", "06 39 98 11 22", "", 4)]
    name, phone = held_back(attempt, HOSTED)
    assert (name.before, name.after) == ("", " est en arrêt maladie.")
    assert (phone.before, phone.after) == ("Tél. ", "")
    assert DRAFT[slice(*phone.draft)] == phone.text


def test_a_passage_in_a_document_is_told_by_the_document_and_its_line_there(exercise: Exercise) -> None:
    draft = "Lis ceci.\n\n{{note}}\n\n{{courrier}}"
    attempt, found = held(exercise, draft)
    assert found == [("name", "Mme Lucie Harnois", "courrier", 2), ("phone", "06 39 98 11 22", "courrier", 3)]
    assert {draft[slice(*passage.draft)] for passage in held_back(attempt, HOSTED)} == {"{{courrier}}"}


def test_a_sensitive_document_is_one_passage_and_a_line_copied_from_it_another(exercise: Exercise) -> None:
    assert held(exercise, "Résume : {{dossier}}")[1] == [("document", FILE, "dossier", 1)]
    assert held(exercise, "Résume. " + FILE)[1] == [("excerpt", FILE, "", 1)]


def test_what_stays_on_this_computer_is_never_held_back(exercise: Exercise) -> None:
    attempt = exercise.submit(DRAFT)
    assert held_back(attempt, LOCAL) == ()
    assert held_back(attempt, PracticeModel().info) == ()
    assert held_back(exercise.submit("Annonce la fermeture."), HOSTED) == ()


def test_placeholders_take_the_place_of_what_was_chosen_and_of_nothing_else(exercise: Exercise) -> None:
    attempt = exercise.submit(DRAFT)
    name, phone = passages = held_back(attempt, HOSTED)
    assert placeholders(attempt, passages) == {name: "[NAME]", phone: "[TELEPHONE]"}
    assert revised(attempt, passages, {phone}) == DRAFT.replace("06 39 98 11 22", "[TELEPHONE]")
    assert revised(attempt, passages, set(passages)) == DRAFT.replace("06 39 98 11 22", "[TELEPHONE]").replace(
        "Mme Lucie Harnois", "[NAME]"
    )
    assert held_back(exercise.submit(revised(attempt, passages, set(passages))), HOSTED) == ()


def test_two_people_get_two_placeholders_and_the_same_one_always_the_same(exercise: Exercise) -> None:
    draft = (
        "Mme Lucie Harnois est malade. M. Paul Verdier est malade. Rappeler Mme Lucie Harnois, malade, voir [NAME 1]."
    )
    attempt = exercise.submit(draft)
    passages = held_back(attempt, HOSTED)
    assert [placeholders(attempt, passages)[passage] for passage in passages] == ["[NAME 2]", "[NAME 3]", "[NAME 2]"]


def test_a_document_is_taken_out_as_a_whole_wherever_it_stands(exercise: Exercise) -> None:
    draft = "Lis {{courrier}} et {{note}}, puis {{courrier}}."
    attempt = exercise.submit(draft)
    passages = held_back(attempt, HOSTED)
    assert {placeholders(attempt, passages)[passage] for passage in passages} == {""}
    assert revised(attempt, passages, {passages[0]}) == "Lis  et {{note}}, puis ."


async def test_a_consent_sends_it_and_is_kept_with_the_answer_without_a_word_of_it(
    exercise: Exercise, attempts: Attempts
) -> None:
    model = Far()
    attempt = exercise.submit(DRAFT)
    consent = consent_to(held_back(attempt, HOSTED))
    answered = await exercise.ask(attempt, model, consent=consent)
    assert "Lucie Harnois" in model.requests[0].messages[0].text
    assert answered.answer is not None
    assert (answered.answer.text, answered.answer.consent) == ("Bonjour.", consent)
    assert consent.kinds == ("name", "phone")
    (again,) = exercise.history()
    assert again.answer is not None
    assert again.answer.consent == consent
    record = attempts.answer_of(attempt.id)
    assert record is not None
    assert "Harnois" not in json.dumps(record.model)
    assert consent_words(consent) == (
        "Sent with personal data, after a confirmation: name of a person, telephone number"
    )


async def test_a_consent_that_was_not_needed_is_not_noted(exercise: Exercise) -> None:
    consent = Consent("2026-01-01T00:00:00+00:00", ("name",))
    answered = await exercise.ask(exercise.submit("Annonce la fermeture."), Far(), consent=consent)
    assert answered.answer is not None
    assert answered.answer.consent is None
