"""What importers find in a page, as the rest of the catalogue may take it: the border for every imported text."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.domain.text.characters import all_well_formed, well_formed
from catalogue.domain.text.messages import clean
from catalogue.ingestion.contract import Found, Importer, Page, Unreadable
from catalogue.ingestion.isolation.reading import MAX_SECONDS_PER_DOCUMENT, read_page


def found_in(page: Page, importer: Importer, seconds: float = MAX_SECONDS_PER_DOCUMENT) -> Iterator[Found]:
    """Yield what the importer finds, with only allowed characters in any text of it (``domain.text.characters``).

    A page that could end its process is read apart, for at most ``seconds``. Raise ``Unreadable`` as the importer does,
    and for a page that its reader dies of.
    """
    try:
        yield from map(all_well_formed, read_page(importer, page, seconds))
    except Unreadable as error:
        raise Unreadable(clean(error.message, well_formed)) from error
