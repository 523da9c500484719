"""The source or run of an address, if whoever asks answers for it; else there is nothing there."""

from __future__ import annotations

from flask import abort

from catalogue.access import actor
from catalogue.extensions import db
from catalogue.models import ImportRun, Source
from catalogue.services.sources.registering import source_by_key
from catalogue.services.sources.run_reports import may_manage_source, run_by_id


def own_source(key: str) -> Source:
    """Return the source; raise ``NotFound`` if there is none or it is somebody else's."""
    source = source_by_key(db.session(), key)
    if source is None or not may_manage_source(actor(), source):
        abort(404)
    return source


def own_run(run_id: int) -> ImportRun:
    """Return the run; raise ``NotFound`` if there is none or its source is somebody else's."""
    run = run_by_id(db.session(), run_id)
    if run is None or not may_manage_source(actor(), run.source):
        abort(404)
    return run
