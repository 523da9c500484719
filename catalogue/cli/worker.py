"""``catalogue worker``: works off the queue; ``serve`` starts one beside the web processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey.consumer_options import ConsumerConfig

from catalogue.cli.readiness import prepare
from catalogue.extensions import db
from catalogue.services.importing.locks import sweep
from catalogue.worker import AT_ONCE, create_worker


@click.command("worker")
@with_appcontext
def command() -> None:
    """Work off the queue until stopped."""
    ready = prepare()
    sweep(db.session(), ready.settings.instance.absolute() / "locks")  # what was running when we were last stopped
    db.session.remove()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    config = ConsumerConfig(workers=AT_ONCE + 2, periodic=True, initial_delay=0.5, max_delay=5.0)
    config.validate()
    create_worker(app).create_consumer(**config.values).run()


@contextmanager
def worker_beside(port: int) -> Iterator[None]:
    """A worker process for as long as the block runs; ``port`` is where links in its mails lead on this machine."""
    worker = subprocess.Popen([sys.executable, "-m", "catalogue", "worker"], env={**os.environ, "PORT": str(port)})
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)
