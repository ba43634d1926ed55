from __future__ import annotations

import pytest

from prompt_tutor.grading.words import find, negated, read


@pytest.mark.parametrize(
    ("language", "text", "wording"),
    [
        ("fr", "Si la personne citée n’a pas assisté à la réunion", "pas assisté"),
        ("fr", "ce qui est arrêté / ce qui n’est pas tranché / qui doit faire quoi et quand", "faire quoi"),
        ("fr", "Port-Neuf n’a pas pesé ses restes et qu’à Bellerive les repas dépassent les commandes", "dépasser"),
        ("fr", "Raconte à une voisine qui n’y connaît rien comment la ville utilise 100 euros", "100 euros"),
        ("fr", "en n’oubliant pas que les décibels s’ajoutent de façon logarithmique", "logarithmique"),
        ("en", "Tell a neighbour who knows nothing about it how the town uses 100 euros", "100 euros"),
        ("en", "Say that the school did not weigh its waste and that meals exceed orders", "exceed"),
    ],
)
def test_a_negation_ends_with_its_clause(language: str, text: str, wording: str) -> None:
    reading = read(text, language)
    (span,) = find(wording, reading)
    assert not negated(span, reading)


@pytest.mark.parametrize(
    ("language", "text", "wording"),
    [
        ("fr", "Ne dis pas que la crèche consomme et que le gymnase gaspille", "gaspille"),
        ("fr", "N’explique pas comment la ville utilise 100 euros", "100 euros"),
        ("fr", "Ne nomme personne et n’écarte rien", "écarter"),
        ("fr", "Aucune personne ne doit être nommée", "nommer"),
        ("en", "Do not say that the school wastes food and that meals exceed orders", "exceed"),
        ("en", "Do not explain how the town uses 100 euros", "100 euros"),
    ],
)
def test_a_negation_reaches_what_depends_on_it(language: str, text: str, wording: str) -> None:
    reading = read(text, language)
    (span,) = find(wording, reading)
    assert negated(span, reading)
