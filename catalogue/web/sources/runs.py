"""One run: live while it lasts, then record by record; and two runs side by side."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.sources import run_reports
from catalogue.web.guards.whole_numbers import page_number
from catalogue.web.sources import blueprint, run_page
from catalogue.web.sources.own import own_run


@blueprint.get("/runs/<int:run_id>")
@requires(Act.MANAGE_SOURCES)
def run(run_id: int) -> ResponseReturnValue:
    """Show what the run did, in figures and record by record."""
    found = own_run(run_id)
    session = db.session()
    chosen = request.args.get("outcome", "")
    items = run_reports.run_items(session, found, chosen, request.args.get("page", 1, type=page_number))
    return render_template(
        "sources/run.html",
        run=found,
        items=items,
        chosen=chosen if chosen in run_reports.OUTCOMES else "",
        errors=run_reports.error_groups(session, found),
        before=run_reports.previous_run(session, found),
    )


@blueprint.get("/runs/<int:run_id>.json")
@requires(Act.MANAGE_SOURCES)
def run_json(run_id: int) -> ResponseReturnValue:
    """Return a run as JSON; ``page`` and ``outcome`` choose among the records."""
    found = own_run(run_id)
    chosen = request.args.get("outcome", "")
    page = request.args.get("page", 1, type=page_number)
    items = run_reports.run_items(db.session(), found, chosen, page)
    paging = {"page": items.page, "pages": items.pages, "total": items.total}
    return {**run_page.run_json(found), **paging, "items": [run_page.item_json(item) for item in items.items]}


@blueprint.get("/runs/<int:run_id>/compare/<int:other_id>")
@requires(Act.MANAGE_SOURCES)
def compare(run_id: int, other_id: int) -> ResponseReturnValue:
    """Show what changed from another run of the same source to this one."""
    after, before = own_run(run_id), own_run(other_id)
    if after.source_id != before.source_id:
        abort(404)
    found = run_reports.compare_runs(db.session(), before, after)
    return render_template("sources/compare.html", before=before, after=after, differences=found)
