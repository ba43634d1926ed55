"""What was sent, answered and graded, read back from the store."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from prompt_tutor.grading.grade import Exchange
from prompt_tutor.grading.prompt import Prompt, expand
from prompt_tutor.learning.attempt import Answer, Attempt, Fault, read_answer_grade, read_grade, read_model
from prompt_tutor.learning.disputes import settled
from prompt_tutor.learning.gate import read_consent
from prompt_tutor.learning.judging import read_judgement
from prompt_tutor.learning.measure import read_measure
from prompt_tutor.learning.review import is_review

if TYPE_CHECKING:
    from prompt_tutor.content.scenario import Scenario
    from prompt_tutor.learning.exercise import Exercise
    from prompt_tutor.storage.attempts import Attempts
    from prompt_tutor.storage.records import AttemptRecord


def records_of(exercise: Exercise) -> list[AttemptRecord]:
    """Return what is kept of the attempts on the exercise in its language, oldest first; of a review that review's."""
    kept = exercise.attempts.history(exercise.scenario.name)
    records = [record for record in kept if record.language == exercise.language]
    # A review begins on a blank page: what was found on other days would tell what to write.
    return [record for record in records if record.step == exercise.step] if is_review(exercise.step) else records


def read_history(exercise: Exercise) -> tuple[Attempt, ...]:
    """Return the attempts of `records_of`, numbered among those of the same turn."""
    numbers: Counter[int] = Counter()
    attempts = []
    for record in records_of(exercise):
        numbers[len(record.prompts)] += 1
        attempts.append(_read(exercise, record, numbers[len(record.prompts)]))
    return tuple(attempts)


def _read(exercise: Exercise, record: AttemptRecord, number: int) -> Attempt:
    attempts = exercise.attempts
    *earlier, last = exchanges_of(record, exercise.scenario)
    then, now = attempts.first_grade_of(record.id), attempts.grade_of(record.id)
    disputes, turns = attempts.disputes_of(record.id), len(record.prompts)
    grade = settled(exercise, read_grade(then.content), disputes, turns)
    regraded = settled(exercise, read_grade(now.content), disputes, turns) if now.id != then.id else None
    judged = attempts.judgement_of(record.id)
    return Attempt(
        record.id,
        number,
        record.drafts[-1],
        last.prompt,
        record.language,
        grade,
        (),
        _read_answer(attempts, record.id),
        read_judgement(judged.content) if judged else None,
        regraded,
        last.carried,
        tuple(earlier),
        record.drafts[:-1],
    )


def _read_answer(attempts: Attempts, attempt: int) -> Answer | None:
    record = attempts.answer_of(attempt)
    if record is None:
        return None
    stored = attempts.answer_grade_of(record.id)
    grade, passages = read_answer_grade(stored.content) if stored else (None, ())
    fault = Fault(**record.error) if record.error else None
    measure = read_measure(record.measure) if record.measure else None
    consent = read_consent(record.model["consent"]) if record.model.get("consent") else None
    date, info = record.model["date"], read_model(record.model)
    return Answer(info, date, record.status, record.text, passages, grade, fault, measure, consent=consent)


def exchanges_of(record: AttemptRecord, scenario: Scenario) -> tuple[Exchange, ...]:
    """Return the prompts of an attempt on `scenario` as they were sent, each with the answer before it."""
    # What was kept before conversations were known has no carried answers.
    parts = zip_longest(record.drafts, record.prompts, record.carried, fillvalue="")
    return tuple(Exchange(_as_sent(draft, text, scenario, record.language), carried) for draft, text, carried in parts)


def _as_sent(draft: str, text: str, scenario: Scenario, language: str) -> Prompt:
    prompt = expand(draft, scenario.documents_in(language))
    if prompt.text != text:  # a document has changed since: what was sent counts
        prompt = replace(prompt, text=text, expansions=())
    return prompt
