"""For machines that watch: alive, ready, and figures."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, current_app
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from catalogue.access import everyone
from catalogue.app_parts import Parts
from catalogue.extensions import db
from catalogue.services.health import RUNNING, figures, not_ready, worker_state

logger = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@everyone
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@everyone
def readyz() -> ResponseReturnValue:
    """Database and index can be used; 503 with the reasons if not. Without a worker pages are answered all the same,
    so that is only said."""
    reasons = not_ready(db.session(), _parts().engine)
    worker = worker_state(db.session())
    if worker != RUNNING:
        logger.warning("worker: %s", worker)
    state = {"status": "not ready", "reasons": reasons} if reasons else {"status": "ready"}
    return {**state, "worker": worker}, 503 if reasons else 200


@blueprint.get("/metrics")
@everyone
def metrics() -> Response:
    """Figures in the Prometheus text format."""
    registry = CollectorRegistry()
    for name, (meaning, value) in figures(db.session(), _parts().engine).items():
        Gauge(f"catalogue_{name}", meaning, registry=registry).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _parts() -> Parts:
    found: Parts = current_app.extensions["catalogue"]
    return found
