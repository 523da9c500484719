"""One schema.org course a line (https://jsonlines.org), for programs that read a stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from catalogue.exports.contract import Catalogue, Format, Written
from catalogue.exports.json_stream import encoded
from catalogue.exports.schema_org import course_json_ld
from catalogue.models import Course


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> Written:
    """Each line stands alone."""
    written = Written()
    for course in courses:
        out.write(encoded(course_json_ld(course, catalogue.page_of(course))) + b"\n")
        written.courses += 1
    return written


FORMAT = Format("jsonl", "JSON Lines of schema.org courses", "application/jsonl", "jsonl", write)
