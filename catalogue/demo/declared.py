"""Invented demand and invented declarations, so that supply and demand can be looked at."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.models import Declaration, DemandUpload, Provider
from catalogue.services.curating.demand.checking import DemandRow
from catalogue.services.curating.demand.stored_files import store_upload
from catalogue.services.providing.declarations import DeclaredYear, declare

SAMPLE_ACTOR = Actor(name="Sample")
SAMPLE_NOTE = "Invented for demonstration"
SAMPLE_DEMAND = (
    *(("CZ08", "batteries", "", 1200), ("CZ08", "hydrogen", "", 300), ("CZ08", "repair-maintenance", "", 450)),
    *(("ES41", "electric-drive", "", 2100), ("ES41", "batteries", "", 1600), ("ES41", "circular-economy", "", 240)),
    *(("DE1", "batteries", "", 8000), ("DE1", "circular-economy", "battery-recycling-operator", 900)),
    *(("SK01", "automated-connected-driving", "", 350), ("PT11", "hydrogen", "", 180)),
    *(("ITH5", "manufacturing", "", 900), ("AT31", "repair-maintenance", "", 260)),
)
"""Region, skill area, job role, number of people."""
YEARS_AHEAD = 3
"""Years until they are needed."""
SAMPLE_DECLARATIONS = ((140, 3), (185, 5), (260, 4))
"""People trained and programmes updated, in the years before this one, oldest first."""


def load_declared(session: Session) -> None:
    """Store sample demand and declarations where there are none yet, marked as invented."""
    this_year = datetime.now(UTC).year
    if session.scalar(select(DemandUpload.id).limit(1)) is None:
        figures = [
            DemandRow(
                line=line,
                region=region,
                area=area,
                job_role=role,
                number=people,
                year=this_year + YEARS_AHEAD,
                source=SAMPLE_NOTE,
            )
            for line, (region, area, role, people) in enumerate(SAMPLE_DEMAND, 2)
        ]
        store_upload(session, figures, "sample-demand.csv", SAMPLE_ACTOR)
    if session.scalar(select(Declaration.year).limit(1)) is None:
        samples = session.scalars(select(Provider).where(Provider.is_sample).order_by(Provider.key).limit(3)).all()
        for place, provider in enumerate(samples, 1):
            declare(session, provider, _years(this_year, place), SAMPLE_ACTOR)


def _years(this_year: int, times: int) -> list[DeclaredYear]:
    first = this_year - len(SAMPLE_DECLARATIONS)
    return [
        DeclaredYear(
            year=first + n, people_trained=people * times, programmes_updated=programmes, note=f"{SAMPLE_NOTE}."
        )
        for n, (people, programmes) in enumerate(SAMPLE_DECLARATIONS)
    ]
