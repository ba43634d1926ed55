from __future__ import annotations

import pytest

from prompt_tutor.grading.privacy.find import find_kinds, find_personal_data


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_personal_data(text)]


@pytest.mark.parametrize(
    "text",
    [
        "son numéro est le 06 12 34 56 78",
        "Tél. perso de Mme Perrin : +33 6 12 34 56 78",
        "ring her on her mobile, 07700 900123",
        "écrivez à odile.trancart@exemple.fr",
        "IBAN : FR76 3000 6000 0112 3456 7890 188",  # a wrong key, but labelled
        "virement sur FR7630006000011234567890189",  # no label, but the key is right
        "n° de sécu 2 55 08 14 168 025 99",  # a wrong key, but labelled
        "elle donne 2 55 08 14 168 025 38",  # no label, but the key is right
        "né le 14/02/2009",
        "née Crozelier le 19/08/1990",
        "DOB 4/5/1981",
        "Mme Jocelyne Bertaud est en fauteuil depuis son AVC",
        "Mon fils Ilkka Castaing est asthmatique",  # no known first name, but a relation
        "j'habite 12 bis rue de la Tannerie",
        "M. Perrin, 8 allée des Glycines, demande une place",
        "Mr Gordon Petrie, who has dementia, called again",
        "VIDALOT Corinne – arrêt 3 au 9 mars – lombalgie",
        "NI no. QQ 12 34 56 C",
    ],
)
def test_personal_data_is_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mme X est en fauteuil depuis son AVC, téléphone [TÉL], adresse [ADRESSE]",
        "l'usager A a une dette de 300 €",
        "Madame la préfète et M. le maire seront présents",
        "Cllr Anita Rowe opens the show",
        "M. Perrin a écrit",
        "travaux au 5 rue des Lilas du 2 au 20 juin",
        "accueil de la mairie : 01 45 00 00 00, accueil@ville-exemple.fr",
        "le stade Jean-Bouin ferme le 14/02/2025",
        "commande 300060000112345678901",
        "le SIRET 732 829 320 00074 de l'entreprise",
        "30 006 000 habitants en 2024",
    ],
)
def test_placeholders_offices_and_desks_are_clean(text: str) -> None:
    assert found(text) == []


def test_each_passage_is_told_by_its_kind() -> None:
    text = (
        "Mme Lucie Harnois, 8 allée des Glycines, est en arrêt maladie : 06 12 34 56 78, lucie.harnois@exemple.fr, "
        "née le 14/02/1979, IBAN FR76 3000 6000 0112 3456 7890 189, n° de sécu 2 55 08 14 168 025 99."
    )
    assert [kind for kind, _span in find_kinds(text)] == [
        "name",
        "address",
        "phone",
        "email",
        "birth",
        "bank",
        "security",
    ]
    assert tuple(span for _kind, span in find_kinds(text)) == find_personal_data(text)
