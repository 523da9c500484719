"""``catalogue worker``: works off the queue; ``serve`` keeps one beside the web processes."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from time import sleep

import click
from filelock import FileLock, Timeout
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey.consumer_options import ConsumerConfig

from catalogue.app_parts import Parts
from catalogue.cli.readiness import prepare
from catalogue.extensions import db
from catalogue.services.administering import heartbeats
from catalogue.services.database.claims import release_dead_claims
from catalogue.services.sources.importing.locks import close_dead_runs
from catalogue.worker import create_worker, threads_for
from catalogue.worker_watch import Watch

logger = logging.getLogger(__name__)

HUNG_SECONDS = 300
"""Seconds without a sign of life after which the process ends itself, with the stack of each thread in its log."""
STOP_SECONDS = 20
"""Seconds given to what is running once the process is asked to stop."""
HUNG_EXIT_STATUS = 1
"""The exit status of a worker that hangs."""


@click.command("worker")
@click.option("--beside", type=int, hidden=True, help="The process that this one ends with.")
@with_appcontext
def command(beside: int | None) -> None:
    """Work off the queue until stopped. A second worker of an instance waits until the first has ended."""
    if beside:
        Thread(target=_end_with_parent, args=(beside,), daemon=True).start()
    ready = prepare()
    locks = ready.settings.instance.absolute() / "locks"
    with _single_worker(locks):
        _begin(ready, locks)
        try:
            _work()
        finally:
            heartbeats.record_worker_end(db.session())


def _begin(ready: Parts, locks: Path) -> None:
    """Take over from the worker before this one."""
    session = db.session()
    release_dead_claims(session)
    close_dead_runs(session, locks)  # what was running when we were last stopped
    heartbeats.record_worker_start(session, ready.settings.address)
    db.session.remove()


def _work() -> None:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    watch = Watch(on_beat=_restart_hang_timer, on_hang=_end_hung)
    queue = create_worker(app, watch)
    config = ConsumerConfig(workers=threads_for(queue), periodic=True, initial_delay=0.5, max_delay=5.0)
    config.values.update(shutdown_timeout=STOP_SECONDS, graceful_signal="TERM")
    config.validate()
    consumer = queue.create_consumer(**config.values)
    watch.is_stopping = consumer.stop_flag.is_set
    _restart_hang_timer()
    consumer.run()
    faulthandler.cancel_dump_traceback_later()


def _restart_hang_timer() -> None:
    """End the process unless this is called again in time; the timer is a thread of C, which needs no lock of
    Python's."""
    faulthandler.dump_traceback_later(HUNG_SECONDS, exit=True)


def _end_hung(what: list[str]) -> None:
    """Log the stack of each thread and end the process, since no thread can be ended from outside; the supervisor
    starts another."""
    logger.error("%s should have ended long ago: the worker ends itself", ", ".join(what))
    faulthandler.dump_traceback(all_threads=True)
    os._exit(HUNG_EXIT_STATUS)


@contextmanager
def _single_worker(locks: Path) -> Iterator[None]:
    """Wait until no other worker of this instance is left; a lock ends with its process."""
    locks.mkdir(parents=True, exist_ok=True)
    lock = FileLock(locks / "worker.lock", poll_interval=1)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        click.echo("Another worker of this instance is at work; this one waits in case that ends.", err=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _end_with_parent(parent: int) -> None:
    """End soon after the process that started this one, even if that was killed."""
    while os.getppid() == parent:
        sleep(1)
    logger.warning("process %s, which began this worker, has ended: the worker ends", parent)
    signal.raise_signal(signal.SIGTERM)
    sleep(STOP_SECONDS + 5)
    os._exit(0)
