"""A page as it is read: what led to it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from catalogue.domain.text.folding import fold
from catalogue.ingestion.contents import PageTraits, is_closed
from catalogue.ingestion.contract import CourseDraft, Found, Gone, Link, LinkKind, Page, Partial, Remark
from catalogue.ingestion.sightings import Hidden, Seen, Sighting, hidden_with


@dataclass(frozen=True, slots=True)
class Lead:
    """A link with where it was found and by which importer."""

    link: Link
    page_url: str
    importer: str

    def known(self) -> Sighting | None:
        """Return what the list said of the course behind the link, None if it said nothing."""
        draft = self.link.known
        if draft is None:
            return None
        hides = Hidden(names=frozenset({self.link.url, draft.external_id or self.link.url}))
        return Sighting(page_url=self.page_url, found=draft, importer=self.importer, hides=hides)


def completed(draft: CourseDraft, known: Seen | None) -> CourseDraft:
    """Return a course of a page with what its list says and the page leaves out, if one title holds the other."""
    if isinstance(known, CourseDraft) and _one_holds_the_other(fold(draft.title), fold(known.title)):
        silent = [each.name for each in fields(draft) if not getattr(draft, each.name)]
        return replace(draft, **{name: getattr(known, name) for name in silent})
    return draft


def _one_holds_the_other(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


@dataclass(slots=True, kw_only=True)
class PageReading:
    """A page while it is read.

    ``lead`` led to it, None for the source's own; ``links`` are those found on it, and ``leads`` those of them that are
    worth following; ``faults`` and ``courses`` are what its ``importer`` found. It is ``useful`` if that is anything of
    courses, and ``silent`` if it holds no record and no fault. Of its courses some are ``without_address``.
    """

    page: Page
    lead: Lead | None = None
    links: int = 0
    leads: int = 0
    faults: int = 0
    courses: int = 0
    importer: str = ""
    without_address: int = 0
    useful: bool = False
    silent: bool = True

    def note(self, found: Found) -> None:
        """Count what was found. Only pages that go on, or remarks, are nothing yet: another importer may know more."""
        self.links += isinstance(found, Link)
        self.courses += isinstance(found, CourseDraft)
        self.without_address += isinstance(found, CourseDraft) and not found.url
        handed_on = isinstance(found, Link) and found.known is not None  # what is handed on is not used up here
        self.silent = self.silent and isinstance(found, Link | Remark) and not handed_on
        leads_on = isinstance(found, Link) and (handed_on or found.kind is not LinkKind.NEXT)
        self.useful = self.useful or leads_on or isinstance(found, CourseDraft | Gone | Partial)

    @property
    def lacks_its_address(self) -> bool:
        """Say whether it is a web page in a file that does not say where it was, though its courses need to know."""
        saved = self.page.url.startswith("file:") and b"<html" in self.page.content[:2000].lower()
        return saved and self.without_address > 0

    @property
    def looks(self) -> PageTraits:
        """How to recognise the page when it comes again."""
        return PageTraits(self.importer, bool(self.links), is_closed(self.page.content))

    @property
    def link(self) -> Link | None:
        """The link that led to it."""
        return self.lead.link if self.lead else None

    @property
    def held(self) -> Hidden:
        """What cannot be seen if the page cannot."""
        return hidden_with(self.page, self.link.url if self.link else "")

    def is_of_another_kind(self, importer: str) -> bool:
        """Say whether the page continues a list but belongs to another importer; one with links may be anything."""
        onward = self.page.follows in (LinkKind.NEXT, LinkKind.FEED) and not self.links
        return onward and self.lead is not None and self.lead.importer != importer
