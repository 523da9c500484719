"""What a walk through a source found, and what may be there though it was not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.domain.text.web_addresses import is_web_address, page_key
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, Gone, LinkKind, Page, Partial, Remark
from catalogue.ingestion.item import StageName


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What was not seen but may still exist: records of these ``names`` (addresses and ids) and from these ``pages``.

    Where neither is known, any record of the source. ``may_lead_on`` says that a page of which no record is known may
    have led to some: then it hides any.
    """

    names: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    may_lead_on: bool = False

    @property
    def anything(self) -> bool:
        """Whether any record of the source may be meant."""
        return not (self.names or self.pages)


ANYTHING = Hidden()


@dataclass(frozen=True, slots=True)
class Nothing:
    """A linked page without a course, though nothing is wrong with it: pages that show an error are like that too."""


Seen = CourseDraft | Contents | Fault | Gone | Nothing | Partial | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One thing found; ``hides`` is what cannot be seen because of it, for a draft only if it is rejected."""

    page_url: str
    found: Seen
    importer: str = ""
    stage: str = StageName.EXTRACT
    hides: Hidden | None = None


def hidden_with(page: Page, link_url: str = "") -> Hidden:
    """Return what cannot be seen if the page cannot: the course of a course's own page, of any other page everything.

    The pages of one list are one: what stood on the first of them yesterday stands on the second today. A list of the
    runs of one course hides that course.
    """
    addresses = frozenset({page.url, link_url or page.url})
    if page.follows is LinkKind.DETAIL:
        return Hidden(names=addresses, pages=addresses)
    named = frozenset({page.known.external_id or "", page.known.url} - {""}) if page.known else frozenset()
    return Hidden(names=named | addresses, pages=addresses) if named else ANYTHING


def hidden_by(found: Seen, page: Page, hidden_with_page: Hidden) -> Hidden | None:
    """Return what a fault, or a draft that is rejected, hides: the record it names, else all that a list held.

    A course's own page is hidden with it, since the name itself may be what is broken. Return None for anything else
    found.
    """
    if not isinstance(found, Fault | CourseDraft):
        return None
    if isinstance(found, Fault) and found.truncates:
        return ANYTHING
    of_page = is_web_address(found.url) and page_key(found.url) == page_key(page.url)
    address = "" if of_page or not is_web_address(found.url) else found.url
    if named := frozenset({found.external_id or "", address} - {""}):
        return Hidden(names=named | hidden_with_page.names, pages=hidden_with_page.pages)
    nameless = isinstance(found, Fault) and not of_page
    return replace(hidden_with_page, may_lead_on=True) if nameless and hidden_with_page.pages else hidden_with_page
