"""Creating and changing collections; every step is recorded and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.places.regions import region as nuts_region
from catalogue.domain.search.collections import Choice, State, reordered
from catalogue.domain.text.messages import N_, UserError
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import address_parts
from catalogue.models import Collection, CollectionCourse, Course, CourseOverlay, CourseSlug
from catalogue.models.columns import now
from catalogue.services.curating.collections.history import add_step, record_change
from catalogue.services.curating.collections.rules import parse_rule, rule_as_query

TEXT_FIELDS = ("title", "introduction")
OVERLAY_FIELDS = ("title", "summary", "contact", "funding", "dates")
Texts = dict[str, dict[str, str]]


class UnknownRegion(UserError):
    """The code is no NUTS 2024 region and no country."""


def create_collection(session: Session, actor: Actor, *, region: str, texts: Texts, rule: str = "") -> Collection:
    """Create a draft collection of a region (NUTS or country code). Commits. Raise ``BadRule`` and
    ``UnknownRegion``."""
    if nuts_region(region) is None and len(region) != 2:
        raise UnknownRegion(N_("“%(region)s” is no NUTS 2024 region; write one such as ES41."), region=region)
    rules = [rule_as_query(parse_rule(rule))] if rule else []
    title = next((text["title"] for text in texts.values() if text.get("title")), region)
    collection = Collection(
        slug=_free_slug(session, f"{slugify(title)[:90]}-{region.lower()}"), region=region, texts=texts
    )
    collection.rules = rules
    session.add(collection)
    session.flush()
    add_step(session, collection, actor, "created")
    session.commit()
    return collection


def copy_to_region(session: Session, collection: Collection, actor: Actor, region: str) -> Collection:
    """Create a draft for another region that is built on this collection and begins with its texts. Commits."""
    copied = create_collection(
        session, actor, region=region, texts={code: dict(text) for code, text in collection.texts.items()}
    )
    copied.based_on_id = collection.id
    session.commit()
    return copied


def change_texts(session: Session, collection: Collection, actor: Actor, texts: Texts) -> None:
    """Set title and introduction, by language. Commits."""
    filled = {code: {name: text for name, text in one.items() if text} for code, one in texts.items()}
    record_change(
        session,
        collection,
        actor,
        "texts",
        lambda: setattr(collection, "texts", {c: t for c, t in filled.items() if t}),
    )


def add_rule(session: Session, collection: Collection, actor: Actor, text: str) -> None:
    """Add whatever this search finds. Commits. Raise ``BadRule``."""
    rule = rule_as_query(parse_rule(text))
    if rule not in collection.rules:
        record_change(
            session,
            collection,
            actor,
            "rule-added",
            lambda: setattr(collection, "rules", [*collection.rules, rule]),
            rule,
        )


def remove_rule(session: Session, collection: Collection, actor: Actor, rule: str) -> None:
    """Remove a rule. Commits."""
    left = [one for one in collection.rules if one != rule]
    record_change(session, collection, actor, "rule-removed", lambda: setattr(collection, "rules", left), rule)


def set_state(
    session: Session,
    collection: Collection,
    actor: Actor,
    state: State,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> None:
    """Publish, archive, or take back into drafts; for a period if one is given. Commits."""

    def act() -> None:
        collection.state = state
        collection.valid_from = valid_from
        collection.valid_until = valid_until

    record_change(session, collection, actor, f"state-{state}", act)


def choose_courses(
    session: Session, collection: Collection, actor: Actor, course_ids: Sequence[int], choice: Choice | None
) -> None:
    """Pin or exclude courses, or leave them to the rules (None), which keeps a note on them. Commits."""

    def act() -> None:
        held = {chosen.course_id: chosen for chosen in collection.choices}
        last = max((chosen.position for chosen in collection.choices), default=0)
        for place, course_id in enumerate(dict.fromkeys(course_ids), start=1):
            chosen = held.get(course_id)
            if chosen is None:
                chosen = CollectionCourse(course_id=course_id, notes={})
                collection.choices.append(chosen)
            if choice is Choice.PINNED and chosen.choice != Choice.PINNED:
                chosen.position = last + place
            chosen.choice = choice or Choice.NOTED
            if choice is None and not chosen.notes:
                collection.choices.remove(chosen)

    record_change(session, collection, actor, f"{choice or 'released'}", act, ", ".join(map(str, course_ids)))


def move_course(session: Session, collection: Collection, actor: Actor, course_id: int, step: int) -> None:
    """Move a pinned course up (negative ``step``) or down. Commits."""
    pinned = [one for one in collection.choices if one.choice == Choice.PINNED]
    order = [one.course_id for one in sorted(pinned, key=lambda one: one.position)]
    if course_id not in order:
        return
    places = {number: place for place, number in enumerate(reordered(order, course_id, step))}

    def act() -> None:
        for one in pinned:
            one.position = places[one.course_id]

    record_change(session, collection, actor, "moved", act)


def annotate_course(
    session: Session, collection: Collection, actor: Actor, course_id: int, notes: dict[str, str], section: str
) -> None:
    """Set what the curators say about a course, by language, and the heading it stands under. Commits."""

    def act() -> None:
        annotated = next((held for held in collection.choices if held.course_id == course_id), None)
        if annotated is None:
            annotated = CollectionCourse(course_id=course_id, choice=Choice.NOTED)
            collection.choices.append(annotated)
        annotated.notes = {code: text.strip() for code, text in notes.items() if text.strip()}
        annotated.section = section.strip()[:200]

    record_change(session, collection, actor, "noted", act)


def set_overlay(session: Session, collection: Collection, actor: Actor, course_id: int, texts: Texts) -> None:
    """Set what the collection's region adds to a course, by language; without texts remove it. Commits."""
    filled = {code: {name: text.strip() for name, text in one.items() if text.strip()} for code, one in texts.items()}
    filled = {code: one for code, one in filled.items() if one}
    held = session.get(CourseOverlay, (collection.region, course_id))
    if held is None and filled:
        session.add(CourseOverlay(region=collection.region, course_id=course_id, texts=filled))
    elif held is not None and filled:
        held.texts = filled
        held.updated_at = now()
    elif held is not None:
        session.delete(held)
    add_step(session, collection, actor, "overlaid", str(course_id))
    session.commit()


