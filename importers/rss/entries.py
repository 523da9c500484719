"""What an entry of a feed says of a course; its page says more."""

from __future__ import annotations

from typing import Any

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, ProviderDraft
from importers.plain_page.blocks import put
from importers.rss.own_elements import facts_of

Entry = Any
"""A ``feedparser.FeedParserDict``."""


def course_draft(entry: Entry, number: int, url: str, language: str) -> CourseDraft:
    """Return an entry's course; ``url`` is its page, absolute or empty, ``language`` the feed's."""
    title = entry.get("title_detail") or {}
    draft = CourseDraft(
        where=f"entry {number}",
        title=said(entry, "title"),
        url=url,
        external_id=None if url else said(entry, "id") or None,  # its page is known by its address too
        summary=_summary(entry),
        description=_description(entry),
        page_language=title.get("language") or language,
        keywords=[word for tag in entry.get("tags", []) if (word := str(tag.get("term") or "").strip())],
        image=_image(entry),
        licence=_licence(entry),
        instances=_instances(entry),
    )
    for field, value in facts_of(entry, draft.page_language):
        if field == "provider.name":
            draft.provider = ProviderDraft(name=value)
        else:
            put(draft, field, value)
    return draft


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
    """Return the run that Google's ``gd:when`` states in attributes."""
    when = entry.get("gd_when") or {}
    run = InstanceDraft(start=said(when, "starttime"), end=said(when, "endtime"))
    return [run] if run != InstanceDraft() else []


def _licence(entry: Entry) -> str:
    """Return the licence that a link of the entry leads to, as Creative Commons' module has it; else empty."""
    return next((str(link.get("href") or "") for link in entry.get("links", []) if link.get("rel") == "license"), "")


def _image(entry: Entry) -> str:
    """Return a picture of the entry (media:content, media:thumbnail, enclosure); empty if there is none."""
    pictures = [one.get("url") for one in entry.get("media_thumbnail", [])]
    for one in (*entry.get("media_content", []), *entry.get("enclosures", [])):
        if str(one.get("type") or one.get("medium") or "").startswith("image"):
            pictures.append(one.get("url") or one.get("href"))
    return next((str(url) for url in pictures if url), "")
