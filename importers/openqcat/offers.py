"""A service that is an offer, as a course without its runs."""

from __future__ import annotations

import re

from catalogue.ingestion.contract import CourseDraft
from importers.markup.sections import sections
from importers.openqcat.codes import PACE_BY_FLEXIBLE_START
from importers.openqcat.header import Header, said, text_of
from importers.openqcat.runs import mode_of, modules_of, teaching_languages
from importers.xcri.elements import Node

WORD = re.compile(r"\w+")
FUNDING = ("FUNDING_TYPES_FEDERAL", "FUNDING_TYPES_REGIONAL")


def course_draft(service: Node, details: Node, education: Node, header: Header) -> CourseDraft:
    """Return the course; its runs are added by whoever knows them all.

    An address is not obligatory: where it is missing, people are sent to the site of the supplier.
    """
    title, identifier = details.text("TITLE"), service.text("PRODUCT_ID") or None
    modules, provider = modules_of(education), header.supplier(service.text("SUPPLIER_ID_REF"))
    site = provider.url if provider and identifier else ""
    return CourseDraft(
        where=f"line {service.element.sourceline}",
        title=title,
        url=header.address(service, education) or site,
        external_id=identifier,
        description=sections(text_of(details, "DESCRIPTION_LONG"), *_funding_words(education)),
        page_language=header.language,
        teaching_languages=teaching_languages(education),
        provider=provider,
        skill_areas=[
            text for part in service.inside("SERVICE_CLASSIFICATION", "FEATURE") for text in part.texts("FVALUE")
        ],
        keywords=_keywords(details, education, title),
        prerequisites=said(text_of(details, "REQUIREMENTS")),
        audience=said(details.at("TARGET_GROUP", "TARGET_GROUP_TEXT")),
        credential=_credential(education),
        workload=_one(
            {said(module.text("EST_DURATION") or module.at("DURATION", "DATE_REMARKS")) for module in modules}
        ),
        delivery_mode=mode_of(education),
        pace=_one({PACE_BY_FLEXIBLE_START.get(module.text("FLEXIBLE_START"), "") for module in modules}),
    )


def _funding_words(education: Node) -> list[str]:
    return [text for part in education.nodes("SUBSIDY") if (text := said(text_of(part, "SUBSIDY_DESCRIPTION")))]


def _keywords(details: Node, education: Node, title: str) -> list[str]:
    """Return keywords that are not words of the title, which KURSNET repeats, and what pays for the course."""
    known = set(WORD.findall(title.casefold()))
    words = [word for word in details.texts("KEYWORD") if not known.issuperset(WORD.findall(word.casefold()))]
    degrees = [said(part.text("DEGREE_TITLE")) for part in education.nodes("DEGREE")]
    extended = education.nodes("EXTENDED_INFO")
    funders = [text for part in extended for name in FUNDING for text in part.texts(name)]
    measures = [text for part in (education, *extended) for text in part.texts("MEASURE_NUMBER")]
    return [word for word in dict.fromkeys([*words, *degrees, *funders, *measures]) if word and word != title]


def _credential(education: Node) -> str:
    """Return the kind of examination and what it leads to, as written."""
    exams = [said(one.element.get("type") or "") for one in education.inside("DEGREE", "DEGREE_EXAM")]
    titles = [said(one.text("DEGREE_TITLE")) for one in education.nodes("DEGREE")]
    return ", ".join(dict.fromkeys(filter(None, (one for one in [*exams, *titles] if not one.isdigit()))))


def _one(values: set[str]) -> str:
    """Return the value in which all segments agree; empty if they differ."""
    return values.pop() if len(values) == 1 else ""
