"""A chart as a file for a report, drawn once for all who take it: a large matrix takes a second and a half as PNG."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from flask import Response, abort
from flask_babel import gettext as _

from catalogue.extensions import db
from catalogue.services.indicators.figures import figures_taken_at
from catalogue.services.indicators.figures_state import figures_state
from catalogue.services.providers.known_providers import holds_samples
from catalogue.web.charts import png, svg
from catalogue.web.charts.drawing import Drawing
from catalogue.web.charts.figures import moment_label
from catalogue.web.site.requests import cached_value


def picture(which: Hashable, form: str, draw: Callable[[], Drawing | None]) -> Response:
    """Return the drawing of ``draw`` as SVG or PNG with its source and time of measurement, cached until the figures
    change. Raise ``NotFound`` where there is nothing to draw."""
    state = figures_state(db.session())
    written = cached_value(("picture", which, form), state, lambda: _written(draw(), form))
    if written is None:
        abort(404)
    return Response(written, mimetype="image/svg+xml" if form == "svg" else "image/png")


def _written(drawing: Drawing | None, form: str) -> str | bytes | None:
    if drawing is None:
        return None
    source = _source()
    return svg.document(drawing, source) if form == "svg" else png.picture(drawing, source)


def _source() -> str:
    """Return who says it and as of when, since a picture leaves the page that says what is invented."""
    source = _("Automotive Skills Catalogue")
    moment = figures_taken_at(db.session())
    dated = f"{source}, {moment_label(moment)} UTC" if moment else source
    return f"{dated}. {_('Sample data.')}" if holds_samples(db.session()) else str(dated)
