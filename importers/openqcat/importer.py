"""openQ-cat 1.1, in which German training providers send whole catalogues and changes to KURSNET and others."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Found, Page, Partial, Unreadable
from importers.markup.xml_root import root_name
from importers.markup.xml_stream import BrokenXml
from importers.openqcat.catalogs import courses, survey

key = "openqcat"
label = N_("openQ-cat catalogue (KURSNET)")
aliases = ("openq-cat", "open-q-cat", "kursnet")

ROOT = "OPENQCAT"


def detect(page: Page) -> float:
    """Return near 1 for the root element, which has no namespace."""
    return 0.95 if root_name(page) == ROOT else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield what is deleted, then courses as their last run is read. Raise ``Unreadable`` if there is neither."""
    known = survey(page)
    number = 0
    if known.is_update or known.is_part:
        part = N_("%(url)s brings changes or a part of the catalogue; what it does not name stays.")
        yield Partial(message=Message(part, url=page.url))
    for gone in known.gone():
        number += 1
        yield gone
    try:
        for found in courses(page, known):
            number += 1
            yield found
    except BrokenXml as error:
        if not number:
            raise error.unreadable(page) from None
        yield error.fault()
    if not number:
        none = N_("%(url)s holds no <SERVICE> element; check that it is the catalogue of courses.")
        raise Unreadable(Message(none, url=page.url))
