"""IEEE 1484.12.1 learning object metadata, in its XML binding (1484.12.3)."""

from __future__ import annotations

import re

from lxml import etree

from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, ProviderDraft
from importers.markup.texts import Texts, best, main_language, others
from importers.xcri.elements import LANG, Node, joined

VCARD_NAME = re.compile(r"^(?:ORG|FN)[^:\r\n]*:(.+)$", re.M)
PUBLISHER_ROLES = ("publisher", "content provider", "educational validator")
OUTCOME_PURPOSES = frozenset({"educational objective", "competency", "skill level"})
FREE_OF_COST = "no"


def course_draft(metadata: Node, identifier: str, where: str) -> CourseDraft:
    """Return a record's course."""
    general, educational = _part(metadata, "general"), _part(metadata, "educational")
    titles, descriptions = _strings(general, "title"), _strings(general, "description")
    languages = general.texts("language")
    language = main_language(titles, languages)
    return CourseDraft(
        where=where,
        title=best(titles, language),
        url=_address(metadata, general),
        external_id=identifier or None,
        description=best(descriptions, language),
        page_language=language,
        language="" if language or len(languages) != 1 else languages[0],
        teaching_languages=languages,
        provider=_provider(metadata),
        keywords=_keywords(general, metadata, language),
        learning_outcomes=_classified(metadata, OUTCOME_PURPOSES, language),
        prerequisites="; ".join(_classified(metadata, {"prerequisite"}, language)),
        audience=", ".join(_values(educational, "intendedEndUserRole")),
        workload=_duration(educational),
        licence=best(_strings(_part(metadata, "rights"), "description"), language),
        translations=others(titles, descriptions, language),
        instances=_instances(metadata),
    )


def _part(node: Node, name: str) -> Node:
    return next(iter(node.nodes(name)), Node(etree.Element(name)))


def _strings(node: Node, name: str) -> Texts:
    """Return texts of a LangString, or of an element that holds one plainly."""
    found: Texts = []
    for element in node.all(name):
        strings = Node(element).all("string") or Node(element).all("langstring")
        for string in strings or [element]:
            if text := joined(string):
                found.append((string.get("language") or string.get(LANG) or "", text))
    return found


def _values(node: Node, name: str) -> list[str]:
    return [text for part in node.nodes(name) if (text := part.text("value"))]


def _address(metadata: Node, general: Node) -> str:
    """Return its location (technical.location), else an identifier that is an address; empty if there is none."""
    located = [text for part in metadata.nodes("technical") for text in part.texts("location")]
    named = [text for part in general.nodes("identifier") for text in part.texts("entry")]
    return next((text for text in (*located, *named) if is_web_address(text)), "")


def _provider(metadata: Node) -> ProviderDraft | None:
    """Return the organisation that publishes it, out of the vCard it stands in (RFC 6350); None if there is none."""
    for part in metadata.nodes("lifeCycle") + metadata.nodes("lifecycle"):
        for contribution in part.nodes("contribute"):
            if next(iter(_values(contribution, "role")), "").lower() in PUBLISHER_ROLES:
                cards = ["".join(card.itertext()) for card in contribution.all("entity")]  # type: ignore[arg-type]
                named = [found[1].strip(" ;") for card in cards if (found := VCARD_NAME.search(card))]
                if named and named[0]:
                    return ProviderDraft(name=named[0].split(";")[0])
    return None


def _keywords(general: Node, metadata: Node, language: str) -> list[str]:
    """Return keywords in the record's language, or in whichever they are, and the terms of its discipline."""
    given = _strings(general, "keyword")
    own = [text for code, text in given if code in (language, "")] or [text for _, text in given]
    return list(dict.fromkeys([*own, *_classified(metadata, {"discipline"}, language)]))


def _classified(metadata: Node, purposes: frozenset[str] | set[str], language: str) -> list[str]:
    """Return descriptions and last taxa of classifications for these purposes."""
    found: list[str] = []
    for part in metadata.nodes("classification"):
        if next(iter(_values(part, "purpose")), "").lower() not in purposes:
            continue
        if description := best(_strings(part, "description"), language):
            found.append(description)
        paths = (path.nodes("taxon") for path in part.nodes("taxonPath"))
        found += [text for taxa in paths if taxa and (text := best(_strings(taxa[-1], "entry"), language))]
    return found


def _duration(educational: Node) -> str:
    return next((text for part in educational.nodes("typicalLearningTime") for text in part.texts("duration")), "")


def _instances(metadata: Node) -> list[InstanceDraft]:
    """Return an instance without a date where the record says that it costs nothing, else none."""
    costs = next(iter(_values(_part(metadata, "rights"), "cost")), "").lower()
    return [InstanceDraft(price="free")] if costs == FREE_OF_COST else []
