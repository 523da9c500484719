"""A collection's page: its texts in the reader's language, its courses with why they are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from markupsafe import escape

from catalogue.models import Collection, CollectionCourse, Course, CourseOverlay
from catalogue.search.port import Rule
from catalogue.services.curating.collections.reader_view import ShownCollection
from catalogue.web.search.card import Card, present_card
from catalogue.web.search.limits import label_of_limit
from catalogue.web.site import values
from catalogue.web.site.values import region_name, text_in_reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionView:
    """Texts with the language they are in, and pinned courses by section."""

    collection: Collection
    title: str
    title_lang: str
    introduction: str
    introduction_lang: str
    region: str
    sections: Sequence[tuple[str, Sequence[Card]]]
    rules: Sequence[str]
    total: int
    url: str


def present_collection(collection: Collection, shown: ShownCollection) -> CollectionView:
    """Return what the page of a collection shows above its list of courses."""
    title, title_lang = text_in_reader_language(collection.texts, "title")
    introduction, introduction_lang = text_in_reader_language(collection.texts, "introduction")
    return CollectionView(
        collection=collection,
        title=title or collection.slug,
        title_lang=title_lang,
        introduction=introduction,
        introduction_lang=introduction_lang,
        region=region_name(collection.region),
        sections=[
            (section, [present_pinned(collection, one, shown.overlays.get(one.course_id)) for one in group])
            for section, group in groupby(shown.pinned, key=lambda one: one.section)
        ],
        rules=[describe(rule) for rule in shown.contents.scope.rules],
        total=shown.total,
        url=url_for("collections.page", slug=collection.slug, _external=True),
    )


def present_member(card: Card, course: Course, collection: Collection, shown: ShownCollection) -> Card:
    """Return the card of a listed course with its note, its regional texts and the reason why it is in."""
    choice = shown.contents.notes.get(course.id)
    pinned = course.id in shown.contents.scope.include
    why = _("chosen by the curators") if pinned else ""
    return _dressed(card, course, collection, choice, shown.overlays.get(course.id), why)


def present_pinned(collection: Collection, choice: CollectionCourse, overlay: CourseOverlay | None) -> Card:
    """Return the card of a pinned course."""
    why = _("chosen by the curators")
    return _dressed(present_card(choice.course), choice.course, collection, choice, overlay, why)


def describe(rule: Rule) -> str:
    """Return a rule in words: its text, and the label of every filter and limit."""
    parts = [f"“{rule.text}”"] if rule.text else []
    either = " " + _("or") + " "
    for facet, chosen in rule.filters.items():
        parts.append(either.join(values.label(facet, value) for value in sorted(chosen)))
    parts += [label_of_limit(name, rule.limits) for name in rule.limits.named]
    return "; ".join(parts)


def _dressed(
    card: Card,
    course: Course,
    collection: Collection,
    choice: CollectionCourse | None,
    overlay: CourseOverlay | None,
    why: str,
) -> Card:
    notes = {code: {"note": text} for code, text in (choice.notes if choice else {}).items()}
    note, note_lang = text_in_reader_language(notes, "note")
    title, title_lang = text_in_reader_language(overlay.texts, "title") if overlay else ("", "")
    summary, _lang = text_in_reader_language(overlay.texts, "summary") if overlay else ("", "")
    changed = replace(card, note=note, note_lang=note_lang, why=why)
    changed = replace(changed, url=url_for("course.page", slug=course.slug, collection=collection.slug))
    if title:
        changed = replace(changed, title=escape(title), lang=title_lang)
    return replace(changed, excerpt=escape(summary)) if summary else changed


def event_name(action: str) -> str:
    """Return a step of the history in words."""
    names: dict[str, str] = {
        "created": _("began the collection"),
        "texts": _("changed the texts"),
        "rule-added": _("added a search"),
        "rule-removed": _("removed a search"),
        "pinned": _("chose a course"),
        "excluded": _("excluded a course"),
        "released": _("took a course off"),
        "moved": _("changed the order"),
        "noted": _("wrote a note"),
        "overlaid": _("wrote what applies in the region"),
        "undone": _("took a step back"),
        "state-published": _("published it"),
        "state-archived": _("archived it"),
        "state-draft": _("made it a draft"),
        "state-in-review": _("gave it for review"),
    }
    return names.get(action, action)
