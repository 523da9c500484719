"""A page that links a CSV file with headers in the local language, ``;`` separated, in the site's charset."""

from __future__ import annotations

import csv
import io

from catalogue.demo.content import SampleSite
from catalogue.demo.pages import Document, Resource, Visit
from catalogue.demo.publishing.rows import as_text, headers, rows
from catalogue.demo.publishing.website import website

KEY = "csv"
FEED = "/courses.csv"


def resources(site: SampleSite) -> dict[str, Resource]:
    return website(site, feed=FEED) | {FEED: _table}


def _table(visit: Visit) -> Document:
    site = visit.site
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headers(site))
    writer.writerows([as_text(cell, site) for cell in row] for row in rows(site))
    return Document(text.getvalue().encode(site.charset, "replace"), "text/csv", site.charset)
