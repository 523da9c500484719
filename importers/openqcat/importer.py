"""openQ-cat 1.1, in which German training providers send whole catalogues and changes to KURSNET and others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Found, Page, Partial
from importers.markup.xml_root import root_name
from importers.markup.xml_stream import found_until_broken
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
    if known.is_update or known.is_part:
        part = N_("%(url)s brings changes or a part of the catalogue; what it does not name stays.")
        yield Partial(message=Message(part, url=page.url))
    none = N_("%(url)s holds no <SERVICE> element; check that it is the catalogue of courses.")
    yield from found_until_broken(page, chain(known.gone(), courses(page, known)), none)
