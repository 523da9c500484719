"""What supply and demand come to, in a few sentences for who reads no tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from catalogue.services.demand.matching import Comparison, Match
from catalogue.web.presenters import values
from catalogue.web.presenters.figures import number_label, ratio_label

NAMED = 3


def summary(found: Comparison, names: Mapping[str, str]) -> Iterator[str]:
    """Whom the places of a comparison need, what nobody teaches there, and where most share a course."""
    wanted = [match for match in found.matches.values() if match.demand and match.demand.people]
    if not wanted:
        yield _("Nobody has said yet who is needed here: what is shown is supply alone.")
        return
    people = sum(match.demand.people for match in wanted if match.demand)
    year = max(match.demand.year for match in wanted if match.demand)
    yield _("People needed by %(year)s, as regions say: %(people)s.", year=year, people=number_label(people))
    yield _gaps([match for match in found.gaps(most=len(wanted)) if match.is_gap], names)
    taught = [match for match in wanted if match.people_per_course]
    if taught:
        scarce = max(taught, key=lambda match: match.people_per_course or 0)
        share = ratio_label(scarce.people_per_course or 0)
        yield _(
            "Most people share a course here: %(where)s, %(share)s to one.", where=_where(scarce, names), share=share
        )


def _gaps(gaps: list[Match], names: Mapping[str, str]) -> str:
    if not gaps:
        return str(_("Each place that needs somebody has at least one course for it."))
    where = "; ".join(_where(match, names) for match in gaps[:NAMED]) + (" …" if len(gaps) > NAMED else "")
    return str(_("Needed where nothing of it is taught: %(where)s.", where=where))


def _where(match: Match, names: Mapping[str, str]) -> str:
    return f"{names[match.place]} – {values.label('skill_area', match.area)}"
