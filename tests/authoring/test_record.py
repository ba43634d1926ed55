"""Recording a scenario's prompts: what is kept, what is not sent, and what a conversation becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from prompt_tutor.authoring.record import HeldBackError, Take, gives_away, record_take, takes_of
from prompt_tutor.content.reading import read_recording, read_scenario
from prompt_tutor.content.recording import recording_files
from prompt_tutor.errors import UsageError
from prompt_tutor.llm.live import MOST_TOKENS
from prompt_tutor.llm.model import Chunk, ModelError, ModelInfo
from prompt_tutor.llm.practice import PracticeModel

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from pathlib import Path

    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.llm.model import Request

PERSONAL = "Écris à Mme Odette Martin, 12 rue du Canal, 06 12 34 56 78, pour les horaires.\n\n{{horaires}}"


@dataclass
class Live:
    """A live model that answers with its number, or fails at the one named."""

    hosted: bool = False
    fails_at: int = 0
    requests: list[Request] = field(default_factory=list)

    @property
    def info(self) -> ModelInfo:
        return ModelInfo("openai/petit", "live", simulated=False, hosted=self.hosted)

    async def stream(self, request: Request) -> AsyncGenerator[Chunk, None]:
        self.requests.append(request)
        yield Chunk("Réponse ")
        if len(self.requests) == self.fails_at:
            raise ModelError("cut", "…", "…")
        yield Chunk(f"{len(self.requests)}.")


@pytest.fixture
def scenario(example_pack: Path) -> Scenario:
    return read_scenario(example_pack / "scenarios" / "horaires-ete" / "scenario.toml").whole()


def kept(scenario: Scenario) -> list[str]:
    """Return the answers that are recorded."""
    assert scenario.folder
    return [read_recording(file).whole().answer for file in recording_files(scenario.folder)]


async def test_a_calibration_is_sent_with_its_documents_and_kept_with_its_verdicts(scenario: Scenario) -> None:
    takes = {take.name: take for take in takes_of(scenario, "fr")}
    model = Live()
    (file,) = await record_take(scenario, takes["strong"], model)
    recording = read_recording(file).whole()
    assert "Fermée le samedi 15 août." in model.requests[0].messages[-1].text
    assert recording.prompt == model.requests[0].messages[-1].text
    assert (recording.answer, recording.model, recording.kind) == ("Réponse 1.", "openai/petit", "local")
    assert (recording.name, recording.language, recording.turn) == ("strong", "fr", None)
    assert (recording.scenario, recording.digest) == (scenario.id, scenario.digest)
    assert recording.settings == {"max_tokens": MOST_TOKENS}
    assert {"source", "length", "closed-days"} <= set(recording.met)
    assert recording.on_subject
    assert read_recording((await record_take(scenario, takes["naive"], model))[0]).whole().met != recording.met


def test_takes_are_the_calibrations_with_prompts_in_the_language_asked_for(scenario: Scenario) -> None:
    every = takes_of(scenario)
    assert [take.name for take in every] == [calibration.name for calibration in scenario.calibration]
    assert {take.language for take in takes_of(scenario, "fr")} == {"fr"}
    refusal = scenario.calibration[0].model_copy(update={"prompt": "", "decline": "Je ne l’utilise pas ici."})
    with_refusal = scenario.model_copy(update={"calibration": (*scenario.calibration, refusal)})
    assert takes_of(with_refusal) == every


@pytest.mark.parametrize("draft", [PERSONAL, "Résume :\n\n{{horaires}}"])
async def test_what_must_stay_here_goes_to_no_hosted_model_unless_it_is_said(scenario: Scenario, draft: str) -> None:
    documents = tuple(document.model_copy(update={"sensitive": True}) for document in scenario.documents)
    scenario = scenario.model_copy(update={"documents": documents})
    take = Take("attempt-1", "fr", (draft,))
    assert gives_away(scenario, take)
    hosted = Live(hosted=True)
    with pytest.raises(HeldBackError, match="Nothing was sent"):
        await record_take(scenario, take, hosted)
    assert hosted.requests == []
    assert kept(scenario) == []
    (file,) = await record_take(scenario, take, hosted, send_all=True)
    assert read_recording(file).whole().kind == "hosted"
    assert len(await record_take(scenario, take, Live())) == 1


async def test_an_answer_that_does_not_come_to_its_end_is_not_kept(scenario: Scenario) -> None:
    with pytest.raises(ModelError):
        await record_take(scenario, takes_of(scenario)[0], Live(fails_at=1))
    assert kept(scenario) == []


async def test_recording_again_replaces_what_was_recorded_of_the_same_prompt_and_model(scenario: Scenario) -> None:
    model = Live()
    for _ in range(2):
        await record_take(scenario, takes_of(scenario)[0], model)
    assert kept(scenario) == ["Réponse 2."]


async def test_only_a_live_model_is_recorded(scenario: Scenario) -> None:
    with pytest.raises(UsageError, match="live model"):
        await record_take(scenario, takes_of(scenario)[0], PracticeModel())


async def test_each_turn_of_a_conversation_is_kept_with_what_came_before_it(scenario: Scenario) -> None:
    turns = [{"id": "plan", "request": "…", "given": "Fermé le 14 août."}, {"id": "affiche", "request": "…"}]
    content = {**scenario.model_dump(mode="json"), "turns": turns}
    criteria = [*content["criteria"]]
    criteria.append(
        {
            "id": "corrige",
            "title": "…",
            "kind": "corrected",
            "consequence": "…",
            "turn": "plan",
            "wrong": "14 août",
            "right": "15 août",
        }
    )
    conversation = type(scenario).model_validate({**content, "criteria": criteria}, context={"folder": scenario.folder})
    model = Live()
    files = await record_take(conversation, Take("strong", "fr", ("Un plan.", "L’affiche."), ("plan",)), model)
    assert [(message.role, message.text) for message in model.requests[1].messages] == [
        ("user", conversation.brief.request.in_("fr")),
        ("assistant", "Fermé le 15 août."),
        ("user", "Un plan."),
        ("assistant", "Réponse 1."),
        ("user", "L’affiche."),
    ]
    recordings = [read_recording(file).whole() for file in files]
    assert [(recording.turn, recording.prompt, recording.answer) for recording in recordings] == [
        ("plan", "Un plan.", "Réponse 1."),
        ("affiche", "L’affiche.", "Réponse 2."),
    ]
    assert "corrige" in recordings[0].met
