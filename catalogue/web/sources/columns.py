"""Keeping with a source what a person said of the headers of its table."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.sources.table_columns import Choice, NoColumn, keep_columns, said_of_headers
from catalogue.web.sources import blueprint
from catalogue.web.sources.columns_table import SAID
from catalogue.web.sources.own import own_source


@blueprint.post("/sources/<key>/columns")
@requires(Act.MANAGE_SOURCES)
def keep_columns_of(key: str) -> ResponseReturnValue:
    """Keep what was said of the headers; the next run reads the table so."""
    source = own_source(key)
    keep_columns(db.session(), source, columns_said() or {})
    flash(_("Kept: the next run reads the table so."), "success")
    return redirect(url_for("sources.page", key=source.key), 303)


def columns_said() -> dict[str, str] | None:
    """Return what the form says of headers, None if it does not ask; abort with 400 for what no form of ours sends."""
    headers, columns, before = (request.form.getlist(name) for name in ("header", "column", "before"))
    if not headers:
        return None
    if not len(headers) == len(columns) == len(before):
        abort(400)
    choices = [
        Choice(header=header, column=column, before=None if was == SAID else was)
        for header, column, was in zip(headers, columns, before, strict=True)
    ]
    try:
        return said_of_headers(choices)
    except NoColumn:
        abort(400)
