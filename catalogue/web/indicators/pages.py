"""The page of indicators."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.indicators.definitions import INDICATORS
from catalogue.services.indicators.figures import indicator_history, latest_figures
from catalogue.services.indicators.figures_state import figures_state
from catalogue.services.providing.declarations import totals_by_year
from catalogue.web.charts.svg import inline
from catalogue.web.indicators.indicators_page import HISTORY, IndicatorsView, present_indicators
from catalogue.web.site.requests import cached_part, cached_value

blueprint = Blueprint("indicators", __name__)


@blueprint.get("/indicators")
@everyone
def page() -> ResponseReturnValue:
    """Show the catalogue in figures, from what the worker has measured."""
    figures = cached_part("indicators/figures.html", "", figures_state(db.session()), _drawn)
    return render_template("indicators/page.html", figures=figures)


def _drawn() -> dict[str, object]:
    return {"view": measured_indicators(), "inline": inline, "definitions": INDICATORS}


def measured_indicators() -> IndicatorsView | None:
    """Return what there is to show; None before anything was measured."""
    return cached_value("indicators", figures_state(db.session()), _measured)


def _measured() -> IndicatorsView | None:
    now = latest_figures(db.session())
    return (
        present_indicators(now, indicator_history(db.session(), HISTORY), totals_by_year(db.session())) if now else None
    )
