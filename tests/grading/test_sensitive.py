from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from prompt_tutor.content.scenario import Document
from prompt_tutor.grading.prompt import expand
from prompt_tutor.grading.sensitive import sensitive_passages

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_tutor.content.scenario import Scenario

    Copied = Callable[[str], list[str]]

ROWS = """école,élève,classe,régime,PAI,remarque
Port-Neuf,LEMOINE Sacha,CE1,sans porc,non,
Port-Neuf,HADDAD Inès,CP,standard,oui (arachide),"Sa mère, Mme Haddad, apporte le goûter du mercredi"
Bellerive,TRAORÉ Malik,CM2,standard,oui (diabète de type 1),
"""
NOTES = """# Demandes d’aide (confidentiel)

- Samira Ouazri, seule avec 3 enfants, sans emploi depuis janvier : dette de cantine de 412 €.
- Jean-Luc Perdriel, 61 ans, allocation aux adultes handicapés : chauffe-eau à remplacer, 690 €.
"""


def with_document(scenario: Scenario, text: str) -> Scenario:
    fields: dict[str, Any] = {"id": "prive", "title": "Privé", "text": {"fr": text, "en": text}, "sensitive": True}
    public: dict[str, Any] = {"id": "public", "title": "Public", "text": {"fr": text, "en": text}}
    documents = tuple(Document.model_validate(each) for each in (fields, public))
    return scenario.model_copy(update={"documents": documents})


@pytest.fixture
def copied(build: Callable[..., Scenario]) -> Callable[[str, str], list[str]]:
    def find(document: str, text: str) -> list[str]:
        scenario = with_document(build(), document)
        prompt = expand(text, scenario.documents_in("fr"))
        return [prompt.text[start:end] for start, end in sensitive_passages(prompt, scenario, "fr")]

    return find


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (ROWS, "Port-Neuf,élève A,CE1,sans porc,non"),
        (ROWS, "Port-Neuf ; enfant 1 ; CE1 ; sans porc ; non"),
        (ROWS, "- Bellerive, élève C, CM2, standard, oui (diabète de type 1)"),
        (NOTES, "- Famille A, seule avec 3 enfants, sans emploi depuis janvier : dette de cantine de 412 €."),
        (NOTES, "M. X, 61 ans, allocation aux adultes handicapés, chauffe-eau à remplacer, 690 €"),
    ],
)
def test_a_line_of_which_only_the_names_were_changed_is_copied(
    document: str, line: str, copied: Callable[[str, str], list[str]]
) -> None:
    assert copied(document, f"Réponds à ces familles.\n{line}\nSois bref.") == [line]


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (ROWS, "Combien de repas sans porc faut-il prévoir à Port-Neuf pour les CE1 ? Réponds par oui ou par non."),
        (ROWS, "Prévois les menus standard et sans porc de Bellerive et de Port-Neuf, du CP au CM2."),
        (ROWS, "Port-Neuf,élève B,CP,standard,oui (arachide),le goûter est apporté"),
        (NOTES, "Réponds à une mère seule qui a une dette de cantine et cherche un emploi, en 150 mots."),
        (NOTES, "Quelles aides existent pour un adulte handicapé dont le chauffe-eau est à remplacer ?"),
        (NOTES, "Rédige la réponse aux demandes d’aide, sans aucun détail confidentiel sur les familles."),
    ],
)
def test_an_ordinary_prompt_on_the_same_subject_copies_nothing(
    document: str, text: str, copied: Callable[[str, str], list[str]]
) -> None:
    assert copied(document, text) == []


def test_what_stands_in_a_public_document_is_not_copied(copied: Callable[[str, str], list[str]]) -> None:
    assert copied(NOTES, "Résume.\n{{public}}") == []
