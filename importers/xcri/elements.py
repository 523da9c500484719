"""XCRI-CAP and MLO elements as drafts, found by local name because feeds differ in their namespaces."""

from __future__ import annotations

import re
from collections import defaultdict
from urllib.parse import urljoin

from lxml import etree

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft
from importers.markup.xml_stream import local_name

TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROVIDERS = frozenset({"provider", "learningOpportunityProvider"})
WEB_SCHEMES = ("http://", "https://")
CAMPUS_MODES = frozenset({"CM", "MM", "campus", "mixed mode"})
NAMESPACES = re.compile(r""" xmlns(?::\w+)?="[^"]*\"""")


class Node:
    """An element with its children by local name."""

    def __init__(self, element: etree._Element) -> None:
        self.element = element
        self._children: defaultdict[str, list[etree._Element]] = defaultdict(list)
        for child in element:
            self._children[local_name(child)].append(child)

    def all(self, name: str) -> list[etree._Element]:
        """Return the children of this name as elements."""
        return self._children.get(name, [])

    def nodes(self, name: str) -> list[Node]:
        """Return the children of this name as nodes."""
        return [Node(child) for child in self.all(name)]

    def texts(self, name: str) -> list[str]:
        """Return their texts, without the empty ones."""
        return [text for child in self.all(name) if (text := joined(child))]

    def text(self, name: str) -> str:
        """Return the first text; empty if there is none."""
        return next(iter(self.texts(name)), "")


def joined(element: etree._Element) -> str:
    """Return the text of an element with white space collapsed."""
    return " ".join("".join(element.itertext()).split())  # type: ignore[arg-type]


def provider_of(course: etree._Element) -> etree._Element | None:
    """Return the provider around a course; None if there is none."""
    return next((element for element in course.iterancestors() if local_name(element) in PROVIDERS), None)


def provider_draft(element: etree._Element) -> ProviderDraft:
    """Return who offers the courses below this element; its own titles precede them."""
    node = Node(element)
    return ProviderDraft(name=node.text("title"), url=node.text("url"), country=node.text("country"))


def course_draft(
    element: etree._Element, provider: ProviderDraft | None, home: PlaceDraft | None, page: Page
) -> CourseDraft:
    """Return one course with its presentations; ``home`` is where its provider is."""
    node = Node(element)
    # in plain MLO a specification names its instances below <specifies>
    runs = node.nodes("presentation") + [
        run for part in node.nodes("specifies") for run in part.nodes("learningOpportunityInstance")
    ]
    return CourseDraft(
        where=f"line {element.sourceline}",
        title=node.text("title"),
        url=_address(node, page),
        external_id=_identifier(node),
        summary=node.text("abstract"),
        description=_markup(node.all("description")),
        page_language=element.get(LANG) or page.language or "",
        provider=provider,
        keywords=_subjects(node),
        learning_outcomes=[*node.texts("learningOutcome"), *node.texts("objective")],
        prerequisites=node.text("prerequisite") or _shared(runs, "prerequisite"),
        eqf_level=_level(node),
        credits=_credits(node),
        credential=_credential(node, runs),
        instances=[instance_draft(run, home, page) for run in runs],
        teaching_languages=list(dict.fromkeys(code for run in runs for code in run.texts("languageOfInstruction"))),
    )


def instance_draft(node: Node, home: PlaceDraft | None, page: Page) -> InstanceDraft:
    """Return one presentation; ``duration`` is its span, not the learner's workload, so it is not read."""
    languages = node.texts("languageOfInstruction")
    return InstanceDraft(
        external_id=_identifier(node),
        start=_moment(node, "start"),
        end=_moment(node, "end"),
        enrolment_deadline=_moment(node, "applyUntil"),
        place=next((place_draft(venue) for venue in node.nodes("venue")), home if _on_campus(node) else None),
        mode=node.text("attendanceMode"),
        language=languages[0] if len(languages) == 1 else "",
        price=node.text("cost"),
        capacity=node.text("places"),
        url=_web_address(node.text("applyTo"), page),
    )


def _markup(elements: list[etree._Element]) -> str:
    """Return the first description that is not empty, as HTML if it is XHTML; those of a special kind come last."""
    for element in sorted(elements, key=lambda one: one.get(TYPE) is not None):
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
    """Return the provider's internal id, else the first identifier."""
    found = node.all("identifier")
    internal = [one for one in found if (one.get(TYPE) or "").lower().endswith("internalid")]
    return next((text for one in (*internal, *found) if (text := joined(one))), None)


def _address(node: Node, page: Page) -> str:
    """Return the first web address among url and identifier; empty if there is none."""
    given = [*node.texts("url"), *(text for text in node.texts("identifier") if text.startswith(WEB_SCHEMES))]
    return next((url for text in given if (url := _web_address(text, page))), "")


def _web_address(text: str, page: Page) -> str:
    """Return the address resolved; empty for what cannot be one, such as an e-mail address."""
    if text.startswith(WEB_SCHEMES):
        return text
    try:
        url = urljoin(page.url, text) if text and "@" not in text and " " not in text else ""
    except ValueError:
        return ""
    return url if url.startswith(WEB_SCHEMES) else ""


def _subjects(node: Node) -> list[str]:
    """Return subjects in the provider's own words; coded ones, which repeat them, only if there are no others."""
    subjects = node.all("subject")
    own = [subject for subject in subjects if not subject.get(TYPE)]
    return list(dict.fromkeys(text for subject in own or subjects if (text := joined(subject))))


def _on_campus(node: Node) -> bool:
    """Say whether it is held on campus: so it is without attendanceMode, and the provider's place is then the venue."""
    modes = node.all("attendanceMode")
    return not modes or modes[0].get("identifier") in CAMPUS_MODES or joined(modes[0]).lower() in CAMPUS_MODES


def _level(node: Node) -> str:
    """Return a level only where its scheme says it is one of the European Qualifications Framework."""
    levels = [credit.text("level") for credit in node.nodes("credit") if "eqf" in credit.text("scheme").lower()]
    return next(iter(levels), "")


def _shared(runs: list[Node], name: str) -> str:
    """Return what all presentations that say it say alike; empty where two differ."""
    said = {text for run in runs if (text := run.text(name))}
    return said.pop() if len(said) == 1 else ""


def _credential(node: Node, runs: list[Node]) -> str:
    """Return the name of the first qualification, of the course or of its presentations, with its abbreviation."""
    for part in (one for around in (node, *runs) for one in around.nodes("qualification")):
        title, short = part.text("title"), part.text("abbr")
        if title or short:
            return title if short in title else f"{title} ({short})".strip()
    return ""


def _credits(node: Node) -> str:
    """Return value and scheme of the first credit that has both."""
    given = [(credit.text("value"), credit.text("scheme")) for credit in node.nodes("credit")]
    return next((f"{value} ({scheme})" for value, scheme in given if value and scheme), "")


def place_draft(venue: Node) -> PlaceDraft:
    """Return the place of a venue, which XCRI-CAP describes like a provider with a location."""
    host = next(iter(venue.nodes("provider")), venue)
    location = next(iter(host.nodes("location")), host)
    return PlaceDraft(
        name=host.text("title"),
        street=location.text("street") or ", ".join(location.texts("address")),
        postal_code=location.text("postcode"),
        locality=location.text("town"),
        country=location.text("country"),
        latitude=location.text("latitude"),
        longitude=location.text("longitude"),
    )
