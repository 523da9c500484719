"""What the index holds of the runs of a course, each apart from the others, and what a course without runs answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from catalogue.domain.course.records import NOT_HELD, DeliveryMode
from catalogue.domain.course.reference_rates import in_euros
from catalogue.domain.course.runs import is_over
from catalogue.domain.places.localities import town_of_locality
from catalogue.domain.places.regions import enclosing_regions
from catalogue.domain.time.durations import taught_hours
from catalogue.models import Course, CourseInstance
from catalogue.search.documents import RunDocument

ANYTIME = "anytime"
ONLINE = "online"
"""Beside countries: what takes place nowhere."""
DAYS_PER_WEEK = 7
Values = dict[str, list[str]]


def takes_place(run: CourseInstance) -> bool:
    """Say whether a run was not cancelled."""
    return run.status not in NOT_HELD


def runs_that_answer(course: Course, today: date) -> list[CourseInstance]:
    """Return the runs by which a course is found on a day: those that are over only where no other is left, so that the
    course has a place."""
    taking_place = [run for run in course.instances if takes_place(run)]
    return [run for run in taking_place if not is_over(run, today)] or taking_place


def run_documents(course: Course, today: date) -> list[RunDocument]:
    """Return what the index holds of each run by which the course is found on a day."""
    runs = runs_that_answer(course, today)
    hours = hours_of(course)
    return [_document(course, run, runs, hours, today) for run in runs]


def values_of_runs(course: Course, today: date) -> Values:
    """Return the values of the facets of runs that any of its runs gives a course, or its own where it has none."""
    runs = runs_that_answer(course, today)
    several = [_values(course, run, runs, today) for run in runs] or [_values_without_runs(course)]
    return {key: list(dict.fromkeys(value for values in several for value in values[key])) for key in several[0]}


def hours_of(course: Course) -> float | None:
    """Return the hours that a course takes, as far as its workload says."""
    hours = taught_hours(course.workload) if course.workload else None
    return None if hours is None else float(hours)


def _document(
    course: Course, run: CourseInstance, runs: Sequence[CourseInstance], hours: float | None, today: date
) -> RunDocument:
    latitude, longitude = (
        _coordinates(run) if (run.mode or course.delivery_mode) != DeliveryMode.ONLINE else (None, None)
    )
    return RunDocument(
        facets=_values(course, run, runs, today),
        start=None if is_over(run, today) else run.start,
        price=None if run.price_amount is None else in_euros(run.price_amount, run.price_currency),
        hours_per_week=_hours_per_week(run, hours),
        latitude=latitude,
        longitude=longitude,
    )


def _values(course: Course, run: CourseInstance, runs: Sequence[CourseInstance], today: date) -> Values:
    """Return the values of one run; what it does not say of itself is what the course says, or the provider's place
    where none of its runs has one. One that is over never answers by its month."""
    mode = run.mode or course.delivery_mode
    country = run.country or (None if any(each.country for each in runs) else course.provider.country)
    placed = any(_has_place(each) for each in runs)
    month = f"{run.start:%Y-%m}" if run.start and not is_over(run, today) else None
    return _distinct(
        {
            "country": [country, ONLINE if mode == DeliveryMode.ONLINE else None],
            "language": [run.language] if run.language else course.teaching_languages or [course.language],
            "delivery_mode": [mode],
            "price": [_price(run)],
            "starts": [month, _anytime(course)],
            "region": enclosing_regions((run.region if placed else course.provider.region) or ""),
        }
    )


def _values_without_runs(course: Course) -> Values:
    return _distinct(
        {
            "country": [course.provider.country, ONLINE if course.delivery_mode == DeliveryMode.ONLINE else None],
            "language": course.teaching_languages or [course.language],
            "delivery_mode": [course.delivery_mode],
            "price": [],
            "starts": [_anytime(course)],
            "region": enclosing_regions(course.provider.region or ""),
        }
    )


def _distinct(values: Mapping[str, Iterable[str | None]]) -> Values:
    """Return the values that there are; of languages, without regional subtags."""
    whole = {key: [value for value in found if value] for key, found in values.items()}
    whole["language"] = [code.split("-")[0] for code in whole["language"]]
    return {key: list(dict.fromkeys(found)) for key, found in whole.items()}


def _has_place(run: CourseInstance) -> bool:
    return bool(run.region or run.locality or run.country)


def _anytime(course: Course) -> str | None:
    return ANYTIME if course.pace == "self-paced" else None


def _price(run: CourseInstance) -> str | None:
    if run.price_amount is None:
        return None
    return "paid" if run.price_amount else "free"


def _hours_per_week(run: CourseInstance, hours: float | None) -> float | None:
    """Return the hours of the course spread over the weeks of a run, None where either is not known; a run of less than
    a week takes all of them in one."""
    if hours is None or run.start is None or run.end is None or run.end < run.start:
        return None
    return hours / max(1.0, ((run.end - run.start).days + 1) / DAYS_PER_WEEK)


def _coordinates(run: CourseInstance) -> tuple[float, float] | tuple[None, None]:
    """Return where a run takes place in degrees: as its source says, else where its town lies."""
    if run.latitude is not None and run.longitude is not None:
        return run.latitude, run.longitude
    town = town_of_locality(run.locality, run.country, run.region) if run.locality and run.country else None
    return (town.latitude, town.longitude) if town else (None, None)
