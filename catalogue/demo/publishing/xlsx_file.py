"""A page that links a workbook with headers in the local language."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

from openpyxl import Workbook

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Document, Resource, Visit
from catalogue.demo.publishing.rows import headers, rows
from catalogue.demo.publishing.website import website

KEY = "xlsx"
FEED = "/courses.xlsx"
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TIME_OF_SAVING = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, feed=FEED) | {FEED: _workbook}


def _workbook(visit: Visit) -> Document:
    return Document(_content(visit.site), _MEDIA_TYPE, None)


@cache
def _content(site: SampleSite) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(headers(site))
    for row in rows(site):
        sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return _without_time_of_saving(saved.getvalue())


def _without_time_of_saving(workbook: bytes) -> bytes:
    """Return the workbook without its time of saving, which openpyxl writes, so that the same courses give the same
    bytes."""
    still = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as before, zipfile.ZipFile(still, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = _TIME_OF_SAVING.sub(rb"\g<1>2026-11-01T00:00:00Z", before.read(name))
            after.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return still.getvalue()
