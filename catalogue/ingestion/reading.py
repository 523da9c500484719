"""What importers find in a page, as the rest of the catalogue may take it: the border for every imported text."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.characters import all_well_formed, well_formed
from catalogue.domain.messages import clean
from catalogue.ingestion.contract import Found, Importer, Page, Unreadable


def found_in(page: Page, importer: Importer) -> Iterator[Found]:
    """Yield what the importer finds, with nothing but characters in any text of it (``domain.characters``).

    Raises ``Unreadable`` as the importer does.
    """
    try:
        yield from map(all_well_formed, importer.read(page))
    except Unreadable as error:
        raise Unreadable(clean(error.message, well_formed)) from error
