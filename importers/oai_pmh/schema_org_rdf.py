"""rdf: schema.org in RDF/XML, as registries of training events give it (TeSS and its kin)."""

from __future__ import annotations

from lxml import etree

from catalogue.ingestion.contract import CourseDraft
from importers.markup.rdf_xml import nodes_in
from importers.schema_org.courses import course_draft
from importers.schema_org.graph import Graph, Thing
from importers.schema_org.offerings import is_course, names_a_course, offerings, things_of

# Registries list conferences, slides and videos too: of events only those for learning, of material only courses.
EVENT_TYPES = frozenset({"EducationEvent", "CourseInstance"})
MATERIAL_TYPE = "LearningResource"
VOCABULARY = ("http://schema.org/", "https://schema.org/")


def is_schema_org(metadata: etree._Element) -> bool:
    """Say whether the graph speaks of things of schema.org at all."""
    return any(
        str(name).startswith(VOCABULARY)
        for part in metadata.iter(etree.Element)
        for name in (part.tag[1:], *part.attrib.values())
    )


def course_drafts(metadata: etree._Element, identifier: str, where: str, base: str) -> list[CourseDraft]:
    """Return the courses of a record, by its identifier; none if it tells of anything else."""
    graph = Graph([(where, nodes_in(metadata, base))], base)
    things = [thing for thing in things_of(graph) if isinstance(thing, Thing) and _is_for_courses(thing)]
    drafts = [course_draft(offering, "") for offering in offerings(things, graph)]
    for number, draft in enumerate(drafts, start=1):
        draft.where = where
        draft.external_id = (identifier if number == 1 else f"{identifier}#{number}") if identifier else None
    return drafts


def _is_for_courses(thing: Thing) -> bool:
    if MATERIAL_TYPE in thing.types:
        return any(map(names_a_course, thing.texts("learningResourceType")))
    return is_course(thing) or bool(thing.types & EVENT_TYPES)
