"""European Learning Model 3.1, profile LOQ (learning opportunities and qualifications): what Europass reads.

https://github.com/european-commission-empl/European-Learning-Model. The schema requires of every opportunity a
language, a provider in a country, and a learning outcome; a course without one of them is left out, with the reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO

from lxml import etree

from catalogue.exports import elm_codes
from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.exports.elm_opportunity import Offer, opportunity, runs_on_offer, specification
from catalogue.exports.elm_places import organisation, place, seat
from catalogue.exports.elm_texts import LOQ, E, text
from catalogue.exports.xml_elements import Element
from catalogue.models import Course

SECTIONS = ("learningOpportunity", "learningAchievementSpecification", "learningOutcome", "agent", "location")
MAX_BYTES_IN_MEMORY = 8_000_000
ElmElements = Iterator[tuple[str, Element]]


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write all courses. The document has a section for each kind of element, so each section is collected in a file of
    its own."""
    written = ExportReport()
    seen: set[str] = set()
    with ExitStack() as open_files:
        sections = {name: open_files.enter_context(SpooledTemporaryFile(MAX_BYTES_IN_MEMORY)) for name in SECTIONS}
        for course in courses:
            if reason := _reason_to_leave_out(course):
                written.left_out[reason] += 1
                continue
            for section, part in _elements(course, catalogue.page_of(course), catalogue):
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


def _reason_to_leave_out(course: Course) -> str:
    """Return what the schema requires and the course does not state; empty if nothing."""
    if not course.language or not elm_codes.language(course.language):
        return "no language"
    if not course.provider.country or not elm_codes.country(course.provider.country):
        return "provider without a country"
    return "" if _outcomes(course) else "neither learning outcomes nor a summary"


def _outcomes(course: Course) -> list[str]:
    """Return the learning outcomes of a course; where it lists none, its summary stands for them."""
    outcomes = [outcome for outcome in course.learning_outcomes if outcome.strip()]
    return outcomes or ([course.summary] if course.summary else [])


def _elements(course: Course, page: str, catalogue: Catalogue) -> ElmElements:
    """Yield the elements of a course, each with its section. An opportunity has one period; those of a course share one
    specification."""
    provider = f"{catalogue.address}/providers/{course.provider.key}"
    language = (course.language or "").split("-")[0]
    offer = Offer(course, page, provider, language)
    for number, run in enumerate(runs_on_offer(course) or [None]):
        where = place(run, f"{page}#place-{number}", language) if run else None
        address = f"{page}#run-{number}" if number else page
        yield "learningOpportunity", opportunity(offer, run, address, None if where is None else where.get("id"))
        if where is not None:
            yield "location", where
    outcomes = {f"{page}#outcome-{number}": outcome for number, outcome in enumerate(_outcomes(course))}
    yield "learningAchievementSpecification", specification(offer, list(outcomes))
    for address, outcome in outcomes.items():
        yield "learningOutcome", E.learningOutcome(text("title", outcome, language), id=address)
    yield "agent", organisation(course.provider, provider, language)
    yield "location", seat(course.provider, provider)


FORMAT = Format("elm", "European Learning Model 3.1 (Europass)", "application/xml", "xml", write)
