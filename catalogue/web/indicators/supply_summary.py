"""What supply and demand come to, in a few sentences for who reads no tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from catalogue.services.curating.demand.supply_comparison import Comparison, Match
from catalogue.web.charts.figures import number_label, ratio_label
from catalogue.web.site import values

MAX_NAMED_PLACES = 3


def summary(found: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Yield sentences on whom the places need, what nobody teaches there, and where most people share a course."""
    wanted = found.wanted()
    if not wanted:
        yield _("There are no demand figures yet, so only supply is shown.")
        return
    year = max(match.demand.year for match in wanted if match.demand)
    yield _("People whom regions say they need by %(year)s: %(people)s.", year=year, people=number_label(found.people))
    yield _gaps([match for match in found.gaps(most=len(wanted)) if match.is_gap], names)
    taught = [match for match in wanted if match.people_per_course]
    if taught:
        scarce = max(taught, key=lambda match: match.people_per_course or 0)
        share = ratio_label(scarce.people_per_course or 0)
        where = _where(scarce, names)
        yield _("Where the most people share a course: %(where)s, %(share)s to one course.", where=where, share=share)


def _gaps(gaps: list[Match], names: Mapping[str, str]) -> str:
    if not gaps:
        return str(_("Each place that needs somebody has at least one course for it."))
    where = "; ".join(_where(match, names) for match in gaps[:MAX_NAMED_PLACES]) + (
        " …" if len(gaps) > MAX_NAMED_PLACES else ""
    )
    return str(_("Needed where nothing of it is taught: %(where)s.", where=where))


def _where(match: Match, names: Mapping[str, str]) -> str:
    return f"{names[match.place]} – {values.label('skill_area', match.area)}"
