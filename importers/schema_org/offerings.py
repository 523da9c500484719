"""Which courses a page offers, and which of its events are runs of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.domain.text.folding import fold
from importers.markup.context import values_of
from importers.markup.course_words import course_word
from importers.schema_org.graph import Graph, Thing

COURSE_TYPES = frozenset({"Course", "EducationalOccupationalProgram", "LearningResource", "LanguageCourse"})
# Works as the vocabulary of the LRMI (2013 to 2020) describes them, and kinds of them.
WORK_TYPES = frozenset(
    {"CreativeWork", "EducationalResource", "WebPage", "Article", "Book", "VideoObject", "MediaObject"}
)
# "Onlinekurse", "training", "https://w3id.org/kim/hcrt/course", but not "Kursmaterial"
ENDS_IN_COURSE = re.compile(rf"(?:{course_word()})\w{{0,3}}$")
RUN_PROPERTIES = ("hasCourseInstance", "courseInstance", "event")
# Properties by which a run names its course (``instanceOf`` is not schema.org's, but in common use).
PARENT_PROPERTIES = ("instanceOf", "about", "workFeatured", "superEvent")
CONTAINER_PROPERTIES = (
    "itemListElement",
    "item",
    "mainEntity",
    "hasPart",
    "hasOfferCatalog",
    "itemOffered",
    "makesOffer",
    *RUN_PROPERTIES,
)
NAVIGATION_TYPES = frozenset({"BreadcrumbList", "SiteNavigationElement"})
UNRELATED_EVENT_TYPES = frozenset(
    {"PublicationEvent", "BroadcastEvent", "OnDemandEvent", "DeliveryEvent", "UserInteraction"}
)


@dataclass(slots=True)
class Offering:
    """A course with the runs that the page describes beside it."""

    course: Thing
    runs: list[Thing] = field(default_factory=list)

    def all_runs(self) -> list[Thing]:
        """Return its own runs and those beside it; of several events under one title each is a run."""
        return [*([self.course] if self.is_series else own_runs(self.course)), *self.runs]

    @property
    def is_series(self) -> bool:
        """Whether it stands for several events under one title."""
        return bool(self.runs) and is_event(self.course) and bool(self.course.raw("startDate"))


def is_course(thing: Thing) -> bool:
    """Say whether it is a course or something of the kind."""
    return bool(thing.types & COURSE_TYPES) or is_course_by_lrmi(thing)


def is_course_by_lrmi(thing: Thing) -> bool:
    """Say whether it is a work that says it is a course, as the LRMI had it before ``LearningResource`` (2020)."""
    return bool(thing.types & WORK_TYPES) and any(map(names_a_course, thing.texts("learningResourceType")))


def names_a_course(resource_type: str) -> bool:
    """Say whether a kind of learning resource is the course itself, not material for one or a lesson of it."""
    last = fold(resource_type).rstrip("/#").replace("/", " ").split()[-1:]
    return any(ENDS_IN_COURSE.search(word) is not None for word in last)


def is_event(thing: Thing) -> bool:
    """Say whether it happens at a time: ``Event`` and all its kinds, whose names end so."""
    names = thing.types - UNRELATED_EVENT_TYPES
    return any(name.endswith(("Event", "EventSeries")) or name in ("CourseInstance", "Hackathon") for name in names)


def own_runs(thing: Thing) -> list[Thing]:
    """Return the runs a course names; a series is its events, while the parts of one event are only its programme."""
    series = "EventSeries" in thing.types or (is_event(thing) and not thing.raw("startDate"))
    return thing.things(*RUN_PROPERTIES, "subEvent") if series else thing.things(*RUN_PROPERTIES)


def things_of(graph: Graph) -> Iterator[Thing | str]:
    """Yield courses and events in page order, each once, and addresses of which a list says nothing else."""
    met: set[int] = set()
    waiting: list[Thing | str] = [*graph.top()]
    waiting.reverse()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, str):
            yield thing
            continue
        if thing.key in met or thing.types & NAVIGATION_TYPES:
            continue
        met.add(thing.key)
        if is_course(thing) or is_event(thing):
            yield thing
        if not thing.types & COURSE_TYPES and not is_event(thing):
            waiting.extend(reversed(_inside(graph, thing)))


def _inside(graph: Graph, thing: Thing) -> list[Thing | str]:
    """Return what a list or a page holds."""
    found: list[Thing | str] = []
    for name in CONTAINER_PROPERTIES:
        for part in thing.things(name):
            pointer = _pointer(part) if name in ("itemListElement", "item") else ""
            found.append(pointer or part)
        if name == "itemListElement":
            found += [url for value in thing.raw(name) if (url := graph.address(value))]
    return found


def _pointer(entry: Thing) -> str:
    """Return where an entry of a list leads that says nothing else of its target; empty for any other."""
    if entry.types - {"ListItem"} or (entry.things("item", "itemOffered") and not _is_reference(entry)):
        return ""
    return entry.address("item", "url") or entry.id


def _is_reference(entry: Thing) -> bool:
    """Say whether its item is an address alone."""
    return all(not item.types and set(item.property_names()) <= {"@id", "url", "name"} for item in entry.things("item"))


def offerings(things: list[Thing], graph: Graph) -> list[Offering]:
    """Return each course with its runs; an event that is a run of none stands for a course of its own."""
    things = _without_pages_about(things)
    courses = {thing.key: Offering(thing) for thing in things if is_course(thing)}
    taken = {run.key for thing in things for run in own_runs(thing)}
    found: list[Offering] = []
    titled: dict[tuple[str, str], Offering] = {}
    for thing in things:
        if is_course(thing):
            found.append(courses[thing.key])
        elif thing.key not in taken:
            found += [one for one in _event(thing, courses, graph) if not _joins(one, titled)]
    return found


def _without_pages_about(things: list[Thing]) -> list[Thing]:
    """Return the things without works that only repeat, or hold, a course that the page describes as such."""
    typed = [thing for thing in things if thing.types & COURSE_TYPES]
    names, keys = {thing.text("name").casefold() for thing in typed}, {thing.key for thing in typed}
    return [
        thing
        for thing in things
        if thing.key in keys
        or not is_course_by_lrmi(thing)
        or (
            thing.text("name").casefold() not in names
            and keys.isdisjoint(part.key for part in thing.things("mainEntity"))
        )
    ]


def _joins(offering: Offering, titled: dict[tuple[str, str], Offering]) -> bool:
    """Add the event to an earlier one of the same title and organiser if it is a further date; say whether it was."""
    event = offering.course
    start = event.text("startDate")
    title = event.text("name").casefold(), event.text("organizer").casefold()
    if not start or not title[0] or is_course(event) or offering.runs:
        return False
    first = titled.setdefault(title, offering)
    if first is offering or any(run.text("startDate") == start for run in (first.course, *first.runs)):
        return False
    first.runs.append(event)
    return True


def _event(event: Thing, courses: dict[int, Offering], graph: Graph) -> list[Offering]:
    """Put the event where it belongs; return the offerings that are new by it."""
    parent = _parent(event, graph)
    if parent is not None and parent.key not in courses:
        courses[parent.key] = Offering(parent, [event])
        return [courses[parent.key]]
    offering = courses[parent.key] if parent is not None else _namesake(event, courses)
    if offering is None:
        return [Offering(event)]
    if not _is_known(event, offering):
        offering.runs.append(event)
    return []


def _parent(event: Thing, graph: Graph) -> Thing | None:
    for name in PARENT_PROPERTIES:
        referred = [graph.named(value) for value in values_of(event.raw(name)) if isinstance(value, str)]
        for thing in [*event.things(name), *filter(None, referred)]:
            if (is_course(thing) and thing.text("name")) or ("EventSeries" in thing.types and thing.text("name")):
                return thing
    return None


def _namesake(event: Thing, courses: dict[int, Offering]) -> Offering | None:
    """Return the course of the same name, unless the event has a page of its own beside the course's runs."""
    name, url = event.text("name").casefold(), event.address("url")
    for offering in courses.values():
        course = offering.course
        if not name or course.text("name").casefold() != name:
            continue
        if url in ("", course.address("url")) or not own_runs(course) or _is_known(event, offering):
            return offering
    return None


def _is_known(event: Thing, offering: Offering) -> bool:
    start = event.text("startDate")
    return any(start and run.text("startDate") == start for run in offering.all_runs())
