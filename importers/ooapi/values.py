"""Values as the Open Education API writes them; its versions spell them with blanks, hyphens or underscores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from importers.markup.json_document import Node, as_list, nodes, text
from importers.markup.texts import Texts

# Levels of the Dutch framework, which was referenced to the European one level by level: https://nlqf.nl
EQF_LEVEL_BY_LEVEL = {
    **{f"secondary vocational education {level}": str(level) for level in range(1, 5)},
    **{"associate degree": "5", "bachelor": "6", "master": "7", "doctoral": "8"},
    **{f"eqf {level}": str(level) for level in range(1, 9)},
}
MODE_BY_WORD = {
    **dict.fromkeys(("distance learning", "online"), "online"),
    **dict.fromkeys(("on campus", "situated", "presential", "work based", "research lab based"), "onsite"),
    **dict.fromkeys(("hybrid", "blended"), "blended"),
}
PACE_BY_MODE_OF_STUDY = {"self paced": "self-paced"}
CREDENTIAL_BY_DOCUMENT = {
    **{"diploma": "qualification", "vocational diploma": "qualification", "certificate": "certificate"},
    **{"micro credential certificate": "micro-credential", "testimonial": "certificate"},
    **{"no official document": "none"},
}
CREDIT_UNITS = frozenset({"ects", "sp"})  # a studiepunt is a credit
HOUR_UNITS = ("hour", "sbu", "contacttime")  # sbu are hours of study


def plain(word: Any) -> str:
    """Return a word of the API's lists in one spelling."""
    return text(word).lower().replace("_", " ").replace("-", " ").strip()


def texts_by_language(value: Any) -> Texts:
    """Return language and text of each entry; a plain text, as version 4 has it, states no language."""
    found = [(text(one.get("language")), text(one.get("value"))) for one in nodes(value)]
    return [pair for pair in found if pair[1]] or ([("", text(value))] if text(value) else [])


def mode_of(node: Node) -> str:
    """Return how it is taught; what is taught both ways is blended."""
    words = as_list(node.get("modeOfDelivery") or node.get("modesOfDelivery"))
    modes = {MODE_BY_WORD[word] for word in map(plain, words) if word in MODE_BY_WORD}
    if len(modes) > 1:
        return "blended"
    return next(iter(modes), "")


def level_of(node: Node) -> str:
    """Return the level of the European framework, of the qualification if it has one; empty if there is none."""
    stated = (plain(node.get("levelOfQualification")), plain(node.get("level")))
    return next((EQF_LEVEL_BY_LEVEL[word] for word in stated if word in EQF_LEVEL_BY_LEVEL), "")


def credential_of(node: Node) -> str:
    """Return the kind of document one holds at the end, a qualification where a degree is awarded."""
    document = CREDENTIAL_BY_DOCUMENT.get(plain(node.get("formalDocument")), "")
    awarded = plain(node.get("qualificationAwarded"))
    return document or CREDENTIAL_BY_DOCUMENT.get(awarded, "qualification" if awarded not in ("", "none") else "")


def credits_of(node: Node) -> str:
    """Return the credits of the European system."""
    loads = [text(load.get("value")) for load in _loads(node) if plain(load.get("studyLoadUnit")) in CREDIT_UNITS]
    points = next(filter(None, (*loads, text(node.get("ects")))), "")
    return f"{points} ECTS" if points else ""


def workload_of(node: Node) -> str:
    """Return the hours of study, else how long the course lasts."""
    by_unit = {plain(load.get("studyLoadUnit")): text(load.get("value")) for load in _loads(node)}
    hours = next((by_unit[unit] for unit in HOUR_UNITS if by_unit.get(unit)), "")
    return f"PT{hours}H" if hours else text(node.get("duration"))


def languages_of(node: Node) -> list[str]:
    """Return the languages it is taught in."""
    stated = node.get("teachingLanguage") or node.get("teachingLanguages") or node.get("mainLanguage")
    return [code for one in as_list(stated) if (code := text(one))]


def outcomes_of(node: Node) -> list[Texts]:
    """Return the outcomes, each in its languages: texts, lists of them by language, or whole objects."""
    return [found for one in as_list(node.get("learningOutcomes")) if (found := _outcome(one))]


def first(values: Iterable[Any]) -> Node:
    """Return the first object; an empty one if there is none."""
    return next(iter(nodes(list(values))), {})


def _outcome(value: Any) -> Texts:
    if isinstance(value, dict) and "value" not in value:
        return texts_by_language(value.get("description")) or texts_by_language(value.get("name"))
    return texts_by_language(value)


def _loads(node: Node) -> list[Node]:
    return nodes(node.get("studyLoad"))
