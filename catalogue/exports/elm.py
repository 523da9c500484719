"""European Learning Model 3.1, profile LOQ (learning opportunities and qualifications): what Europass reads.

https://github.com/european-commission-empl/European-Learning-Model. The schema wants for every opportunity a language,
a provider in a country, and a learning outcome; a course that does not tell them is left out, with the reason.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

from lxml import etree
from lxml.builder import ElementMaker

from catalogue.domain.sanitising import plain_text
from catalogue.exports import elm_codes
from catalogue.exports.contract import Catalogue, Format, Written
from catalogue.models import Course, CourseInstance, Provider

LOQ = "http://data.europa.eu/snb/model/ap/loq-constraints/"
Element = etree._Element
E: Any = ElementMaker(namespace=LOQ, nsmap={None: LOQ})
SECTIONS = ("learningOpportunity", "learningAchievementSpecification", "learningOutcome", "agent", "location")
IN_MEMORY = 8_000_000
WEEKS = re.compile(r"P(\d+)W")
Parts = Iterator[tuple[str, Element]]


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> Written:
    """The document has a section for each kind of thing, so each section waits in a file of its own."""
    written, seen = Written(), set[str]()
    with ExitStack() as open_files:
        sections = {name: open_files.enter_context(SpooledTemporaryFile(IN_MEMORY)) for name in SECTIONS}
        for course in courses:
            if lacking := _lacking(course):
                written.left_out[lacking] += 1
                continue
            for section, part in _parts(course, catalogue.page_of(course), catalogue):
                if part.get("id") not in seen:
                    seen.add(str(part.get("id")))
                    sections[section].write(etree.tostring(part))
            written.courses += 1
        _join(sections, out)
    return written


def _join(sections: dict[str, SpooledTemporaryFile[bytes]], out: BinaryIO) -> None:
    out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<Courses xmlns="{LOQ}" xsdVersion="3.1.0">\n'.encode())
    for name, file in sections.items():
        if file.tell():
            out.write(f"<{name}References>".encode())
            _copy(file, out)
            out.write(f"</{name}References>\n".encode())
    out.write(b"</Courses>\n")


def _copy(file: SpooledTemporaryFile[bytes], out: IO[bytes]) -> None:
    file.seek(0)
    shutil.copyfileobj(file, out)


def _lacking(course: Course) -> str:
    """What the schema wants and the course does not tell; empty if nothing."""
    if not course.language or not elm_codes.language(course.language):
        return "no language"
    if not course.provider.country or not elm_codes.country(course.provider.country):
        return "provider without a country"
    return "" if _outcomes(course) else "neither learning outcomes nor a summary"


def _outcomes(course: Course) -> list[str]:
    """What the course says is learned; where it has no list of outcomes, its summary says it in one."""
    return [outcome for outcome in course.learning_outcomes if outcome.strip()] or [course.summary][
        : bool(course.summary)
    ]


def _parts(course: Course, page: str, catalogue: Catalogue) -> Parts:
    language = (course.language or "").split("-")[0]
    places = {f"{page}#place-{number}": run for number, run in enumerate(course.instances) if _is_somewhere(run)}
    yield "learningOpportunity", _opportunity(course, page, language, list(places), catalogue)
    yield "learningAchievementSpecification", _specification(course, page, language)
    for number, outcome in enumerate(_outcomes(course)):
        yield "learningOutcome", E.learningOutcome(_text("title", outcome, language), id=f"{page}#outcome-{number}")
    yield "agent", _organisation(course.provider, language, catalogue)
    yield "location", _seat(course.provider, catalogue)
    for address, run in places.items():
        yield "location", _place(run, address, language)


def _opportunity(course: Course, page: str, language: str, places: list[str], catalogue: Catalogue) -> Element:
    described = plain_text(course.description) or course.summary
    made: Element = E.learningOpportunity(
        _text("title", course.title, language),
        *([_text("description", described, language)] if described else []),
        E.type(uri=elm_codes.COURSE),
        E.homepage(_concept("language", elm_codes.language(language)), E.contentUrl(course.url or page)),
        *([E.duration(_duration(course.workload))] if course.workload else []),
        *_modes(course),
        *_prices(course),
        E.providedBy(idref=_address(course.provider, catalogue)),
        *(E.location(idref=place) for place in places),
        E.learningAchievementSpecification(idref=f"{page}#specification"),
        _concept("defaultLanguage", elm_codes.language(language)),
        id=page,
    )
    return made


def _specification(course: Course, page: str, language: str) -> Element:
    areas = [area.area_key for area in course.skill_areas]
    taught = [code for code in course.teaching_languages or [language] if elm_codes.language(code)]
    made: Element = E.learningAchievementSpecification(
        _text("title", course.title, language),
        E.ISCEDFCode(uri=elm_codes.field_of_education(course.isced_f, areas)),
        *(_concept("language", elm_codes.language(code)) for code in taught or [language]),
        *(E.learningOutcome(idref=f"{page}#outcome-{number}") for number in range(len(_outcomes(course)))),
        id=f"{page}#specification",
    )
    return made


def _duration(workload: str) -> str:
    """XML Schema has no weeks (XSD 1.1 part 2, section 3.3.6.2), so they are written as days."""
    return WEEKS.sub(lambda weeks: f"P{7 * int(weeks[1])}D", workload)


def _modes(course: Course) -> list[Element]:
    modes = dict.fromkeys([course.delivery_mode, *(run.mode for run in course.instances)])
    return [E.mode(uri=elm_codes.MODES[mode]) for mode in modes if mode in elm_codes.MODES]


def _prices(course: Course) -> list[Element]:
    known = dict.fromkeys((run.price_amount, run.price_currency) for run in course.instances if run.price_currency)
    currency = f"{elm_codes.AUTHORITY}/currency"
    return [
        E.priceDetail(E.amount(E.unit(uri=f"{currency}/{code}"), E.value(str(amount))))
        for amount, code in known
        if amount is not None
    ]


def _organisation(provider: Provider, language: str, catalogue: Catalogue) -> Element:
    address = _address(provider, catalogue)
    made: Element = E.organisation(
        _text("legalName", provider.name, language),
        *([E.homepage(E.contentUrl(provider.url))] if provider.url else []),
        E.location(idref=f"{address}#seat"),
        id=address,
    )
    return made


def _seat(provider: Provider, catalogue: Catalogue) -> Element:
    return _located(f"{_address(provider, catalogue)}#seat", provider.country, provider.region)


def _place(run: CourseInstance, address: str, language: str) -> Element:
    return _located(address, run.country, run.region, _named(run.locality or run.place_name, language))


def _named(name: str, language: str) -> list[Element]:
    return [_text("geographicName", name, language)] if name else []


def _located(address: str, country: str | None, region: str | None, names: list[Element] | None = None) -> Element:
    spatial = elm_codes.spatial(region) if region else None
    made: Element = E.location(
        *(names or []),
        *([_concept("spatialCode", spatial)] if spatial else []),
        E.address(_concept("countryCode", elm_codes.country(country or ""))),
        id=address,
    )
    return made


def _is_somewhere(run: CourseInstance) -> bool:
    return bool(run.country and elm_codes.country(run.country))


def _address(provider: Provider, catalogue: Catalogue) -> str:
    return f"{catalogue.address}/providers/{provider.key}"


def _text(tag: str, text: str, language: str) -> Element:
    made: Element = E(tag, _characters(text), language=language)
    return made


def _characters(text: str) -> str:
    """Without the control characters that XML 1.0 section 2.2 leaves out."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")


def _concept(tag: str, uri: str | None) -> Element:
    made: Element = E(tag, uri=uri or "")
    return made


FORMAT = Format("elm", "European Learning Model 3.1 (Europass)", "application/xml", "xml", write)
