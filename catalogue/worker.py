"""Work off the request path: the queue, and the tasks that run by the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial, wraps
from time import monotonic

from flask import Flask
from huey import Huey, RedisHuey, SqliteHuey, crontab
from sqlalchemy.orm import Session

from catalogue.app_parts import Parts
from catalogue.config import Settings
from catalogue.domain.sources.politeness import Politeness
from catalogue.extensions import db
from catalogue.models import Source
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import mail_transport, send_due_mails
from catalogue.services.administering import heartbeats
from catalogue.services.courses.freshness import reindex_ended
from catalogue.services.courses.link_checks import check_links
from catalogue.services.curating.collections.notifications import notify_curators
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.indicators.snapshots import refresh_snapshot
from catalogue.services.interest import count_notes
from catalogue.services.learning.saved_searches.notifications import notify_subscribers
from catalogue.services.learning.skills.classify_areas import classify_courses
from catalogue.services.moderating.likenesses import find_likenesses
from catalogue.services.moderating.queue_upkeep import refresh_queue
from catalogue.services.search.index_health import repair_index
from catalogue.services.search.indexing import bring_index_up_to_date, encode_pending
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.importing.locks import SourceBusy, close_dead_runs
from catalogue.services.sources.importing.notify_owners import notify_all_owners, notify_owners
from catalogue.services.sources.importing.scheduling import claim_due
from catalogue.services.sources.registering import source_by_key
from catalogue.worker_watch import HarvestThreads, Watch

logger = logging.getLogger(__name__)

ENCODING_SECONDS = 45.0
"""Seconds of each minute for encoding courses that came in bulk."""
MAIL_SECONDS = 45.0
"""Seconds of each minute for sending mails, so that a slow server cannot hold the thread."""
MAX_HARVESTS_AT_ONCE = 4
"""Sources that a worker harvests at once."""
TASK_SECONDS = 3 * 3600.0
"""Seconds after which a periodic task counts as hanging; the longest, the search for similar courses, takes minutes."""
HARVEST_GRACE_SECONDS = 1800.0
"""Seconds a run has after its deadline to store and index what it has read; after that it counts as hanging."""


def create_queue(settings: Settings) -> Huey:
    """Return the queue that ``CATALOGUE_QUEUE_URL`` names: Redis, or SQLite in the instance."""
    if settings.queue_url:
        return RedisHuey("catalogue", url=settings.queue_url)
    return SqliteHuey("catalogue", filename=str(settings.instance.absolute() / "queue.sqlite"))


def create_worker(app: Flask, watch: Watch | None = None) -> Huey:
    """Return a queue with the catalogue's tasks, to be run by one consumer with ``threads_for`` it."""
    parts: Parts = app.extensions["catalogue"]
    queue = create_queue(parts.settings)
    watch, harvests = watch or Watch(), HarvestThreads(MAX_HARVESTS_AT_ONCE)

    def periodic(**when: str) -> Callable[[Callable[[], None]], None]:
        """Return a decorator that runs a task by the clock, but never beside itself, so that it takes one thread
        however long it lasts."""

        def register(task: Callable[[], None]) -> None:
            @wraps(task)
            def alone() -> None:
                with watch.doing(task.__name__, TASK_SECONDS) as mine:
                    if mine:
                        with app.app_context():
                            task()

            queue.periodic_task(crontab(**when))(alone)

        return register

    @periodic(minute="*")
    def beat() -> None:
        """Give a sign of life, if nothing hangs."""
        watch.beat()
        heartbeats.record_heartbeat(db.session())

    @periodic(minute="*")
    def heal_index() -> None:
        """Close dead runs, classify courses that came without skill areas, index what a crash between two commits left
        in the outbox, and encode courses that came in bulk."""
        session, locks = db.session(), parts.settings.instance.absolute() / "locks"
        steps = (
            partial(close_dead_runs, session, locks),
            partial(classify_courses, session, parts.area_meaning),
            partial(bring_index_up_to_date, session, parts.engine),
            partial(encode_pending, session, parts.engine, ENCODING_SECONDS),
        )
        list(run_independently(session, steps, lambda step: step()))

    @periodic(minute="*")
    def restore_index() -> None:
        """Rebuild an index that is missing or damaged, and index again the courses in which index and database
        differ."""
        repair_index(db.session(), parts.engine)

    @periodic(minute="45")
    def verify_index() -> None:
        """Read all of the index once an hour, and repair what the disk has changed in it."""
        repair_index(db.session(), parts.engine, thorough=True)

    @periodic(minute="*")
    def send_mail() -> None:
        """Send what is due; a mail goes out within a minute, and again after growing pauses if it could not."""
        settings = parts.settings
        ends = monotonic() + MAIL_SECONDS
        send = mail_transport(settings.mail_url, settings.mail_folder)
        send_due_mails(db.session(), send, settings.mail_sender, lambda: monotonic() < ends and not watch.is_stopping())

    @periodic(minute="*")
    def count_interest() -> None:
        """Add up what web processes noted of learners' interest as numbers of the day."""
        count_notes(db.session(), parts.settings.interest_folder)

    @periodic(minute="*/5")
    def measure_indicators() -> None:
        """Measure this month's figures again if the catalogue has changed, so that no page has to count."""
        refresh_snapshot(db.session(), parts.engine)

    def harvest(key: str) -> None:
        """Harvest one source."""
        with app.app_context():
            _harvest(parts, watch, key)

    @periodic(minute="*")
    def start_due_harvests() -> None:
        """Start the harvest of every source that is due, side by side, but one of each host."""
        for key in claim_due(db.session(), harvests.room):
            harvests.begin(key, harvest)

    @periodic(minute="35")
    def mail_new_finds() -> None:
        """Notify people whose saved searches are due and have found something new."""
        settings = parts.settings
        notify_subscribers(db.session(), parts.engine, settings.address, settings.secret_key, now())

    @periodic(minute="*/5")
    def check_course_pages() -> None:
        """Check of a few courses whether their own pages are still there."""
        importing = ImportService(session=db.session(), engine=parts.engine, settings=parts.settings)
        with importing.fetcher() as fetcher:
            check_links(db.session(), fetcher.fetch)

    @periodic(minute="25")
    def update_review_queue() -> None:
        """Open reviews of what needs a decision though nobody handed it in, and close those that are no longer
        needed."""
        refresh_queue(db.session())

    @periodic(hour="0", minute="10")
    def reindex_ended_runs() -> None:
        """Index courses again whose runs have ended, so that facets and filters follow the runs that are left."""
        reindex_ended(db.session(), now().date())

    @periodic(minute="50")
    def mail_curators() -> None:
        """Notify curators whose chosen courses are no longer offered."""
        notify_curators(db.session(), parts.settings.address)

    @periodic(hour="3", minute="20")
    def pair_similar_courses() -> None:
        """Suggest once a night pairs that may be one course, a translation or an adaptation."""
        find_likenesses(db.session(), parts.engine)

    @periodic(minute="*")
    def mail_source_owners() -> None:
        """Notify owners of problems that the process which harvested ended too early to report."""
        notify_all_owners(db.session(), parts.settings.address)

    return queue


def threads_for(queue: Huey) -> int:
    """Return the number of threads with which every periodic task has its own, so that long tasks keep none waiting."""
    return len(queue._registry.periodic_tasks) + 1


def _harvest(parts: Parts, watch: Watch, key: str) -> None:
    """Harvest one source; whatever goes wrong with it must not keep the others waiting."""
    session = db.session()
    source = source_by_key(session, key)
    if source is None:
        return
    deadline = Politeness.of(source.politeness or {}).deadline or parts.settings.run_deadline
    with watch.doing(f"harvest {key}", deadline + HARVEST_GRACE_SECONDS) as mine:
        if mine:
            _harvest_source(parts, session, source)


def _harvest_source(parts: Parts, session: Session, source: Source) -> None:
    key = source.key
    try:
        report = ImportService(session=session, engine=parts.engine, settings=parts.settings).source(source)
        logger.info("harvested %s: %s", key, report.counts())
    except SourceBusy:
        logger.info("%s is being harvested already", key)
    except Exception:
        logger.exception("harvesting %s failed", key)
        session.rollback()
    if source_by_key(session, key) is not None:  # it may have been removed while it was read
        notify_owners(session, source, parts.settings.address)
