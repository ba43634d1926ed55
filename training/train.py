"""Train the sentence model of the grader: python training/train.py (needs scikit-learn: pip install -e .[train]).

Reads the labelled sentences (`training/sentences.<language>.tsv`), the phrases of the tests
(`tests/grading/phrases*.toml`, each labelled for one criterion, and `facts.toml`) and the labelled prompts
(`benchmarks/grading/*.jsonl`, less those that are held back). Writes `src/prompt_tutor/grading/trained/<language>.txt`;
the same data give the same files.

Every sentence of a prompt that does not meet a criterion speaks against it. Of a prompt that meets one, the sentences
speak for it that a reader named (`training/evidence.jsonl`); where nobody did, the one that the model so far finds most
telling (multiple-instance learning: Andrews et al. 2002, mi-SVM).
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import SGDClassifier

from prompt_tutor.content.criteria import CRITERIA
from prompt_tutor.grading.criteria.features import features, sentences
from prompt_tutor.grading.criteria.tagged import encode
from prompt_tutor.grading.criteria.trained import SCALE
from prompt_tutor.grading.folding import fold
from prompt_tutor.grading.own_words import material
from prompt_tutor.grading.prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT: Final = Path(__file__).parents[1]
SENTENCES: Final = ROOT / "training"
PROMPTS: Final = tuple(ROOT / "benchmarks" / "grading" / name for name in ("dev.jsonl", "own.jsonl"))
EVIDENCE: Final = SENTENCES / "evidence.jsonl"
"""Where prompts meet criteria: an id, and for each criterion its passages, each as the places where sentences begin."""
PHRASES: Final = tuple(sorted((ROOT / "tests" / "grading").glob("phrases*.toml")))
FACTS: Final = ROOT / "tests" / "grading" / "facts.toml"
TARGET: Final = ROOT / "src" / "prompt_tutor" / "grading" / "trained"

TRAINED: Final = tuple(each for each in CRITERIA if each not in ("delimiters", "privacy"))
"""What a sentence can tell; marks round material and personal data are decided by rules alone."""

OF_FORM: Final = frozenset(TRAINED) - {"task", "context", "source"}
"""What the facts of the tests are known not to meet."""

RARE: Final = 4
"""A feature in fewer examples than this is left out."""
REGULARISATION: Final = 10.0
"""The inverse strength of the L2 penalty."""
PROMPT_WEIGHT: Final = 2.0
"""How much a sentence of a prompt counts beside a labelled sentence."""
REST_WEIGHT: Final = 1.0
"""The same of a sentence that was not named, in a prompt that meets the criterion by another."""
PHRASE_WEIGHT: Final = 4.0
"""The same of a phrase of the tests: each is a case that was settled."""
BALANCE: Final = 0.25
"""How far the rarer of met and not met is made up for: 0 not at all, 1 wholly."""
PASSES: Final = 12
"""How often the descent goes through the data."""
ROUNDS: Final = 2
"""How often the telling sentences of the prompts are chosen again."""
LEAST: Final = 12
"""Hundredths below which a weight is left out."""

Bag = dict[str, int]


@dataclass(frozen=True)
class Example:
    """A labelled sentence, or a prompt with its sentences and pairs of neighbours, as bags of features.

    Attributes:
        met: the criteria that it meets.
        bags: of a labelled sentence, one; of a prompt, one for each sentence, then one for each pair of neighbours.
        known: the criteria of which the label tells whether they are met.
        weight: how much it counts.
        meets: of a prompt, the bags that a reader named, by criterion.
        open: those that tell nothing, because they hold what a reader named.
    """

    met: frozenset[str]
    bags: tuple[Bag, ...]
    known: frozenset[str] = frozenset(TRAINED)
    weight: float = 1.0
    meets: Mapping[str, frozenset[int]] = field(default_factory=dict)
    open: Mapping[str, frozenset[int]] = field(default_factory=dict)


def whole(text: str, language: str) -> tuple[Bag]:
    """Return one bag of the features of all sentences of `text`."""
    line = encode(fold(text), (), language)
    return (dict(sum((Counter(features(line, each, language)) for each in sentences(line)), Counter())),)


def prompt(row: Mapping[str, Any], where: Mapping[str, list[list[int]]]) -> Example:
    """Return a labelled prompt, cut into sentences; `where` tells which of them meet a criterion."""
    text, language = row["text"], row["language"]
    line = encode(fold(text), tuple(each.span for each in material(Prompt(text))), language)
    found = list(sentences(line))
    bags = [Counter(features(line, sentence, language)) for sentence in found]
    pairs = [(at - 1, at) for at, sentence in enumerate(found) if at and sentence.follows]
    starts = [line.spans[sentence.first][0] for sentence in found]
    meets: dict[str, frozenset[int]] = {}
    left: dict[str, frozenset[int]] = {}
    for criterion, passages in where.items():
        named = [tuple(bisect_right(starts, start) - 1 for start in passage) for passage in passages]
        holding = {at for passage in named for at in passage}
        holding |= {len(found) + at for at, pair in enumerate(pairs) if not holding.isdisjoint(pair)}
        meeting = {passage[0] for passage in named if len(passage) == 1}
        meeting |= {len(found) + at for at, pair in enumerate(pairs) if pair in named}
        if criterion in row["met"] and meeting:
            meets[criterion] = frozenset(meeting)
        left[criterion] = frozenset(holding - meets.get(criterion, frozenset()))
    joined = [bags[one] + bags[other] for one, other in pairs]
    return Example(frozenset(row["met"]), tuple(dict(bag) for bag in (*bags, *joined)), meets=meets, open=left)


def labelled_sentences(language: str) -> list[Example]:
    """Return the sentences of `training/sentences.<language>.tsv`: criteria, or "-", a tab, the sentence."""
    lines = (SENTENCES / f"sentences.{language}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t", 1) for line in lines if line]
    return [Example(frozenset(met.split(",")) - {"-"}, whole(text, language)) for met, text in pairs]


def labelled_phrases(language: str) -> list[Example]:
    """Return the phrases of the tests, each labelled for one criterion; a fact meets none of form."""
    found = []
    for file in PHRASES:
        for criterion, languages in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for kind, phrases in languages.get(language, {}).items():
                label = frozenset({criterion})
                met = label if kind == "met" else frozenset()
                found += [Example(met, whole(phrase, language), label, PHRASE_WEIGHT) for phrase in phrases]
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))[language]
    found += [Example(frozenset(), whole(fact, language), OF_FORM, PHRASE_WEIGHT) for fact in facts]
    return [example for example in found if example.known <= set(TRAINED)]


def labelled_prompts(language: str, files: Iterable[Path] = PROMPTS) -> list[Example]:
    """Return the prompts in `language` of the JSON Lines `files`, less those that are held back."""
    told = map(json.loads, EVIDENCE.read_text(encoding="utf-8").splitlines())
    where = {row["id"]: row["where"] for row in told}
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [
        prompt(row, where.get(row["id"], {}))
        for row in rows
        if row["language"] == language and row.get("part") != "held"
    ]


def matrix(vectorizer: DictVectorizer, found: Iterable[Bag]) -> Any:
    """Return the bags as rows, each divided by the root of its number of features."""
    rows = list(found)
    roots = np.sqrt([max(sum(bag.values()), 1) for bag in rows])
    return sparse.diags(1 / roots) @ vectorizer.transform(rows)


def fit(criterion: str, told: list[Example], prompts: list[Example], x_told: Any, x_prompts: Any) -> Any:
    """Return the logistic regression for one criterion."""
    said = np.array([at for at, each in enumerate(told) if criterion in each.known])
    rows, labels, weights = [], [], []
    telling: list[range] = []
    start = 0
    for each in prompts:
        bags = range(start, start + len(each.bags))
        start = bags.stop
        meets = each.meets.get(criterion, frozenset())
        if criterion in each.met and not meets:
            telling += [bags] if bags else []
            continue
        left = each.open.get(criterion, frozenset())
        for at, row in enumerate(bags):
            if at not in left:
                rows.append(row)
                labels.append(at in meets)
                weights.append(REST_WEIGHT if meets and at not in meets else PROMPT_WEIGHT)
    x = sparse.vstack([x_told[said], x_prompts[np.array(rows)]]).tocsr()
    y = np.concatenate([[criterion in told[at].met for at in said], np.array(labels)])
    weight = np.concatenate([[told[at].weight for at in said], weights])
    model = regression(x, y, weight)
    for _ in range(ROUNDS if telling else 0):
        scores = model.decision_function(x_prompts)
        best = np.array([bags[int(np.argmax(scores[bags.start : bags.stop]))] for bags in telling])
        model = regression(
            sparse.vstack([x, x_prompts[best]]),
            np.concatenate([y, np.ones(len(best), dtype=bool)]),
            np.concatenate([weight, np.ones(len(best))]),
        )
    return model


def regression(x: Any, y: Any, weight: Any) -> SGDClassifier:
    """Return the logistic regression of the labels `y` on `x`: averaged gradient descent, deterministic."""
    count = len(y)
    met = max(int(y.sum()), 1)
    balance = np.where(y, (count / (2 * met)) ** BALANCE, (count / (2 * max(count - met, 1))) ** BALANCE)
    model = SGDClassifier(
        loss="log_loss",
        alpha=1 / (REGULARISATION * count),
        average=True,
        max_iter=PASSES,
        tol=None,
        random_state=0,
    )
    return model.fit(x, y, sample_weight=balance * weight)


def train(language: str) -> str:
    """Return the model for `language` as text: a line of JSON, then a feature a line with its weights."""
    told, prompts = [*labelled_sentences(language), *labelled_phrases(language)], labelled_prompts(language)
    seen = Counter(feature for each in told for bag in each.bags for feature in bag)
    seen.update(feature for each in prompts for feature in set().union(*each.bags))
    vectorizer = DictVectorizer().fit([{feature: 1 for feature, count in seen.items() if count >= RARE}])
    x_told = matrix(vectorizer, (each.bags[0] for each in told))
    x_prompts = matrix(vectorizer, (bag for each in prompts for bag in each.bags))
    models = [fit(criterion, told, prompts, x_told, x_prompts) for criterion in TRAINED]
    head = {
        "criteria": list(TRAINED),
        "bias": [round(float(model.intercept_[0]), 3) for model in models],
        "data": fingerprints(language),
    }
    lines = [json.dumps(head)]
    table = np.rint(np.vstack([model.coef_[0] for model in models]) * SCALE).astype(int)
    for at, feature in enumerate(vectorizer.get_feature_names_out()):
        kept = [(index, table[index, at]) for index in range(len(TRAINED)) if abs(table[index, at]) >= LEAST]
        if kept:
            lines.append("\t".join([feature, *(str(number) for pair in kept for number in pair)]))
    return "\n".join(lines) + "\n"


def fingerprints(language: str) -> dict[str, str]:
    """Return the hash of each file that a model is trained on: a test compares them with the files."""
    files = (SENTENCES / f"sentences.{language}.tsv", EVIDENCE, *PHRASES, FACTS, *PROMPTS)
    return {file.relative_to(ROOT).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:16] for file in files}


def main() -> None:
    """Train both languages."""
    TARGET.mkdir(exist_ok=True)
    for language in ("fr", "en"):
        (TARGET / f"{language}.txt").write_text(train(language), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
