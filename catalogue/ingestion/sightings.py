"""What a walk through a source came upon, and what may be there though it was not seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from catalogue.domain.sources.web_addresses import is_web_address, page_key
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, Gone, LinkKind, Page, Partial, Remark
from catalogue.ingestion.item import StageName


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What was not seen and is not gone for that: records of these ``names`` (addresses and ids), and all that came
    from these ``pages``; where neither is known, any record of the source.

    ``may_lead_on`` says that a page of which no record is known may have led to some: then it hides any.
    """

    names: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    may_lead_on: bool = False

    @property
    def anything(self) -> bool:
        """Return whether any record of the source may be meant."""
        return not (self.names or self.pages)


ANYTHING = Hidden()


@dataclass(frozen=True, slots=True)
class Nothing:
    """A page to which a link led holds no course, though nothing is wrong with it: so do pages that say an error."""


Seen = CourseDraft | Contents | Fault | Gone | Nothing | Partial | Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One thing found; ``hides`` is what it keeps from being seen: a draft only if it comes to be rejected."""

    page_url: str
    found: Seen
    importer: str = ""
    stage: str = StageName.EXTRACT
    hides: Hidden | None = None


def held_by(page: Page, link_url: str = "") -> Hidden:
    """Return what cannot be seen if the page cannot: of a course's own page what it held, of any other everything.

    The pages of one list are one: what stood on the first of them yesterday stands on the second today.
    """
    if page.follows is not LinkKind.DETAIL:
        return ANYTHING
    addresses = frozenset({page.url, link_url or page.url})
    return Hidden(names=addresses, pages=addresses)


def hidden_by(found: Seen, page: Page, held: Hidden) -> Hidden | None:
    """Return what a fault, or a draft that is rejected, stands for: the record it names, else all that a list held.

    A course's own page is hidden with it: what is broken may be the name.

    None for whatever else is found.
    """
    if not isinstance(found, Fault | CourseDraft):
        return None
    if isinstance(found, Fault) and found.truncates:
        return ANYTHING
    of_page = is_web_address(found.url) and page_key(found.url) == page_key(page.url)
    address = "" if of_page or not is_web_address(found.url) else found.url
    if named := frozenset({found.external_id or "", address} - {""}):
        return Hidden(names=named | held.names, pages=held.pages)
    nameless = isinstance(found, Fault) and not of_page
    return replace(held, may_lead_on=True) if nameless and held.pages else held
