"""Courses and programmes as drafts, in the language of the page or else in the first they are written in."""

from __future__ import annotations

from typing import Any

from catalogue.domain.text.web_addresses import with_scheme
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, ProviderDraft
from importers.markup.json_document import Node, text
from importers.markup.texts import best, others, own_language
from importers.ooapi import values
from importers.ooapi.offerings import instance_draft, is_published, place_draft
from importers.ooapi.values import first, texts_by_language

COURSE_IDS = ("courseId", "programId", "programmeId")
ISCED_DIGITS = 4  # what is longer is the Dutch extension of the list


def course_id(node: Node) -> str:
    """Return the id of a course or programme; empty for what is neither."""
    return next((found for name in COURSE_IDS if (found := text(node.get(name)))), "")


def course_draft(node: Node, where: str, page: Page, offerings: list[Node]) -> CourseDraft:
    """Return a course with these offerings as its runs; one without runs has its place and price in one undated."""
    titles, descriptions = texts_by_language(node.get("name")), texts_by_language(node.get("description"))
    language = own_language(titles, page.language)
    runs = [instance_draft(one, language) for one in offerings if is_published(one)]
    addresses = (with_scheme(text(one.get("link"))) for one in (node, *offerings))
    return CourseDraft(
        where=where,
        title=best(titles, language),
        url=next(filter(None, addresses), ""),
        external_id=course_id(node) or None,
        description=best(descriptions, language),
        page_language=language,
        teaching_languages=values.languages_of(node),
        provider=_provider(node.get("organization") or node.get("organisation"), language),
        learning_outcomes=[best(outcome, language) for outcome in values.outcomes_of(node)],
        prerequisites=best(texts_by_language(node.get("admissionRequirements") or node.get("requirements")), language),
        eqf_level=values.level_of(node),
        isced_f=text(node.get("fieldsOfStudy"))[:ISCED_DIGITS],
        credits=values.credits_of(node),
        credential=values.credential_of(node),
        workload=values.workload_of(node),
        delivery_mode=values.mode_of(node),
        pace=values.PACE_BY_MODE_OF_STUDY.get(values.plain(node.get("modeOfStudy")), ""),
        translations=others(titles, [], language),
        instances=with_runs(_undated(node, language), runs),
    )


def with_runs(known: list[InstanceDraft], runs: list[InstanceDraft]) -> list[InstanceDraft]:
    """Return all runs; what the course says of its place holds for those that do not state another."""
    undated = [one for one in known if one.external_id is None]
    place = next((one.place for one in undated), None)
    for run in runs:
        run.place = run.place or place
    dated = [*(one for one in known if one.external_id is not None), *runs]
    return dated or undated


def _undated(node: Node, language: str) -> list[InstanceDraft]:
    whole = instance_draft(node, language)
    known = InstanceDraft(place=whole.place, price=whole.price, currency=whole.currency)
    return [known] if known != InstanceDraft() else []


def course_of_offering(offering: Node) -> Node:
    """Return the course an offering is of, where it is given with it; else what the offering itself says of it."""
    expanded = first([offering.get(name) for name in ("course", "program", "programme")])
    if expanded:
        return expanded
    known = ("name", "description", "link", "teachingLanguage", "teachingLanguages", "organization", "organisation")
    return {"courseId": course_reference(offering), **{name: offering[name] for name in known if name in offering}}


def course_reference(offering: Node) -> str:
    """Return the id of the course an offering is of, however it is referred to."""
    inside = first([offering.get(name) for name in ("course", "program", "programme")])
    plain = (text(offering.get(name)) for name in ("course", "program", "programme", *COURSE_IDS))
    return course_id(inside) or next(filter(None, plain), "")


def _provider(value: Any, language: str) -> ProviderDraft | None:
    """Return the organisation where it is given whole, not by its id alone."""
    organisation = first([value])
    name = best(texts_by_language(organisation.get("name")), language)
    place = place_draft(organisation.get("addresses"), language)
    country = place.country if place else ""
    return ProviderDraft(name=name, url=with_scheme(text(organisation.get("link"))), country=country) if name else None
