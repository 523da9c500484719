"""Events of one title as one course with its instances."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from catalogue.domain.course.identity import title_key
from catalogue.domain.places.online_places import ONLINE_ROOMS
from catalogue.domain.text.phrases import Phrases
from catalogue.domain.text.sanitisation import plain_text
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from importers.ical.instances import address
from importers.ical.reading import Component, parameter, text, value

PICTURE_MEDIA_TYPE = "image/"
MIN_SHARE_OF_WORDS = 0.9
"""The share of the description's words from which its HTML form stands for it: links are written out in plain text."""
LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]", re.I)
LABELLED_LINE = re.compile(r"^\W*([^\W\d_][^:\n<>]{0,40}):\s(.+)$", re.M)
PLACE_LABELS = frozenset({"venue", "street", "postal_code", "city", "region", "country"})


def shared_title(event: Component) -> str:
    """Return what events of one course share: their title as matching compares it."""
    return title_key(text(event, "SUMMARY"))


def identifier_of(event: Component) -> str | None:
    """Return what an event's course is known by, None if it has no title."""
    return slugify(text(event, "SUMMARY"), 200) or None


def course_draft(
    events: list[Component], runs: list[InstanceDraft], home: str, language: str, external_id: str | None
) -> CourseDraft:
    """Return the course of events that share a title; ``home`` is the calendar's own page, for events without one."""
    first = events[0]
    pages = list(dict.fromkeys(filter(None, map(address, events)))) or list(filter(None, [_only_link(events)]))
    for run in runs:
        run.url = "" if run.url in pages[:1] else run.url
    modes = {run.mode for run in runs}
    return CourseDraft(
        where=_where(first),
        title=text(first, "SUMMARY"),
        url=next(iter(pages), home),
        external_id=external_id,
        description=_description(first),
        page_language=parameter(first, "SUMMARY", "LANGUAGE") or language,
        keywords=_categories(events),
        delivery_mode=modes.pop() if len(modes) == 1 else "",
        image=_picture(first),
        instances=runs,
    )


def _description(event: Component) -> str:
    """Return the HTML form of the description, unless the plain one says more."""
    plain, html = text(event, "DESCRIPTION"), text(event, "X-ALT-DESC")
    is_whole = len(plain_text(html).split()) >= MIN_SHARE_OF_WORDS * len(plain.split())
    return html if html and is_whole else plain or html


def _only_link(events: Iterable[Component]) -> str:
    """Return the only address that the descriptions name; empty if there are several.

    Outlook and Exchange write no URL. The address of a venue or of a meeting room is not the course's page.
    """
    links: dict[str, None] = {}
    for event in events:
        described = f"{text(event, 'DESCRIPTION')}\n{text(event, 'X-ALT-DESC')}"
        elsewhere = {*LINK.findall(text(event, "LOCATION")), parameter(event, "LOCATION", "ALTREP")}
        for label, stated in LABELLED_LINE.findall(described):
            elsewhere |= set(LINK.findall(stated)) if _is_place_label(label) else set()
        for link in LINK.findall(described):
            if not any(link.startswith(each.rstrip("/")) for each in elsewhere if each) and not any(
                room in link for room in ONLINE_ROOMS
            ):
                links[link] = None
    return next(iter(links)) if len(links) == 1 else ""


@cache
def _is_place_label(label: str) -> bool:
    return (Phrases.of("columns", str).exactly(label) or label.lower()) in PLACE_LABELS


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
