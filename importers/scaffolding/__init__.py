"""Beginning a recipe for a site with markup of its own from pages that somebody saved.

``catalogue importers new`` finds ``scaffold`` by its name, as importers are found (``ingestion.registry``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import importers
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode
from importers.markup.page_facts import own_address
from importers.markup.soup import soup_of
from importers.scaffolding.checkout import NotThere, Places, write
from importers.scaffolding.names import text_of
from importers.scaffolding.proposing import Proposal, address_in_list, propose

_KEY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Scaffold:
    """``found`` are lines of field, selector and sample, ``checks`` sentences, ``files`` what was written."""

    found: list[tuple[str, str, str]]
    checks: list[str]
    files: list[Path]


def scaffold(key: str, label: str, saved: Sequence[tuple[bytes, str]], root: Path | None = None) -> Scaffold:
    """Write a recipe proposed from saved pages, each with its address or an empty text where that is not known.

    Raise ``NotThere`` where it cannot be written, ``Unreadable`` where the pages show no course.
    """
    if not _KEY.fullmatch(key):
        raise NotThere(
            f"{key!r} is no name for a site: write small letters, digits and hyphens, such as academy-lisboa."
        )
    places = Places.of(key, root or Path(importers.__path__[0]).parent)
    pages = [_page(content, address) for content, address in saved]
    if not is_web_address(pages[0].url):
        raise NotThere("The page does not say where it was saved from; give its address with --address.")
    proposal = propose(key, label or key.replace("-", " ").capitalize(), _addressed(key, pages))
    facts = [(fact.field, fact.selector, fact.sample) for fact in proposal.facts]
    return Scaffold(facts, proposal.checks, write(proposal, places))


def _page(content: bytes, address: str) -> Page:
    page = Page(url=address or "file:saved.html", content=content, charset=None)
    return Page(url=own_address(decode(page), page), content=content)


def _addressed(key: str, pages: list[Page]) -> list[Page]:
    """Return the pages with their addresses; an unknown one of a course is where the list leads for its title."""
    known = [pages[0]]
    for number, page in enumerate(pages[1:], start=2):
        address = page.url if is_web_address(page.url) else _from_list(key, pages[0], page)
        if not address:
            raise NotThere(f"Page {number} does not say where it was saved from; give --address once for each --page.")
        known.append(Page(url=address, content=page.content))
    return known


def _from_list(key: str, listed: Page, page: Page) -> str:
    heading = soup_of(decode(page), page).h1
    first = propose(key, key, [listed])
    listing = first.recipe.listing
    if heading is None or listing is None:
        return ""
    return address_in_list(first.pages[0], listing.item, str(listing.link), text_of(heading))


__all__ = ["NotThere", "Proposal", "Scaffold", "scaffold"]
