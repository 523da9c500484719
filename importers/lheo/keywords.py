"""The codes under which a formation is registered, sought and paid for; people search for them as for words."""

from __future__ import annotations

from importers.lheo.codes import FUNDER_BY_CODE
from importers.lheo.values import extra_numbers
from importers.xcri.elements import Node

NAME_BY_REGISTER = {"code-RNCP": "RNCP", "code-RS": "RS", "code-CERTIFINFO": "CertifInfo ", "code-CPF": "CPF "}
FIELD_CODES = ("FORMACODE", "NSF", "ROME")


def keywords(formation: Node, actions: list[Node]) -> list[str]:
    """Return registers, eligibility for the personal training account (CPF), fields and funders, each once."""
    payers = (part.text("code-financeur") for action in actions for part in action.nodes("organisme-financeur"))
    funders = [FUNDER_BY_CODE[code] for code in payers if code in FUNDER_BY_CODE]
    found = [*_registered(formation), *_eligible(formation, actions), *_fields(formation), *funders]
    return list(dict.fromkeys(found))


def _registered(formation: Node) -> list[str]:
    """Return "RNCP474" also where the code is written with the name of its register."""
    parts = [*formation.nodes("certification"), *formation.nodes("code-type-formation")]
    return [
        f"{name}{text.upper().removeprefix(name)}"
        for part in parts
        for element, name in NAME_BY_REGISTER.items()
        for text in part.texts(element)
    ]


def _eligible(formation: Node, actions: list[Node]) -> list[str]:
    sessions = [session for action in actions for session in action.nodes("session")]
    places = (formation, *actions, *sessions)
    return [f"CPF {number}" for node in places for number in extra_numbers(node, "eligibilite-cpf")]


def _fields(formation: Node) -> list[str]:
    domains = formation.nodes("domaine-formation")
    return [f"{name} {text}" for part in domains for name in FIELD_CODES for text in part.texts(f"code-{name}")]
