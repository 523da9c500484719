"""Likely duplicates, translations and adaptations: finding them, merging, linking and dismissing them, and undoing
that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.domain.course.identity import title_key
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.course.similarity import (
    ComparedCourse,
    LikelyRelation,
    is_distinctive_title,
    likely_relation,
    likely_relation_by_meaning,
)
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import LikenessState, Verdict
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.models import Course, CourseSlug, Likeness, Review
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.audit_trail import record
from catalogue.services.courses.index_changes import note_change
from catalogue.services.database.id_batches import in_batches
from catalogue.taxonomy.skill_areas import skill_areas

MAX_COURSES_OF_ONE_TITLE = 12
"""If more courses share a title, it names a subject that everybody teaches, not one course."""
NEIGHBOURS_COMPARED = 12
"""How many courses nearest in meaning are searched for one of another provider."""
LIKENESSES_PER_PAGE = 25


class LikenessAlreadyDecided(Exception):
    """Somebody else has decided on this suggestion, or undone the decision."""


def find_likenesses(session: Session, engine: SearchEngine) -> int:
    """Suggest pairs of courses not suggested yet, by titles, addresses, dates and meaning; return how many are new.

    A pair that was decided on is never suggested again. Commits.
    """
    known = {(one, other) for one, other in session.execute(select(Likeness.one_id, Likeness.other_id))}
    before = len(known)
    for one, other, suspicion in chain(_by_words(session), _by_meaning(session, engine)):
        if suspicion is None or (one.id, other.id) in known:
            continue
        known.add((one.id, other.id))
        reasons = list(suspicion.reasons)
        session.add(Likeness(kind=suspicion.kind.value, one_id=one.id, other_id=other.id, reasons=reasons))
    session.commit()
    return len(known) - before


def open_likenesses(session: Session, state: str = LikenessState.OPEN, page: int = 1) -> tuple[Sequence[Likeness], int]:
    """Return a page (from 1) of the suggestions in this state, newest first, and how many there are in all."""
    wanted = select(Likeness).where(Likeness.state == state)
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    loaded = [
        option
        for side in (Likeness.one, Likeness.other)
        for option in (joinedload(side).joinedload(Course.provider), joinedload(side).selectinload(Course.instances))
    ]
    query = (
        wanted.options(*loaded)
        .order_by(Likeness.id.desc())
        .offset((page - 1) * LIKENESSES_PER_PAGE)
        .limit(LIKENESSES_PER_PAGE)
    )
    return session.scalars(query).unique().all(), total


def likeness_by_id(session: Session, likeness_id: int) -> Likeness | None:
    """Return the suggestion with this number."""
    return session.get(Likeness, likeness_id)


def merge(session: Session, actor: Actor, likeness: Likeness, keep: Course) -> None:
    """Withdraw the other course and lead its addresses to ``keep``. Commits. Raise ``LikenessAlreadyDecided``."""
    _claim(session, likeness, LikenessState.OPEN)
    drop = likeness.other if keep.id == likeness.one_id else likeness.one
    moved = session.scalars(select(CourseSlug.slug).where(CourseSlug.course_id == drop.id)).all()
    _close_review(session, likeness, actor, Verdict.APPROVED)
    undo: dict[str, object] = {"dropped": drop.id, "slug": drop.slug, "status": drop.status, "moved": list(moved)}
    session.execute(update(CourseSlug).where(CourseSlug.course_id == drop.id).values(course_id=keep.id))
    session.add(CourseSlug(slug=drop.slug, course_id=keep.id))
    drop.slug = f"merged-{drop.id}"
    drop.status = CourseStatus.WITHDRAWN
    drop.replaced_by_id = keep.id
    _decide(likeness, LikenessState.MERGED, actor, undo)
    record(session, actor, "course.merged", f"course:{drop.id}", drop.title, after={"into": keep.id})
    _note_and_commit(session, [drop.id, keep.id])


def link(session: Session, actor: Actor, likeness: Likeness, original: Course) -> None:
    """Keep both, and record the other as made from ``original``. Commits. Raise ``LikenessAlreadyDecided``."""
    _claim(session, likeness, LikenessState.OPEN)
    copy = likeness.other if original.id == likeness.one_id else likeness.one
    _close_review(session, likeness, actor, Verdict.APPROVED)
    undo: dict[str, object] = {"linked": copy.id, "adapted_from_id": copy.adapted_from_id}
    copy.adapted_from_id = original.id
    _decide(likeness, LikenessState.LINKED, actor, undo)
    record(session, actor, "course.linked", f"course:{copy.id}", copy.title, after={"original": original.id})
    _note_and_commit(session, [copy.id])


def dismiss(session: Session, actor: Actor, likeness: Likeness) -> None:
    """Record that the two have nothing to do with each other. Commits. Raise ``LikenessAlreadyDecided``."""
    dismiss_uncommitted(session, actor, likeness)
    _close_review(session, likeness, actor, Verdict.REJECTED)
    session.commit()


def dismiss_uncommitted(session: Session, actor: Actor, likeness: Likeness) -> None:
    """Dismiss in the caller's transaction, without closing the queue's item. Raise ``LikenessAlreadyDecided``."""
    _claim(session, likeness, LikenessState.OPEN)
    _decide(likeness, LikenessState.DISMISSED, actor, {})
    record(session, actor, "likeness.dismissed", f"likeness:{likeness.id}")


def undo_decision(session: Session, actor: Actor, likeness: Likeness) -> None:
    """Undo the decision, which opens the suggestion again. Commits. Raise ``LikenessAlreadyDecided`` if it is open."""
    if likeness.state == LikenessState.OPEN:
        raise LikenessAlreadyDecided("This suggestion is open; there is nothing to take back.")
    undo = likeness.undo
    if likeness.state == LikenessState.MERGED:
        _unmerge(session, likeness, undo)
    elif likeness.state == LikenessState.LINKED:
        copy = session.get_one(Course, undo["linked"])
        copy.adapted_from_id = undo["adapted_from_id"]  # type: ignore[assignment]  # JSON holds what we put there
    record(session, actor, "likeness.reopened", f"likeness:{likeness.id}", before={"state": likeness.state})
    _decide(likeness, LikenessState.OPEN, actor, {})
    _note_and_commit(session, [likeness.one_id, likeness.other_id])


def _unmerge(session: Session, likeness: Likeness, undo: dict[str, object]) -> None:
    drop = session.get_one(Course, undo["dropped"])
    former = session.get(CourseSlug, undo["slug"])
    if former is not None:
        session.delete(former)
    slugs: list[str] = undo["moved"]  # type: ignore[assignment]
    session.execute(update(CourseSlug).where(CourseSlug.slug.in_(slugs)).values(course_id=drop.id))
    session.flush()
    drop.slug = str(undo["slug"])
    drop.status = str(undo["status"])
    drop.replaced_by_id = None


def _close_review(session: Session, likeness: Likeness, actor: Actor, verdict: Verdict) -> None:
    """Close the item of the moderators' queue too."""
    waiting = select(Review).where(Review.kind == "likeness", Review.subject_id == likeness.id, Review.outcome == "")
    for review in session.scalars(waiting):
        review.outcome = verdict
        review.closed_at = now()
        review.closed_by_id = actor.user_id


