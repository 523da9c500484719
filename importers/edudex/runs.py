"""Runs of a programme: when, where and for how much; what they leave out is said once for all of them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.edudex.texts import first, text_in
from importers.markup.json_document import Node, nodes, text

TIMEZONE = "Europe/Amsterdam"  # times are given without one
STATUS_BY_WORD = {"application opened": "scheduled", "canceled": "cancelled", "cancelled": "cancelled"}
PRICE_TYPE = "tuition fee"
WHOLE_PERIODS = frozenset({"", "program"})
TRUE, FALSE = frozenset({"true", "1"}), frozenset({"false", "0"})


def instance_drafts(program: Node, language: str) -> list[InstanceDraft]:
    """Return the runs; one without a date where only a price or a place is said of all of them."""
    schedule, admission = first(program.get("programSchedule")), first(program.get("programAdmission"))
    generic = first(schedule.get("genericProgramRun"))
    most = text(admission.get("maxNumberOfParticipants"))
    runs = [_instance(run, generic, most, language) for run in nodes(schedule.get("programRun"))]
    undated = _instance({}, generic, "", language)
    return runs or ([undated] if undated.price or undated.place else [])


def is_true(value: Any) -> bool:
    """Say whether it is true, in JSON or in XML."""
    return text(value).lower() in TRUE


def _instance(run: Node, generic: Node, most: str, language: str) -> InstanceDraft:
    price, currency = _price(run) if nodes(run.get("cost")) else _price(generic)
    start, end = _day(run.get("startDate")), _day(run.get("endDate"))
    days = sorted(nodes(run.get("courseDay")), key=lambda one: text(one.get("date")))
    starts, ends = (_moment(start, days[:1], "startTime"), _moment(end, days[-1:], "endTime"))
    has_time = "T" in f"{starts}{ends}"
    return InstanceDraft(
        external_id=text(run.get("id")) or None,
        start=starts,
        end=ends,
        timezone=TIMEZONE if has_time else "",
        enrolment_deadline=text(run.get("applicationDeadline")),
        place=_place(run, language) or _place(generic, language),
        mode="online" if is_true(run.get("fullyOnline")) else "",
        price=price,
        currency=currency,
        capacity=text(run.get("maxNumberOfParticipants")) or most,
        status=STATUS_BY_WORD.get(text(run.get("status")).lower(), ""),
    )


def _day(value: Any) -> str:
    """Return the day, which may be an object that says whether it is final."""
    return text(first(value).get("date")) or text(value)


def _moment(day: str, course_days: list[Node], name: str) -> str:
    """Return the day with the time of the first or last day of teaching, if that is the day."""
    for course_day in course_days:
        known, time = text(course_day.get("date")), text(course_day.get(name))
        if time and known and day in ("", known):
            return f"{known}T{time}"
        return day or known
    return day


def _place(run: Node, language: str) -> PlaceDraft | None:
    """Return the place of a run, else that of its first day of teaching that names one."""
    days = (first(one.get("location")) for one in nodes(run.get("courseDay")))
    location = next((one for one in (first(run.get("location")), *days) if one), {})
    place = PlaceDraft(
        name=text_in(location.get("locationName"), language),
        street=text(location.get("address")),
        postal_code=text(location.get("zipcode")),
        locality=text(location.get("city")),
        country=text(location.get("country")).upper(),
    )
    return place if place != PlaceDraft() else None


def _price(run: Node) -> tuple[str, str]:
    """Return the tuition fee with its tax; empty where it is one of several, or for a part of the time only."""
    fees = [
        cost
        for cost in nodes(run.get("cost"))
        if text(cost.get("costType")).lower() == PRICE_TYPE
        and text(cost.get("isRequiredCost")).lower() not in FALSE
        and text(cost.get("period")).lower() in WHOLE_PERIODS
        and text(cost.get("payableBy")).lower() != "group"
    ]
    prices = {(_with_tax(fee), text(fee.get("currency")).upper()) for fee in fees}
    return prices.pop() if len(prices) == 1 else ("", "")


def _with_tax(fee: Node) -> str:
    """Return the amount with the tax that is named beside it; as it is where none is."""
    amount, tax, percent = (text(fee.get(name)) for name in ("amount", "amountVAT", "VATPercentage"))
    try:
        if tax:
            return f"{Decimal(amount) + Decimal(tax):.2f}"
        return f"{Decimal(amount) * (100 + Decimal(percent)) / 100:.2f}" if percent else amount
    except InvalidOperation:
        return ""
