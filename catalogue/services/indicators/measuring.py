"""Measuring the catalogue.

What can be searched for is counted by the index, so that every figure is what its link finds; the rest by the
database, in a dozen statements however many courses there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, Text, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import NOT_HELD, CourseStatus
from catalogue.domain.places.regions import country_of, enclosing_regions, region
from catalogue.models import Course, CourseInstance, CourseInterest, CourseSkillArea, DayInterest
from catalogue.search.port import SearchEngine, SearchPage, SearchRequest
from catalogue.taxonomy.skill_areas import skill_areas

FACETS = ("skill_area", "country", "language", "region")
PLACES = ("country", "region")
NUTS_2_CODE_LENGTH = 4
"""Characters of the code of such a region."""
IS_PUBLISHED = Course.status == CourseStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number; see ``models.indicators.Figure``."""

    indicator: str
    value: int
    facet: str = ""
    subject: str = ""
    area: str = ""


def measure_indicators(session: Session, engine: SearchEngine, moment: datetime) -> list[Measurement]:
    """Return every number of the month up to ``moment`` (UTC); noughts are left out where there are many."""
    return [
        *_holdings(engine),
        *_matrix(engine),
        *_changes(session, moment),
        *_completeness(session),
        *_interest(session, moment.date()),
        *_opened(session, moment.date()),
        *_seats(session, moment.date()),
    ]


def month_of(day: date) -> date:
    """Return the first day of the day's month."""
    return day.replace(day=1)


def _holdings(engine: SearchEngine) -> Iterator[Measurement]:
    page = engine.search(SearchRequest(per_page=1, highlight=False, facets=(*FACETS, "provider")))
    yield Measurement("courses", page.total)
    counts = {facet: _counts(page, facet) for facet in (*FACETS, "provider")}
    for facet in FACETS:
        yield from (Measurement("courses", count, facet, value) for value, count in counts[facet].items())
    yield Measurement("providers", len(counts["provider"]))
    yield Measurement("countries", len(counts["country"].keys() - {"online"}))
    yield Measurement("languages", len(counts["language"]))
    yield Measurement("regions", sum(_is_nuts_2(code) for code in counts["region"]))


def _matrix(engine: SearchEngine) -> Iterator[Measurement]:
    """Yield the courses of every skill area in every country and region that has any."""
    for area in skill_areas().roots():
        filters = {"skill_area": frozenset({area.key})}
        page = engine.search(SearchRequest(filters=filters, per_page=1, highlight=False, facets=PLACES))
        for facet in PLACES:
            for code, count in _counts(page, facet).items():
                yield Measurement("courses", count, facet, code, area.key)


def _counts(page: SearchPage, facet: str) -> Mapping[str, int]:
    return {value.value: value.count for value in page.facets.get(facet, ()) if value.count}


def _is_nuts_2(code: str) -> bool:
    found = region(code)
    return found is not None and found.level == 2


def _changes(session: Session, moment: datetime) -> Iterator[Measurement]:
    yield from _sums(session, counting_rules(moment))


def counting_rules(moment: datetime) -> Mapping[str, ColumnElement[bool]]:
    """Return, by indicator, the condition of the courses it counts at a moment; the raw rows are chosen by the same."""
    first = datetime.combine(month_of(moment.date()), datetime.min.time(), UTC)
    this_month = Course.updated_at >= first
    return {
        "new": and_(Course.status != CourseStatus.DRAFT, Course.created_at >= first),
        "updated": and_(IS_PUBLISHED, this_month, Course.created_at < first),
        "withdrawn": and_(Course.status == CourseStatus.WITHDRAWN, this_month, Course.replaced_by_id.is_(None)),
        "checked-week": and_(IS_PUBLISHED, Course.checked_at >= moment - timedelta(days=7)),
        "checked-month": and_(IS_PUBLISHED, Course.checked_at >= moment - timedelta(days=30)),
        "broken-links": and_(IS_PUBLISHED, Course.link_failures > 0),
    }


def _completeness(session: Session) -> Iterator[Measurement]:
    fields = {field: and_(IS_PUBLISHED, rule) for field, rule in completeness_rules().items()}
    for number in _sums(session, fields):
        yield Measurement("complete", number.value, "field", number.indicator)


