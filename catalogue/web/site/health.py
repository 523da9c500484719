"""For machines that watch: alive, ready, and figures."""

from __future__ import annotations

import logging
from ipaddress import ip_address

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from catalogue.access import everyone
from catalogue.app_parts import parts
from catalogue.extensions import db
from catalogue.models.columns import now
from catalogue.services.administering.health import (
    RUNNING,
    SOUND,
    STARTING,
    monitoring_figures,
    readiness,
    worker_state,
)

logger = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)
blueprint.record(lambda state: state.app.config.update(SERVED_SINCE=now()))
FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
"""Headers by which a proxy in front betrays itself."""


@blueprint.get("/healthz")
@everyone
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@everyone
def readyz() -> ResponseReturnValue:
    """Say whether this process can answer, with status 503 and the reasons if not.

    Pages are answered without a worker too, and from an index that is open while its files are mended: both are only
    mentioned, so that nothing in front sends readers away from a catalogue that works.
    """
    ready = readiness(db.session(), parts().engine)
    worker = worker_state(db.session(), current_app.config["SERVED_SINCE"])
    if worker not in (RUNNING, STARTING):
        logger.warning("worker: %s", worker)
    if ready.index != SOUND:
        logger.warning("index: %s", ready.index)
    state = {"status": "not ready", "reasons": ready.reasons} if ready.reasons else {"status": "ready"}
    return {**state, "index": ready.index, "worker": worker}, 503 if ready.reasons else 200


@blueprint.get("/metrics")
@everyone
def metrics() -> Response:
    """Return Prometheus text; 403 unless ``CATALOGUE_METRICS_ALLOW`` names the reader's network."""
    if not _may_read_metrics():
        abort(403)
    registry = CollectorRegistry()
    for name, (meaning, value) in monitoring_figures(db.session(), parts().engine).items():
        Gauge(f"catalogue_{name}", meaning, registry=registry).set(value)
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read_metrics() -> bool:
    """Say whether the reader's address is allowed; a forwarded address counts only if that proxy is trusted."""
    if not parts().settings.trusted_proxies and any(name in request.headers for name in FORWARDED):
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:  # a socket of this machine has no address
        return False
    reader = getattr(address, "ipv4_mapped", None) or address
    return any(reader in network for network in current_app.config["METRICS_NETWORKS"])