def _claim(session: Session, likeness: Likeness, state: str) -> None:
    session.refresh(likeness, with_for_update=True)
    if likeness.state != state:
        raise LikenessAlreadyDecided("Somebody else has decided on this suggestion meanwhile; look at it again.")


def _decide(likeness: Likeness, state: str, actor: Actor, undo: dict[str, object]) -> None:
    likeness.state = state
    likeness.undo = undo
    likeness.decided_by = actor.user_id
    likeness.decided_at = now()


def _note_and_commit(session: Session, course_ids: Iterable[int]) -> None:
    note_change(session, course_ids)
    session.commit()


SuspectedPair = tuple[ComparedCourse, ComparedCourse, LikelyRelation | None]


def _by_words(session: Session) -> Iterator[SuspectedPair]:
    yield from ((one, other, likely_relation(one, other)) for one, other in _pairs(session))


def _by_meaning(session: Session, engine: SearchEngine) -> Iterator[SuspectedPair]:
    """Yield the courses of which each is the nearest to the other among all other providers'.

    There is at most one suggestion for each, as a subject that many teach would fill the queue.
    """
    nearest: dict[int, tuple[int, float]] = {}
    traits = {one.id: one for one in _traits_of_all(session)}
    for one in traits.values():
        others = ((traits.get(number), cosine) for number, cosine in engine.closest(one.id, NEIGHBOURS_COMPARED))
        strangers = ((other.id, cosine) for other, cosine in others if other and other.provider_id != one.provider_id)
        if found := next(strangers, None):
            nearest[one.id] = found
    for number, (other, cosine) in nearest.items():
        if number < other and nearest.get(other, (0, 0.0))[0] == number:
            yield traits[number], traits[other], likely_relation_by_meaning(traits[number], traits[other], cosine)


def _traits_of_all(session: Session) -> Iterator[ComparedCourse]:
    ids = session.scalars(select(Course.id).where(Course.status == CourseStatus.PUBLISHED)).all()
    for batch in in_batches(ids, 500):
        yield from _traits(session, set(batch))


def _pairs(session: Session) -> Iterator[tuple[ComparedCourse, ComparedCourse]]:
    """Yield courses that share a title, a translated title or an address, smaller id first; loaded in batches."""
    for ids in in_batches(_candidates(session), 200):
        traits = {one.id: one for one in _traits(session, {course for group in ids for course in group})}
        for group in ids:
            yield from combinations([traits[course] for course in sorted(group) if course in traits], 2)


def _candidates(session: Session) -> list[frozenset[int]]:
    groups: defaultdict[str, set[int]] = defaultdict(set)
    rows = session.execute(
        select(Course.id, Course.title_key, Course.url, Course.translations).where(
            Course.status == CourseStatus.PUBLISHED
        )
    )
    for course_id, key, url, translations in rows:
        translated = [title_key(each.get("title", "")) for each in (translations or {}).values()]
        for title in filter(is_distinctive_title, [key, *translated]):
            groups[f"title {title}"].add(course_id)
        groups[f"url {canonical_url(url)}"].add(course_id)
    return list({frozenset(group) for group in groups.values() if 1 < len(group) <= MAX_COURSES_OF_ONE_TITLE})


def _traits(session: Session, ids: set[int]) -> Iterator[ComparedCourse]:
    loaded = (selectinload(Course.instances), selectinload(Course.skill_areas))
    query = select(Course).where(Course.id.in_(ids)).options(*loaded)
    for course in session.scalars(query):
        titles = {code: each["title"] for code, each in (course.translations or {}).items() if each.get("title")}
        yield ComparedCourse(
            id=course.id,
            provider_id=course.provider_id,
            title=course.title,
            language=course.language,
            url=course.url,
            starts=frozenset(run.start for run in course.instances if run.start),
            places=frozenset(run.locality.casefold() for run in course.instances if run.locality),
            translated=titles,
            areas=frozenset(skill_areas().with_ancestors([area.area_key for area in course.skill_areas])),
        )