def mark_as_seen(session: Session, collection: Collection, ids: Sequence[int]) -> None:
    """Record that the curator has seen what the collection holds now. Commits."""
    collection.known_ids = sorted(ids)
    collection.looked_at = now()
    session.commit()


def course(session: Session, course_id: int) -> Course | None:
    """Return the course unless it is a draft, else None."""
    found = session.get(Course, course_id)
    return found if found is not None and found.status != CourseStatus.DRAFT else None


def unknown_courses(session: Session, course_ids: Sequence[int]) -> list[int]:
    """Return those of the ids that no course has."""
    known = set(session.scalars(select(Course.id).where(Course.id.in_(course_ids))))
    return [course_id for course_id in dict.fromkeys(course_ids) if course_id not in known]


def courses_at(session: Session, addresses: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return the ids of the courses at addresses of this catalogue or of their providers, and the addresses without a
    course."""
    found: list[int] = []
    unknown: list[str] = []
    for address in filter(None, (line.strip() for line in addresses)):
        slug = address_parts(address).path.rstrip("/").rpartition("/")[2]
        match = session.scalar(select(Course.id).where((Course.slug == slug) | (Course.url == address)).limit(1))
        match = match or session.scalar(select(CourseSlug.course_id).where(CourseSlug.slug == slug))
        found.append(match) if match else unknown.append(address)
    return found, unknown


def _free_slug(session: Session, wanted: str) -> str:
    taken = set(session.scalars(select(Collection.slug).where(Collection.slug.startswith(wanted))))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
