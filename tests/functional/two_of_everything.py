"""A catalogue with two of everything that can belong to somebody: one of ours, one of somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app
from itsdangerous import URLSafeTimedSerializer

from catalogue.domain.people.permissions import Actor, Role
from catalogue.extensions import db
from catalogue.models import (
    Collection,
    CollectionEvent,
    Course,
    CourseSlug,
    CurriculumVersion,
    DemandFigure,
    DemandUpload,
    ImportRun,
    Likeness,
    Provider,
    Review,
    SavedSearch,
    Source,
    Submission,
    Upload,
    User,
)
from catalogue.models.columns import now
from catalogue.services.accounts.people import actor_of
from catalogue.services.providers.membership import INVITATION_SALT
from catalogue.services.providing.submissions.content import content_of
from tests.functional.people import person

OURS, THEIRS = "ours", "theirs"
REGIONS = {OURS: "CZ080", THEIRS: "ES418"}
BEFORE = {
    "rules": [],
    "texts": {},
    "state": "draft",
    "based_on_id": None,
    "choices": [],
    "valid_from": None,
    "valid_until": None,
}
PEOPLE = {
    Role.LEARNER: "",
    Role.PROVIDER_EDITOR: OURS,
    Role.PROVIDER_OWNER: OURS,
    Role.CURATOR: "CZ08",
    Role.MODERATOR: "",
    Role.ADMINISTRATOR: "",
}


@dataclass(frozen=True, slots=True)
class World:
    """``values`` are those of a route's arguments by side, keyed by (first part of the route, name of the argument);
    ``searches`` the saved search of each role."""

    values: dict[str, dict[tuple[str, str], object]]
    people: dict[Role, Actor]
    searches: dict[Role, int]


def two_of_everything() -> World:
    """Make it, through the tables: what the pages do with it is what is tested."""
    people = {role: person(role, subject) for role, subject in PEOPLE.items() if not subject or role is Role.CURATOR}
    sides = {side: _side(side) for side in (OURS, THEIRS)}
    for role in (Role.PROVIDER_EDITOR, Role.PROVIDER_OWNER):
        people[role] = person(role, OURS)
    person(Role.PROVIDER_OWNER, THEIRS, email="owner@theirs.example")
    searches = {role: _saved_search(user) for role, user in people.items()}
    courses = db.session.query(Course).order_by(Course.id).all()
    db.session.add(Likeness(kind="duplicate", one_id=courses[0].id, other_id=courses[1].id))
    db.session.flush()
    members = {OURS: people[Role.PROVIDER_EDITOR].id, THEIRS: people[Role.LEARNER].id}
    for side, values in sides.items():
        values["providers", "user_id"] = members[side]
        values["moderation", "likeness_id"] = db.session.query(Likeness.id).scalar()
    db.session.commit()
    return World(sides, {role: actor_of(user) for role, user in people.items()}, searches)


def _side(side: str) -> dict[tuple[str, str], object]:
    provider = _add(Provider(key=side, name=side, url=f"https://{side}.example/"))
    source = _add(Source(key=side, name=side, address=f"https://{side}.example/feed", format="auto", defaults={}))
    source.provider_id = provider.id
    runs = [_add(ImportRun(source_id=source.id, status="done", format="csv")) for _ in range(2)]
    course = _course(provider, source)
    submission = _add(Submission(ref=f"draft-{side}", provider_id=provider.id, content=content_of(course)))
    upload = _add(Upload(ref=f"file-{side}", provider_id=provider.id, name="courses.csv", headers=["title"]))
    region = REGIONS[side]
    collection = _add(Collection(slug=side, region=region, texts={"en": {"title": side}}, rules=["?q=battery"]))
    event = _add(CollectionEvent(collection_id=collection.id, action="texts", before=BEFORE))
    review = _add(Review(kind="submission", subject_id=submission.id, title=side, provider_id=provider.id))
    return {
        ("courses", "slug"): course.slug,
        ("providers", "slug"): course.slug,
        ("providers", "key"): side,
        ("providers", "ref"): upload.ref,
        ("sources", "key"): side,
        ("sources", "action"): "pause",
        ("sources", "way"): "remove",
        ("runs", "run_id"): runs[1].id,
        ("runs", "other_id"): runs[0].id,
        ("submissions", "ref"): submission.ref,
        ("curate", "region"): region,
        ("curate", "slug"): side,
        ("curate", "course_id"): course.id,
        ("curate", "event_id"): event.id,
        ("curate", "number"): _demand(region),
        ("moderation", "review_id"): review.id,
        ("provide", "token"): _invitation(side),
    }


def _course(provider: Provider, source: Source) -> Course:
    key = provider.key
    course = Course(slug=f"course-{key}", provider=provider, source_id=source.id, title=f"Cells {key}", language="en")
    course.title_key, course.url = f"cells {key}", f"https://{key}.example/cells"
    _add(course)
    _add(CourseSlug(slug=f"former-{key}", course_id=course.id))
    return course


def _demand(region: str) -> int:
    figure = DemandFigure(line=2, region=region, area="batteries", year=2030, number=10, source="Office")
    upload = _add(DemandUpload(file_name="demand.csv", figures=[figure]))
    _add(CurriculumVersion(id=upload.id, key=region.lower(), number=1, region=region, title={"en": region}, modules=[]))
    return upload.id  # files of demand and versions of curricula are numbered alike here


def _invitation(key: str) -> object:
    secret = current_app.config["SECRET_KEY"]
    return URLSafeTimedSerializer(secret, salt=INVITATION_SALT).dumps(
        [key, "nobody@people.example", "editor", "2026-11-28T00:00:00+00:00"]
    )


def _saved_search(user: User) -> int:
    return _add(
        SavedSearch(
            user_id=user.id,
            name="Mine",
            arguments={"q": ["battery"]},
            frequency="weekly",
            token=user.email,
            checked_at=now(),
        )
    ).id


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row
