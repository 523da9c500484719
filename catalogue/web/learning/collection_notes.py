"""What a region adds to a course, for a reader who comes from one of its collections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from catalogue.extensions import Session
from catalogue.models import Course
from catalogue.services.curating.collections.reading import collection_by_slug, is_public, overlays
from catalogue.web.site.values import region_name, text_in_reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalView:
    """The region, its collection, and what it says: label, text and the language of the text."""

    region: str
    collection: str
    collection_url: str
    title: tuple[str, str]
    lines: Sequence[tuple[str, str, str]]


def present_local(session: Session, course: Course, slug: str) -> LocalView | None:
    """Return what a region adds to a course; None unless the reader comes from a public collection."""
    collection = collection_by_slug(session, slug) if slug else None
    if collection is None or not is_public(collection):
        return None
    overlay = overlays(session, collection.region, [course.id]).get(course.id)
    texts = overlay.texts if overlay else {}
    labels = {
        "summary": _("In short"),
        "contact": _("Contact in the region"),
        "funding": _("Funding that applies here"),
        "dates": _("Dates in the region"),
    }
    found = [(label, *text_in_reader_language(texts, name)) for name, label in labels.items()]
    return LocalView(
        region=region_name(collection.region),
        collection=text_in_reader_language(collection.texts, "title")[0] or collection.slug,
        collection_url=url_for("collections.page", slug=collection.slug),
        title=text_in_reader_language(texts, "title"),
        lines=[line for line in found if line[1]],
    )
