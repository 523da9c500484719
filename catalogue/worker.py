"""Work off the request path: the queue, and what runs by the clock."""

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
from catalogue.services.accounts.mailing import deliver, transport
from catalogue.services.administering import worker_beats
from catalogue.services.administering.turns import each_in_turn
from catalogue.services.courses.freshness import note_ended
from catalogue.services.courses.link_checks import check_links
from catalogue.services.curating.collections.telling import tell_curators
from catalogue.services.indicators.interest import count_notes
from catalogue.services.indicators.keeping import refresh
from catalogue.services.learning.saved_searches.telling import tell_everyone
from catalogue.services.learning.skills.telling_areas import tell_areas
from catalogue.services.moderating.likenesses import find_likenesses
from catalogue.services.moderating.reviewing.noticing import notice
from catalogue.services.search.index_health import heal
from catalogue.services.search.indexing import bring_up_to_date, give_meaning
from catalogue.services.sources.importing.locks import SourceBusy, sweep
from catalogue.services.sources.importing.scheduling import claim_due
from catalogue.services.sources.importing.start import Importing
from catalogue.services.sources.importing.telling import tell_all_owners, tell_owners
from catalogue.services.sources.registering import source_by_key
from catalogue.worker_watch import Harvests, Watch

logger = logging.getLogger(__name__)

MEANING_SECONDS = 45.0
"""Of each minute, while courses that came in bulk wait to be found by their meaning."""
MAIL_SECONDS = 45.0
"""Of each minute, while a slow server keeps mails waiting."""
AT_ONCE = 4
"""Sources that a worker harvests at once."""
TASK_SECONDS = 3 * 3600.0
"""After which a periodic task hangs; the longest, the search for likenesses, takes minutes."""
HARVEST_GRACE_SECONDS = 1800.0
"""For what a run does after its deadline: it keeps and indexes what it has read. After that it hangs."""


def create_queue(settings: Settings) -> Huey:
    """The queue that ``CATALOGUE_QUEUE_URL`` names: Redis, or SQLite in the instance."""
    if settings.queue_url:
        return RedisHuey("catalogue", url=settings.queue_url)
    return SqliteHuey("catalogue", filename=str(settings.instance.absolute() / "queue.sqlite"))


def create_worker(app: Flask, watch: Watch | None = None) -> Huey:
    """Return a queue with the catalogue's tasks, to be run by one consumer with ``threads_for`` it."""
    parts: Parts = app.extensions["catalogue"]
    queue = create_queue(parts.settings)
    watch, harvests = watch or Watch(), Harvests(AT_ONCE)

    def periodic(**when: str) -> Callable[[Callable[[], None]], None]:
        """Have a task run by the clock, but never beside itself, so that it takes one thread however long it lasts."""

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
        worker_beats.beat(db.session())

    @periodic(minute="*")
    def heal_index() -> None:
        """Close dead runs, tell the skill areas of what came without, bring in what a crash between two commits left in
        the outbox, and give courses that came in bulk their meaning."""
        session, locks = db.session(), parts.settings.instance.absolute() / "locks"
        steps = (
            partial(sweep, session, locks),
            partial(tell_areas, session, parts.area_meaning),
            partial(bring_up_to_date, session, parts.engine),
            partial(give_meaning, session, parts.engine, MEANING_SECONDS),
        )
        list(each_in_turn(session, steps, lambda step: step()))

    @periodic(minute="*")
    def restore_index() -> None:
        """Make an index anew that is missing or damaged, and bring courses into line that only one side has."""
        heal(db.session(), parts.engine)

    @periodic(minute="45")
    def look_through_index() -> None:
        """Read all of the index once an hour, and mend what a disk has changed in it."""
        heal(db.session(), parts.engine, thorough=True)

    @periodic(minute="*")
    def send_mail() -> None:
        """Send what is due; a mail goes out within a minute, and again after growing pauses if it could not."""
        settings = parts.settings
        ends = monotonic() + MAIL_SECONDS
        send = transport(settings.mail_url, settings.mail_folder)
        deliver(db.session(), send, settings.mail_sender, lambda: monotonic() < ends and not watch.is_stopping())

    @periodic(minute="*")
    def count_interest() -> None:
        """Turn what web processes noted of learners' interest into numbers of the day."""
        count_notes(db.session(), parts.settings.interest_folder)

    @periodic(minute="*/5")
    def measure_indicators() -> None:
        """Take this month's numbers again if the catalogue has changed, so that no page has to count."""
        refresh(db.session(), parts.engine)

    def harvest(key: str) -> None:
        """Harvest one source."""
        with app.app_context():
            _harvest(parts, watch, key)

    @periodic(minute="*")
    def give_out_sources() -> None:
        """Let every source whose time has come be harvested, side by side, but one of each host."""
        for key in claim_due(db.session(), harvests.room):
            harvests.begin(key, harvest)

    @periodic(minute="35")
    def tell_of_saved_searches() -> None:
        """Write to people whose searches are due and have found something new."""
        settings = parts.settings
        tell_everyone(db.session(), parts.engine, settings.address, settings.secret_key, now())

    @periodic(minute="*/5")
    def look_at_pages() -> None:
        """See of a few courses whether their own pages are still there."""
        importing = Importing(session=db.session(), engine=parts.engine, settings=parts.settings)
        with importing.fetcher() as fetcher:
            check_links(db.session(), fetcher.fetch)

    @periodic(minute="25")
    def bring_doubts_to_moderators() -> None:
        """Open what needs a decision though nobody handed it in, and close what no longer does."""
        notice(db.session())

    @periodic(hour="0", minute="10")
    def let_runs_end() -> None:
        """Have courses with runs that ended found by those that are left."""
        note_ended(db.session(), now().date())

    @periodic(minute="50")
    def tell_of_collections() -> None:
        """Write to curators whose chosen courses are no longer offered."""
        tell_curators(db.session(), parts.settings.address)

    @periodic(hour="3", minute="20")
    def look_for_likenesses() -> None:
        """Suggest once a night what may be one course, a translation or an adaptation."""
        find_likenesses(db.session(), parts.engine)

    @periodic(minute="*")
    def tell_owners_of_sources() -> None:
        """Write to owners of what the process that harvested did not live to tell."""
        tell_all_owners(db.session(), parts.settings.address)

    return queue


def threads_for(queue: Huey) -> int:
    """Return how many threads let every periodic task have its own, so that those that last keep none waiting."""
    return len(queue._registry.periodic_tasks) + 1


def _harvest(parts: Parts, watch: Watch, key: str) -> None:
    """One source; whatever goes wrong with it must not keep the others from their turn."""
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
        report = Importing(session=session, engine=parts.engine, settings=parts.settings).source(source)
        logger.info("harvested %s: %s", key, report.counts())
    except SourceBusy:
        logger.info("%s is being harvested already", key)
    except Exception:
        logger.exception("harvesting %s failed", key)
        session.rollback()
    if source_by_key(session, key) is not None:  # it may have been removed while it was read
        tell_owners(session, source, parts.settings.address)
