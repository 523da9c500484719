"""``catalogue serve``: web and worker together, on a production-grade server."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from threading import Thread
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from catalogue.app_parts import parts
from catalogue.cli.readiness import prepare, stop_on
from catalogue.cli.supervision import SupervisedProcess
from catalogue.cli.timed_threads import TimedThreadWorker
from catalogue.config import SettingError, Settings
from catalogue.extensions import db
from catalogue.search.port import IndexDamaged, SearchEngine, SearchRequest
from catalogue.search.understanding import understand
from catalogue.services.search.best_answers import names_of_the_taxonomy
from catalogue.services.search.index_health import repair_index
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.locks import close_dead_runs


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, configured from our settings instead of a file."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app, self._options = app, options
        self.worker = SupervisedProcess([sys.executable, "-m", "catalogue", "worker", "--beside", str(os.getpid())])
        super().__init__()

    def load_config(self) -> None:
        """Apply our options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application to serve."""
        return self._app

    def run(self) -> None:
        """Serve until stopped, with the worker kept alive; however this ends, end the worker."""
        try:
            SupervisingArbiter(self).run()
        finally:
            self.worker.end()


class SupervisingArbiter(Arbiter):  # type: ignore[misc]
    """Gunicorn's main process, which also supervises the worker: once a second, and in the same thread, since no other
    thread may start a process while this one forks."""

    def manage_workers(self) -> None:
        """Start the processes that have ended, the catalogue's worker among them."""
        super().manage_workers()
        self.app.worker.look()


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on; else PORT, else 5000.")
@with_appcontext
def command(port: int | None) -> None:
    """Serve the catalogue and work off its queue until stopped."""
    with stop_on(SettingError):
        parts().settings.require_public_address()
    _serve_on(port)
    ready = prepare()
    settings = ready.settings
    close_dead_runs(db.session(), settings.instance.absolute() / "locks")
    if healed := repair_index(db.session(), ready.engine, thorough=True):
        click.echo(f"The search index was mended: {healed}.")
    bring_index_up_to_date(db.session(), ready.engine)
    db.session.remove()
    db.engine.dispose()  # connections must not be shared with the processes that follow
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    click.echo(f"The catalogue answers at {settings.address}")
    if not settings.mail_url:
        click.echo(f"Mails are written to {settings.mail_folder}; CATALOGUE_MAIL_URL names a server to send them by.")
    Server(app, _options(_bind_address(settings), settings.web_processes, ready.engine)).run()


def _serve_on(port: int | None) -> None:
    """Set the port that was asked for in the environment, so that links in mails lead to it, the worker's too."""
    if port:
        os.environ["PORT"] = str(port)
        current_app.extensions["catalogue"] = replace(parts(), settings=replace(parts().settings, port=port))


def _bind_address(settings: Settings) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def _options(address: str, processes: int, engine: SearchEngine) -> dict[str, Any]:
    def warm(_worker: object) -> None:
        Thread(target=warm_up, args=(engine,), daemon=True).start()

    return {
        "post_worker_init": warm,
        "bind": address,
        "workers": processes,
        "threads": 4,
        "worker_class": TimedThreadWorker,
        "max_requests": 100_000,
        "timeout": 60,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
    }


def warm_up(engine: SearchEngine) -> None:
    """Read what every search needs, model and word lists too, before the first reader waits for it.

    What is in memory then is exempt from garbage collection, which would look through all of it while a reader waits,
    0.4 s each time.
    """
    with suppress(IndexDamaged):  # every page says so to its reader
        engine.search(SearchRequest(text="battery safety"))
        engine.suggest("b", "en")
    understand("batteries in Munich from May in English", "en", datetime.now(UTC).date())
    names_of_the_taxonomy()
    gc.collect()
    gc.freeze()
