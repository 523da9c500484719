"""Events of one title as one course with its instances."""

from __future__ import annotations

from collections.abc import Iterable

from catalogue.domain.course.identity import title_key
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from importers.ical.instances import address
from importers.ical.reading import Component, parameter, text, value

PICTURE_MEDIA_TYPE = "image/"


def shared_title(event: Component) -> str:
    """Return what events of one course share: their title as matching compares it."""
    return title_key(text(event, "SUMMARY"))


def identifier_of(event: Component) -> str | None:
    """Return what an event's course is known by, None if it has no title."""
    return slugify(text(event, "SUMMARY"), 200) or None


def course_draft(events: list[Component], runs: list[InstanceDraft], home: str, language: str) -> CourseDraft:
    """Return the course of events that share a title; ``home`` is the calendar's own page, for events without one.

    Events carry ids, courses do not: the title is what stays when dates come and go, so its words are the id.
    """
    first = events[0]
    pages = list(dict.fromkeys(filter(None, map(address, events))))
    for run in runs:
        run.url = "" if run.url in pages[:1] else run.url
    modes = {run.mode for run in runs}
    return CourseDraft(
        where=_where(first),
        title=text(first, "SUMMARY"),
        url=next(iter(pages), home),
        external_id=identifier_of(first),
        description=text(first, "X-ALT-DESC") or text(first, "DESCRIPTION"),
        page_language=parameter(first, "SUMMARY", "LANGUAGE") or language,
        keywords=_categories(events),
        delivery_mode=modes.pop() if len(modes) == 1 else "",
        image=_picture(first),
        instances=runs,
    )


def _where(event: Component) -> str:
    return f"event {text(event, 'UID')[:80] or text(event, 'SUMMARY')[:80]}"


def _categories(events: Iterable[Component]) -> list[str]:
    found = (event.get("CATEGORIES") for event in events)
    groups = (group for each in found if each is not None for group in (each if isinstance(each, list) else [each]))
    return list(dict.fromkeys(str(word).strip() for group in groups for word in getattr(group, "cats", ())))


def _picture(event: Component) -> str:
    for name in ("IMAGE", "ATTACH"):
        found = str(value(event, name) or "")
        if is_web_address(found) and (
            name == "IMAGE" or parameter(event, name, "FMTTYPE").startswith(PICTURE_MEDIA_TYPE)
        ):
            return found
    return ""
