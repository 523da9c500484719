"""Making and changing collections; every step is kept and can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.places.regions import region as nuts_region
from catalogue.domain.search.collections import Choice, State, reordered
from catalogue.domain.sources.web_addresses import address_parts
from catalogue.domain.text.messages import N_, Told
from catalogue.domain.text.slugs import slugify
from catalogue.models import Collection, CollectionCourse, Course, CourseOverlay, CourseSlug
from catalogue.models.columns import now
from catalogue.services.curating.collections.history import changed, note
from catalogue.services.curating.collections.rules import parsed, written

TEXTS = ("title", "introduction")
OVERLAY_TEXTS = ("title", "summary", "contact", "funding", "dates")
Texts = dict[str, dict[str, str]]


class UnknownRegion(Told):
    """The code is no NUTS 2024 region and no country."""


def create(session: Session, actor: Actor, *, region: str, texts: Texts, rule: str = "") -> Collection:
    """A new draft. Commits. Raises ``BadRule`` and ``UnknownRegion``."""
    if nuts_region(region) is None and len(region) != 2:
        raise UnknownRegion(N_("“%(region)s” is no NUTS 2024 region; write one such as ES41."), region=region)
    rules = [written(parsed(rule))] if rule else []
    title = next((text["title"] for text in texts.values() if text.get("title")), region)
    collection = Collection(
        slug=_free_slug(session, f"{slugify(title)[:90]}-{region.lower()}"), region=region, texts=texts
    )
    collection.rules = rules
    session.add(collection)
    session.flush()
    note(session, collection, actor, "created")
    session.commit()
    return collection


def copy_to(session: Session, collection: Collection, actor: Actor, region: str) -> Collection:
    """A draft for another region that is built on this collection and begins with its texts. Commits."""
    copied = create(session, actor, region=region, texts={code: dict(text) for code, text in collection.texts.items()})
    copied.based_on_id = collection.id
    session.commit()
    return copied


def change_texts(session: Session, collection: Collection, actor: Actor, texts: Texts) -> None:
    """Title and introduction, in every language. Commits."""
    kept = {code: {name: text for name, text in one.items() if text} for code, one in texts.items()}
    changed(
        session, collection, actor, "texts", lambda: setattr(collection, "texts", {c: t for c, t in kept.items() if t})
    )


def add_rule(session: Session, collection: Collection, actor: Actor, text: str) -> None:
    """Take in whatever this search finds. Commits. Raises ``BadRule``."""
    rule = written(parsed(text))
    if rule not in collection.rules:
        changed(
            session,
            collection,
            actor,
            "rule-added",
            lambda: setattr(collection, "rules", [*collection.rules, rule]),
            rule,
        )


def remove_rule(session: Session, collection: Collection, actor: Actor, rule: str) -> None:
    """Take a rule away. Commits."""
    left = [one for one in collection.rules if one != rule]
    changed(session, collection, actor, "rule-removed", lambda: setattr(collection, "rules", left), rule)


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
        collection.state, collection.valid_from, collection.valid_until = state, valid_from, valid_until

    changed(session, collection, actor, f"state-{state}", act)


def choose(
    session: Session, collection: Collection, actor: Actor, course_ids: Sequence[int], choice: Choice | None
) -> None:
    """Pin or exclude courses, or leave them to the rules (None); a note is kept. Commits."""

    def act() -> None:
        held = {one.course_id: one for one in collection.choices}
        last = max((one.position for one in collection.choices), default=0)
        for place, course_id in enumerate(dict.fromkeys(course_ids), start=1):
            one = held.get(course_id)
            if one is None:
                one = CollectionCourse(course_id=course_id, notes={})
                collection.choices.append(one)
            if choice is Choice.PINNED and one.choice != Choice.PINNED:
                one.position = last + place
            one.choice = choice or Choice.NOTED
            if choice is None and not one.notes:
                collection.choices.remove(one)

    changed(session, collection, actor, f"{choice or 'released'}", act, ", ".join(map(str, course_ids)))


def move(session: Session, collection: Collection, actor: Actor, course_id: int, step: int) -> None:
    """Move a pinned course up (negative) or down. Commits."""
    pinned = [one for one in collection.choices if one.choice == Choice.PINNED]
    order = [one.course_id for one in sorted(pinned, key=lambda one: one.position)]
    if course_id not in order:
        return
    places = {number: place for place, number in enumerate(reordered(order, course_id, step))}

    def act() -> None:
        for one in pinned:
            one.position = places[one.course_id]

    changed(session, collection, actor, "moved", act)


def annotate(
    session: Session, collection: Collection, actor: Actor, course_id: int, notes: dict[str, str], section: str
) -> None:
    """What the curators say about a course in each language, and the heading it stands under. Commits."""

    def act() -> None:
        one = next((held for held in collection.choices if held.course_id == course_id), None)
        if one is None:
            one = CollectionCourse(course_id=course_id, choice=Choice.NOTED)
            collection.choices.append(one)
        one.notes = {code: text.strip() for code, text in notes.items() if text.strip()}
        one.section = section.strip()[:200]

    changed(session, collection, actor, "noted", act)


def overlay(session: Session, collection: Collection, actor: Actor, course_id: int, texts: Texts) -> None:
    """What the collection's region adds to a course, in each language. Commits."""
    kept = {code: {name: text.strip() for name, text in one.items() if text.strip()} for code, one in texts.items()}
    kept = {code: one for code, one in kept.items() if one}
    held = session.get(CourseOverlay, (collection.region, course_id))
    if held is None and kept:
        session.add(CourseOverlay(region=collection.region, course_id=course_id, texts=kept))
    elif held is not None and kept:
        held.texts, held.updated_at = kept, now()
    elif held is not None:
        session.delete(held)
    note(session, collection, actor, "overlaid", str(course_id))
    session.commit()


def look(session: Session, collection: Collection, ids: Sequence[int]) -> None:
    """The curator has seen what the collection holds now. Commits."""
    collection.known_ids, collection.looked_at = sorted(ids), now()
    session.commit()


def course(session: Session, course_id: int) -> Course | None:
    """The course, if it is one the public could see."""
    found = session.get(Course, course_id)
    return found if found is not None and found.status != CourseStatus.DRAFT else None


def unknown_courses(session: Session, course_ids: Sequence[int]) -> list[int]:
    """Return those of the ids that no course has."""
    known = set(session.scalars(select(Course.id).where(Course.id.in_(course_ids))))
    return [course_id for course_id in dict.fromkeys(course_ids) if course_id not in known]


def courses_at(session: Session, addresses: Sequence[str]) -> tuple[list[int], list[str]]:
    """The courses at addresses of this catalogue or of their providers, and the addresses where there is none."""
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
