"""Work off the request path: the queue, and what runs by the clock."""

from __future__ import annotations

import logging
from functools import partial

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab

from catalogue.app_parts import Parts
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.models.columns import now
from catalogue.services.collections.telling import tell_curators
from catalogue.services.freshness import note_ended
from catalogue.services.importing.locks import SourceBusy, sweep
from catalogue.services.importing.scheduling import claim_due
from catalogue.services.importing.start import Importing
from catalogue.services.importing.telling import tell_owners
from catalogue.services.indexing import bring_up_to_date, give_meaning
from catalogue.services.indicators.keeping import refresh
from catalogue.services.interest import count_notes
from catalogue.services.likenesses import find_likenesses
from catalogue.services.link_checks import check_links
from catalogue.services.mailing import deliver, transport
from catalogue.services.reviewing.noticing import notice
from catalogue.services.saved_searches.telling import tell_everyone
from catalogue.services.skills.telling_areas import tell_areas
from catalogue.services.sources import source_by_key
from catalogue.services.turns import each_in_turn

logger = logging.getLogger(__name__)

MEANING_SECONDS = 45.0
"""Of each minute, while courses that came in bulk wait to be found by their meaning."""
AT_ONCE = 4
"""Sources given out in one minute, and threads of a worker that may be harvesting."""


def create_queue(settings: Settings) -> Huey:
    """The queue that ``CATALOGUE_QUEUE_URL`` names: Redis, or SQLite in the instance."""
    if settings.queue_url:
        return RedisHuey("catalogue", url=settings.queue_url)
    return SqliteHuey("catalogue", filename=str(settings.instance.absolute() / "queue.sqlite"))


def create_worker(app: Flask) -> Huey:
    """A queue with the catalogue's tasks, to be run by one consumer."""
    parts: Parts = app.extensions["catalogue"]
    queue = create_queue(parts.settings)

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def heal_index() -> None:
        """Close dead runs, tell the skill areas of what came without, bring in what a crash between two commits left in
        the outbox, and give courses that came in bulk their meaning."""
        with app.app_context():
            session, locks = db.session(), parts.settings.instance.absolute() / "locks"
            steps = (
                partial(sweep, session, locks),
                partial(tell_areas, session, parts.area_meaning),
                partial(bring_up_to_date, session, parts.engine),
                partial(give_meaning, session, parts.engine, MEANING_SECONDS),
            )
            list(each_in_turn(session, steps, lambda step: step()))

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def send_mail() -> None:
        """Send what is due; a mail goes out within a minute, and again after growing pauses if it could not."""
        with app.app_context():
            settings = parts.settings
            deliver(db.session(), transport(settings.mail_url, settings.mail_folder), settings.mail_sender)

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def count_interest() -> None:
        """Turn what web processes noted of learners' interest into numbers of the day."""
        with app.app_context():
            count_notes(db.session(), parts.settings.interest_folder)

    @queue.periodic_task(crontab(minute="*/5"))  # type: ignore[untyped-decorator]
    def measure_indicators() -> None:
        """Take this month's numbers again if the catalogue has changed, so that no page has to count."""
        with app.app_context():
            refresh(db.session(), parts.engine)

    @queue.task()  # type: ignore[untyped-decorator]
    def harvest(key: str) -> None:
        """Harvest one source."""
        with app.app_context():
            _harvest(parts, key)

    @queue.periodic_task(crontab(minute="*"))  # type: ignore[untyped-decorator]
    def give_out_sources() -> None:
        """Let every source whose time has come be harvested, side by side, but one of each host."""
        with app.app_context():
            for key in claim_due(db.session(), AT_ONCE):
                harvest(key)

    @queue.periodic_task(crontab(minute="35"))  # type: ignore[untyped-decorator]
    def tell_of_saved_searches() -> None:
        """Write to people whose searches are due and have found something new."""
        with app.app_context():
            settings = parts.settings
            tell_everyone(db.session(), parts.engine, settings.address, settings.secret_key, now())

    @queue.periodic_task(crontab(minute="*/5"))  # type: ignore[untyped-decorator]
    def look_at_pages() -> None:
        """See of a few courses whether their own pages are still there."""
        with app.app_context():
            importing = Importing(session=db.session(), engine=parts.engine, settings=parts.settings)
            with importing.fetcher() as fetcher:
                check_links(db.session(), fetcher.fetch)

    @queue.periodic_task(crontab(minute="25"))  # type: ignore[untyped-decorator]
    def bring_doubts_to_moderators() -> None:
        """Open what needs a decision though nobody handed it in, and close what no longer does."""
        with app.app_context():
            notice(db.session())

    @queue.periodic_task(crontab(hour="0", minute="10"))  # type: ignore[untyped-decorator]
    def let_runs_end() -> None:
        """Have courses with runs that ended found by those that are left."""
        with app.app_context():
            note_ended(db.session(), now().date())

    @queue.periodic_task(crontab(minute="50"))  # type: ignore[untyped-decorator]
    def tell_of_collections() -> None:
        """Write to curators whose chosen courses are no longer offered."""
        with app.app_context():
            tell_curators(db.session(), parts.settings.address)

    @queue.periodic_task(crontab(hour="3", minute="20"))  # type: ignore[untyped-decorator]
    def look_for_likenesses() -> None:
        """Suggest once a night what may be one course, a translation or an adaptation."""
        with app.app_context():
            find_likenesses(db.session(), parts.engine)

    return queue


def _harvest(parts: Parts, key: str) -> None:
    """One source; whatever goes wrong with it must not keep the others from their turn."""
    session = db.session()
    source = source_by_key(session, key)
    if source is None:
        return
    try:
        report = Importing(session=session, engine=parts.engine, settings=parts.settings).source(source)
        logger.info("harvested %s: %s", key, report.counts())
    except SourceBusy:
        logger.info("%s is being harvested already", key)
    except Exception:
        logger.exception("harvesting %s failed", key)
        session.rollback()
    if source_by_key(session, key) is not None:  # it may have been removed while it was read
        tell_owners(session, source, parts.settings.address)
