"""What an entry of a feed says of a course; its page says more."""

from __future__ import annotations

from typing import Any

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft, ProviderDraft

Entry = Any
"""A ``feedparser.FeedParserDict``."""

# RSS 1.0's event module, xCal, and Google's gd:when, as the parser names them; "published" is the date of the entry.
STARTS = ("ev_startdate", "xcal_dtstart", "startdate", "event_startdate")
ENDS = ("ev_enddate", "xcal_dtend", "enddate", "event_enddate")
PLACES = ("ev_location", "xcal_location", "event_location")


def course_draft(entry: Entry, number: int, url: str, language: str) -> CourseDraft:
    """Return an entry's course; ``url`` is its page, absolute or empty, ``language`` the feed's."""
    title = entry.get("title_detail") or {}
    return CourseDraft(
        where=f"entry {number}",
        title=said(entry, "title"),
        url=url,
        external_id=None if url else said(entry, "id") or None,  # its page is known by its address too
        summary=_summary(entry),
        description=_description(entry),
        page_language=title.get("language") or language,
        provider=next((ProviderDraft(name=name) for name in [said(entry, "ev_organizer")] if name), None),
        keywords=[word for tag in entry.get("tags", []) if (word := str(tag.get("term") or "").strip())],
        image=_image(entry),
        instances=_instances(entry),
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


def _instances(entry: Entry) -> list[InstanceDraft]:
    place = said(entry, *PLACES)
    when = entry.get("gd_when") or {}
    run = InstanceDraft(
        start=said(entry, *STARTS) or said(when, "starttime"),
        end=said(entry, *ENDS) or said(when, "endtime"),
        place=PlaceDraft(name=place) if place else None,
    )
    return [run] if run != InstanceDraft() else []


def _image(entry: Entry) -> str:
    """Return a picture of the entry (media:content, media:thumbnail, enclosure); empty if there is none."""
    pictures = [one.get("url") for one in entry.get("media_thumbnail", [])]
    for one in (*entry.get("media_content", []), *entry.get("enclosures", [])):
        if str(one.get("type") or one.get("medium") or "").startswith("image"):
            pictures.append(one.get("url") or one.get("href"))
    return next((str(url) for url in pictures if url), "")
