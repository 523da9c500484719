"""XCRI-CAP and MLO elements as drafts, found by local name because feeds differ in their namespaces."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft

TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROVIDERS = frozenset({"provider", "learningOpportunityProvider"})
NAMESPACES = re.compile(r""" xmlns(?::\w+)?="[^"]*\"""")


def local_name(element: etree._Element) -> str:
    """The name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Node:
    """An element with its children by local name."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for child in element:
            self._children[local_name(child)].append(child)

    def all(self, name: str) -> list[etree._Element]:
        """The children of this name."""
        return self._children.get(name, [])

    def nodes(self, name: str) -> list[Node]:
        """The children of this name, to look further into."""
        return [Node(child) for child in self.all(name)]

    def texts(self, name: str) -> list[str]:
        """Their texts, without the empty ones."""
        return [text for child in self.all(name) if (text := joined(child))]

    def text(self, name: str) -> str:
        """The first text, or nothing."""
        return next(iter(self.texts(name)), "")


def joined(element: etree._Element) -> str:
    """The text of an element with white space folded."""
    return " ".join("".join(element.itertext()).split())  # type: ignore[arg-type]


def provider_draft(course: etree._Element) -> ProviderDraft | None:
    """The provider around a course, whose own elements precede its courses."""
    for element in course.iterancestors():
        if local_name(element) in PROVIDERS:
            node = Node(element)
            return ProviderDraft(name=node.text("title"), url=node.text("url"), country=node.text("country"))
    return None


def course_draft(element: etree._Element, provider: ProviderDraft | None, page: Page) -> CourseDraft:
    """One course with its presentations."""
    node = Node(element)
    # in plain MLO a specification names its instances below <specifies>
    runs = node.nodes("presentation") + [
        run for part in node.nodes("specifies") for run in part.nodes("learningOpportunityInstance")
    ]
    return CourseDraft(
        where=f"line {element.sourceline}",
        title=node.text("title"),
        url=_address(node),
        external_id=_identifier(node),
        summary=node.text("abstract"),
        description=_markup(node.all("description")),
        page_language=element.get(LANG) or page.language or "",
        provider=provider,
        keywords=[joined(subject) for subject in node.all("subject") if not subject.get(TYPE)],
        learning_outcomes=[*node.texts("learningOutcome"), *node.texts("objective")],
        prerequisites=node.text("prerequisite"),
        eqf_level=_level(node),
        credits=_credits(node),
        credential=next((part.text("title") for part in node.nodes("qualification")), ""),
        instances=[instance_draft(run) for run in runs],
        teaching_languages=list(dict.fromkeys(code for run in runs for code in run.texts("languageOfInstruction"))),
    )


def instance_draft(node: Node) -> InstanceDraft:
    """One presentation; ``duration`` is the span from start to end, not the learner's workload, so it is left."""
    languages = node.texts("languageOfInstruction")
    return InstanceDraft(
        external_id=_identifier(node),
        start=_moment(node, "start"),
        end=_moment(node, "end"),
        enrolment_deadline=_moment(node, "applyUntil"),
        place=next((_place(venue) for venue in node.nodes("venue")), None),
        mode=node.text("attendanceMode"),
        language=languages[0] if len(languages) == 1 else "",
        price=node.text("cost"),
        capacity=node.text("places"),
        url=node.text("applyTo"),
    )


def _markup(elements: list[etree._Element]) -> str:
    """The first description that says something, as HTML if it is XHTML inside."""
    for element in elements:
        for part in element.iterdescendants(etree.Element):
            part.tag = local_name(part)  # XHTML's prefix means nothing to HTML
        text = (element.text or "") + "".join(etree.tostring(part, encoding="unicode") for part in element)
        if text.strip():
            return NAMESPACES.sub("", text).strip()
    return ""


def _moment(node: Node, name: str) -> str:
    child = next(iter(node.all(name)), None)
    return (child.get("dtf") or joined(child)) if child is not None else ""


def _identifier(node: Node) -> str | None:
    """The provider's internal id, else the first identifier."""
    found = node.all("identifier")
    internal = [one for one in found if (one.get(TYPE) or "").lower().endswith("internalid")]
    return next((text for one in (*internal, *found) if (text := joined(one))), None)


def _address(node: Node) -> str:
    given = [*node.texts("url"), *node.texts("identifier")]
    return next((text for text in given if text.startswith(("http://", "https://"))), "")


def _level(node: Node) -> str:
    """A level only where its scheme says it is one of the European Qualifications Framework."""
    levels = [credit.text("level") for credit in node.nodes("credit") if "eqf" in credit.text("scheme").lower()]
    return next(iter(levels), "")


def _credits(node: Node) -> str:
    """Value and scheme of the first credit that has both."""
    given = [(credit.text("value"), credit.text("scheme")) for credit in node.nodes("credit")]
    return next((f"{value} ({scheme})" for value, scheme in given if value and scheme), "")


def _place(venue: Node) -> PlaceDraft:
    """XCRI describes a venue like a provider with a location."""
    host = next(iter(venue.nodes("provider")), venue)
    location = next(iter(host.nodes("location")), host)
    return PlaceDraft(
        name=host.text("title"),
        street=location.text("street"),
        postal_code=location.text("postcode"),
        locality=location.text("town"),
        country=location.text("country"),
        latitude=location.text("latitude"),
        longitude=location.text("longitude"),
    )
