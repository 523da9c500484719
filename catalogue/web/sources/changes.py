"""Fields and their values as people read them: in reports of runs, and where a course's values come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date
from flask_babel import gettext as _
from markupsafe import Markup

from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import FIELDS, INSTANCE_FIELDS, field_label
from catalogue.domain.text.messages import N_
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale

MAX_VALUE_CHARACTERS = 400
# What is shown of a run after its days; where it is exactly, its zone and its own id say nothing to people.
OF_RUN = (
    "start_time",
    "end_time",
    "place_name",
    "street",
    "postal_code",
    "locality",
    "country",
    "price_amount",
    "mode",
)
OTHER_FIELD_LABELS = {
    "enrolment_deadline": N_("enrolment deadline"),
    "capacity": N_("capacity"),
    "language": N_("language"),
}


def changed_field_label(name: str) -> str:
    """Return the label of a field."""
    return field_label(name).translated(_)


def field_lines(name: str, value: object) -> list[str]:
    """Return a field's value as lines, one for each of several; none if there is nothing."""
    if value in (None, "", [], {}):
        return []
    if name == "instances":
        return [_run(one) for one in _sequence(value) if isinstance(one, Mapping)]
    if name == "translations" and isinstance(value, Mapping):
        return [f"{values.language(code)}: {_texts(texts)}" for code, texts in value.items()]
    if isinstance(value, list | tuple):
        return [_one(name, str(one)) for one in value]
    return [_one(name, str(value))]


def _one(name: str, text: str) -> str:
    told = FIELDS.get(name)
    if told and told.value_labels:
        return values.label(told.value_labels, text) or text
    if told and told.kind in (Kind.LANGUAGE, Kind.LANGUAGES):
        return values.language(text)
    if told and told.kind is Kind.DURATION:
        return values.workload(text) or text
    plain = Markup(text).striptags()  # noqa: S704 - only to take the tags out; it is escaped where it is shown
    return plain if len(plain) <= MAX_VALUE_CHARACTERS else f"{plain[:MAX_VALUE_CHARACTERS]}…"


def _run(run: Mapping[str, object]) -> str:
    days = " – ".join(_day(run[name]) for name in ("start", "end") if run.get(name))
    details = [_of_run(name, run) for name in OF_RUN if run.get(name) not in (None, "")]
    named = [
        f"{_(text)}: {_of_run(name, run)}"
        for name, text in OTHER_FIELD_LABELS.items()
        if run.get(name) not in (None, "")
    ]
    status = values.label("status", str(run["status"])) if run.get("status", "scheduled") != "scheduled" else ""
    return ", ".join(filter(None, [days, *details, *named, status, str(run.get("url") or "")]))


def _day(day: object) -> str:
    return format_date(date.fromisoformat(str(day)), "medium", locale=cldr_locale())


def _of_run(name: str, run: Mapping[str, object]) -> str:
    text = str(run[name])
    if name == "enrolment_deadline":
        return _day(text)
    if name == "language":
        return values.language(text)
    if name == "country":
        return values.country(text)
    if name == "price_amount":
        return f"{text} {run.get('price_currency') or ''}".strip()
    facet = INSTANCE_FIELDS[name].value_labels if name in INSTANCE_FIELDS else ""
    return values.label(facet, text) if facet else text


def _texts(texts: object) -> str:
    return " – ".join(map(str, texts.values())) if isinstance(texts, Mapping) else str(texts)


def _sequence(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
