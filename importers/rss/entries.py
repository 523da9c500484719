"""What an entry of a feed says of a course; its page says more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft, ProviderDraft
from importers.rss.elements import values_by_column

Entry = Any
"""A ``feedparser.FeedParserDict``."""


def course_draft(entry: Entry, number: int, url: str, language: str) -> CourseDraft:
    """Return an entry's course; ``url`` is its page, absolute or empty, ``language`` the feed's."""
    title = entry.get("title_detail") or {}
    told = values_by_column(entry)
    return CourseDraft(
        where=f"entry {number}",
        title=said(entry, "title"),
        url=url,
        external_id=None if url else said(entry, "id") or None,  # its page is known by its address too
        summary=_summary(entry),
        description=_description(entry),
        page_language=title.get("language") or language,
        provider=ProviderDraft(name=told["provider"]) if "provider" in told else None,
        prerequisites=told.get("prerequisites", ""),
        workload=told.get("workload", ""),
        delivery_mode=told.get("delivery_mode", ""),
        keywords=[word for tag in entry.get("tags", []) if (word := str(tag.get("term") or "").strip())],
        image=_image(entry),
        instances=_instances(entry, told),
    )


def said(entry: Entry, *names: str) -> str:
    """Return the first of these values that is not empty, as text."""
    values = (entry.get(name) for name in names)
    return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")


def _description(entry: Entry) -> str:
    """Return the whole text where there is one, else the summary."""
    contents = (str(part.get("value") or "") for part in entry.get("content", []))
    return next(filter(None, contents), "") or said(entry, "summary")


def _summary(entry: Entry) -> str:
    return said(entry, "summary") if entry.get("content") else ""


def _instances(entry: Entry, told: Mapping[str, str]) -> list[InstanceDraft]:
    when = entry.get("gd_when") or {}
    place = PlaceDraft(
        name=told.get("venue", ""),
        street=told.get("street", ""),
        postal_code=told.get("postal_code", ""),
        locality=told.get("city", ""),
        country=told.get("country", ""),
    )
    run = InstanceDraft(
        start=told.get("start_date", "") or said(when, "starttime"),
        end=told.get("end_date", "") or said(when, "endtime"),
        enrolment_deadline=told.get("deadline", ""),
        place=place if place != PlaceDraft() else None,
        price=told.get("price", ""),
        currency=told.get("currency", ""),
        capacity=told.get("capacity", ""),
    )
    return [run] if run != InstanceDraft() else []


def _image(entry: Entry) -> str:
    """Return a picture of the entry (media:content, media:thumbnail, enclosure); empty if there is none."""
    pictures = [one.get("url") for one in entry.get("media_thumbnail", [])]
    for one in (*entry.get("media_content", []), *entry.get("enclosures", [])):
        if str(one.get("type") or one.get("medium") or "").startswith("image"):
            pictures.append(one.get("url") or one.get("href"))
    return next((str(url) for url in pictures if url), "")
