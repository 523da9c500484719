"""One schema.org course a line (https://jsonlines.org), for programs that read a stream."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.exports.json_stream import encode_json
from catalogue.exports.schema_org import course_json_ld
from catalogue.models import Course


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write a course a line; each line is a document of its own."""
    written = ExportReport()
    for course in courses:
        out.write(encode_json(course_json_ld(course, catalogue.page_of(course))) + b"\n")
        written.courses += 1
    return written


FORMAT = Format("jsonl", "JSON Lines of schema.org courses", "application/jsonl", "jsonl", write)
