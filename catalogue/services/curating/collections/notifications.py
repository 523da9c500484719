"""Writing to the curators of a collection when courses that they chose are no longer offered."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.search.collections import State
from catalogue.models import Collection, CollectionCourse, Course, RegionCurator, User
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.curating.collections.reading import contents
from catalogue.services.database.claims import claim_rows, release_claim
from catalogue.services.database.independent_steps import run_independently


def notify_curators(session: Session, address: str) -> int:
    """Mail the curators of every collection in use that lost courses since the last mail; return how many mails.

    ``address`` is where the catalogue's pages are. Commits for each collection.
    """
    in_use = select(Collection.id).where(Collection.state != State.ARCHIVED).order_by(Collection.id)

    def tell(collection_id: int) -> int:
        return _notify(session, session.get_one(Collection, collection_id), address)

    return sum(run_independently(session, session.scalars(in_use).all(), tell))


def _notify(session: Session, collection: Collection, address: str) -> int:
    if _gone_choices(session, collection).keys() == set(collection.told_of):
        return 0
    claimed = claim_rows(session, Collection, Collection.id == collection.id)
    return sum(_notify_claimed(session, one, address) for one in claimed)


def _gone_choices(session: Session, collection: Collection) -> dict[int, CollectionCourse]:
    return {choice.course_id: choice for choice in contents(session, collection).gone}


def _notify_claimed(session: Session, collection: Collection, address: str) -> int:
    """Look once more, as another process may have written about it meanwhile."""
    gone = _gone_choices(session, collection)
    news = [gone[course] for course in sorted(gone.keys() - set(collection.told_of))]
    curators = _curators(session, collection.region) if news else []
    for curator in curators:
        _post(session, curator, collection, news, address)
    collection.told_of = sorted(gone)  # a course that returns and goes again is reported again
    release_claim(collection)
    session.commit()
    return len(curators)


def _post(
    session: Session, curator: User, collection: Collection, news: Sequence[CollectionCourse], address: str
) -> None:
    texts = collection.texts
    titles = [texts[code]["title"] for code in (curator.locale, "en", *texts) if texts.get(code, {}).get("title")]
    courses = session.scalars(select(Course).where(Course.id.in_([one.course_id for one in news]))).all()
    editor = f"{address}/curate/{collection.region}/{collection.slug}"
    title = titles[0] if titles else collection.slug
    write_mail(session, curator.email, "collection", curator.locale, title=title, courses=courses, editor=editor)


def _curators(session: Session, region: str) -> Sequence[User]:
    """Return those who curate the region itself or one around it; not everybody who may."""
    around = [region[:length] for length in range(2, len(region) + 1)]
    query = select(User).join(RegionCurator, RegionCurator.user_id == User.id)
    return session.scalars(
        query.where(User.active, RegionCurator.region.in_(around)).distinct().order_by(User.id)
    ).all()
