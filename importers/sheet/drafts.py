"""Courses from rows: rows that share an id, or a title and an address, are instances of one course."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft

SEPARATORS = re.compile(r"\s*[|;]\s*")
PLACE = ("venue", "street", "postal_code", "city", "region", "country")
TRUTH = {"true": "online", "yes": "online", "1": "online", "ja": "online", "oui": "online", "si": "online"}
UNTRUTH = {"false": "onsite", "no": "onsite", "0": "onsite", "nein": "onsite", "non": "onsite"}


class CourseRows:
    """Gathers consecutive rows of one course; only the course under way is kept in memory."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._course: CourseDraft | None = None
        self._identity: tuple[str, ...] = ()

    def add(self, number: int, values: Mapping[str, str]) -> Iterator[CourseDraft]:
        """Take a row; yields the course before it once that is complete."""
        identity = _identity(values)
        if self._course is not None and identity == self._identity:
            self._course.instances += _instances(values)
            return
        yield from self.last()
        self._course, self._identity = _course(number, values, self._page), identity

    def last(self) -> Iterator[CourseDraft]:
        """The course under way, if there is one."""
        if self._course is not None:
            yield self._course
        self._course = None


def _identity(values: Mapping[str, str]) -> tuple[str, ...]:
    if "id" in values:
        return (values["id"],)
    return values.get("title", ""), values.get("url", "")


def _course(number: int, values: Mapping[str, str], page: Page) -> CourseDraft:
    return CourseDraft(
        where=f"row {number}",
        title=values.get("title", ""),
        url=values.get("url", ""),
        external_id=values.get("id"),
        summary=values.get("summary", ""),
        description=values.get("description", ""),
        page_language=page.language or "",
        language=values.get("language", ""),
        teaching_languages=_list(values, "language"),
        provider=ProviderDraft(name=values["provider"]) if "provider" in values else None,
        skill_areas=_list(values, "skill_areas"),
        keywords=_list(values, "keywords"),
        learning_outcomes=_list(values, "learning_outcomes"),
        prerequisites=values.get("prerequisites", ""),
        audience=", ".join(_list(values, "audience")),
        eqf_level=values.get("eqf_level", ""),
        credential=values.get("credential", ""),
        workload=values.get("workload", ""),
        delivery_mode=_mode(values),
        instances=_instances(values),
    )


def _list(values: Mapping[str, str], name: str) -> list[str]:
    return [part for part in SEPARATORS.split(values.get(name, "")) if part]


def _mode(values: Mapping[str, str]) -> str:
    """A column headed "Online" answers with yes or no instead of a mode."""
    given = values.get("delivery_mode", "")
    return {**TRUTH, **UNTRUTH}.get(given.lower(), given)


def _instances(values: Mapping[str, str]) -> list[InstanceDraft]:
    """One instance, if the row says anything of when, where or for how much."""
    told = ("start_date", "end_date", "price", "capacity", "deadline", *PLACE)
    if not any(name in values for name in told):
        return []
    return [
        InstanceDraft(
            start=values.get("start_date", ""),
            end=values.get("end_date", ""),
            timezone=values.get("timezone", ""),
            enrolment_deadline=values.get("deadline", ""),
            place=_place(values),
            mode=_mode(values),
            price=values.get("price", ""),
            currency=values.get("currency", ""),
            capacity=values.get("capacity", ""),
        )
    ]


def _place(values: Mapping[str, str]) -> PlaceDraft | None:
    if not any(name in values for name in PLACE):
        return None
    return PlaceDraft(
        name=values.get("venue", ""),
        street=values.get("street", ""),
        postal_code=values.get("postal_code", ""),
        locality=values.get("city", ""),
        region=values.get("region", ""),
        country=values.get("country", ""),
    )