def completeness_rules() -> Mapping[str, ColumnElement[bool]]:
    """Return, by field, the condition of the courses that state it; ``definitions`` has the titles of the fields."""
    run = CourseInstance.course_id == Course.id
    return {
        "description": or_(Course.description != "", Course.summary != ""),
        "skill_areas": exists().where(CourseSkillArea.course_id == Course.id),
        "language": Course.language.is_not(None),
        "delivery_mode": Course.delivery_mode.is_not(None),
        "dates": or_(Course.pace == "self-paced", exists().where(run, CourseInstance.start.is_not(None))),
        "place": or_(
            Course.delivery_mode == "online",
            exists().where(run, or_(CourseInstance.country.is_not(None), CourseInstance.locality != "")),
        ),
        "price": exists().where(run, CourseInstance.price_amount.is_not(None)),
        "workload": Course.workload.is_not(None),
        "eqf_level": Course.eqf_level.is_not(None),
        "credential": Course.credential.is_not(None),
        "learning_outcomes": func.length(cast(Course.learning_outcomes, Text)) > len("[]"),
    }


def _sums(session: Session, rules: Mapping[str, ColumnElement[bool]]) -> Iterator[Measurement]:
    """Yield how many courses fulfil each condition, in one pass over them."""
    sums = (func.coalesce(func.sum(case((rule, 1), else_=0)), 0) for rule in rules.values())
    row = session.execute(select(*sums)).one()
    yield from (Measurement(key, int(value)) for key, value in zip(rules, row, strict=True))


def _interest(session: Session, today: date) -> Iterator[Measurement]:
    columns = {
        "visits": DayInterest.visitors,
        "searches": DayInterest.searches,
        "fruitless": DayInterest.fruitless,
        "opened": DayInterest.opened,
        "followed": DayInterest.followed,
    }
    sums = (func.coalesce(func.sum(column), 0) for column in columns.values())
    row = session.execute(select(*sums).where(DayInterest.day.between(month_of(today), today))).one()
    yield from (Measurement(key, int(value)) for key, value in zip(columns, row, strict=True))


def _opened(session: Session, today: date) -> Iterator[Measurement]:
    """Yield how many courses were opened in each skill area; a course counts once in an area."""
    for root in skill_areas().roots():
        opened = select(func.sum(CourseInterest.opened)).where(
            CourseInterest.day.between(month_of(today), today),
            CourseInterest.course_id.in_(courses_in_areas(area_and_parts(root.key))),
        )
        yield Measurement("opened", int(session.scalar(opened) or 0), "skill_area", root.key)


def _seats(session: Session, today: date) -> Iterator[Measurement]:
    """Yield how many places are announced in all skill areas and in each: everywhere, and by country and region.

    Regions are of NUTS 1 and 2, and those in which a run is held.
    """
    place_columns = CourseInstance.country, CourseInstance.region
    upcoming = (IS_PUBLISHED, CourseInstance.status.not_in(NOT_HELD), CourseInstance.start >= today)
    query = select(*place_columns, func.sum(CourseInstance.capacity)).join(
        Course, Course.id == CourseInstance.course_id
    )
    for area in ("", *(root.key for root in skill_areas().roots())):
        in_area = [Course.id.in_(courses_in_areas(area_and_parts(area)))] if area else []
        seats: Counter[str] = Counter()
        for country, code, number in session.execute(query.where(*upcoming, *in_area).group_by(*place_columns)):
            seats.update(dict.fromkeys(["", *places_around(country, code)], int(number or 0)))
        yield Measurement("seats", seats.pop("", 0), *(("skill_area", area) if area else ()))
        yield from (
            Measurement("seats", number, "country" if len(place) == 2 else "region", place, area)
            for place, number in seats.items()
            if number
        )


def places_around(country: str | None, code: str | None) -> list[str]:
    """Return the country and the NUTS 1 and 2 regions around a country and NUTS code."""
    around = (
        [region_code for region_code in enclosing_regions(code) if len(region_code) <= NUTS_2_CODE_LENGTH]
        if code
        else []
    )
    home_country = country or (country_of(code) if code else None)
    return [*([home_country] if home_country else []), *around]


def courses_in_areas(keys: Sequence[str]) -> Select[int]:
    """Return a query for the ids of the courses of any of these areas."""
    return select(CourseSkillArea.course_id).where(CourseSkillArea.area_key.in_(keys))


def area_and_parts(root: str) -> list[str]:
    """Return the keys of an area and of all its parts."""
    areas = skill_areas()
    return [area.key for area in areas if root in areas.with_ancestors([area.key])]
