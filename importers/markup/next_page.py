"""The link to the next page of a list, however a site marks it.

In the order in which they are believed: ``rel=next``; a class or label that says so; its text ("Weiter", "›", "»");
the next of numbered pages; the address that a button for more loads. A link counts only if it leads to another part of
the same list, so that neither the next article nor the next picture is taken for one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from catalogue.domain.text.folding import fold
from catalogue.domain.text.phrases import Phrases, alternatives, any_of
from catalogue.domain.text.web_addresses import page_on_site, site_host
from catalogue.languages import all_words
from importers.markup.page_facts import absolute, attributes, next_address

MAX_LABEL_CHARACTERS = 40
MAX_LINK_CHARACTERS = 400
"""Characters within a link that is looked at; one around a whole block leads to no next page."""
MAX_PART_CHARACTERS = 60
"""Characters that the address of a page has beside that of its list."""
MAX_WORDS_OF_LABEL = 4

LINK = re.compile(r"<a\b[^<>]*>", re.I)
TAG = re.compile(r"<[a-z][^<>]*>", re.I)
NEXT_CLASS = re.compile(r"(?<![a-z])next(?:[_-]?page)?(?![a-z])|page[_-]?next", re.I)
MORE_CLASS = re.compile(r"(?:load|show|view)[_-]?more", re.I)
OTHER_CLASS = re.compile(r"disabled|carousel|slide|swiper|slick|gallery|lightbox|owl", re.I)
ITEM_AROUND = re.compile(r"<(?:li|span|div|p)\b[^<>]*\bclass=[\"']([^\"'<>]*)[\"'][^<>]*>\s*\Z", re.I)
CHARACTERS_BEFORE_LINK = 160
ARROWS = (frozenset("›>→❯"), frozenset({"»", ">>", "⟩"}))
ALL_ARROWS = frozenset().union(*ARROWS)
ARROWS_AT_END = re.compile(r"[\s›»→❯>⟩.…]+\Z")
MARKUP = re.compile(r"<[^<>]*>")
NUMBER = re.compile(r"\d{1,5}")

_WORDS = Phrases({True: all_words("next_page", "words")})
_WORD_IN_LABEL = re.compile(rf"(?<!\w)(?:{any_of('next_page', 'words')})(?!\w)")
_PAGE_NAMES = alternatives(all_words("next_page", "numbered"))
# "?page=2", "&tx_list[seite]=2", "?start=10" and "/page/2/": a number that is that of a page
_NUMBERED = re.compile(
    rf"(?:[?&][^=&]{{0,30}}?(?:{_PAGE_NAMES}|start|offset)[\w\]%]{{0,10}}=|[?&](?:p|pg|s)=|/(?:{_PAGE_NAMES}|p)[/_-]?)(\d{{1,6}})(?=\D|\Z)",
    re.I,
)


class _PageLink(NamedTuple):
    """A link as far as it has been looked at; ``signs`` are its class, its label and what stands around it."""

    address: str
    text: str
    classes: str
    label: str


def following_page(text: str, base: str, own: str) -> str:
    """Return the address of the page that continues the list at ``own``; empty if there is none."""
    if declared := next_address(text, base):
        return declared
    found = list(_links(text, base, own))
    for is_next in (_is_called_next, _says_next, _is_arrow, _is_double_arrow):
        if onward := next((link.address for link in found if is_next(link)), ""):
            return onward
    return _next_number(found, own) or _loaded(text, base, own)


def _links(text: str, base: str, own: str) -> Iterator[_PageLink]:
    """Yield the short links that something about them shows to lead to another part of the same list."""
    for found in LINK.finditer(text):
        label = _label(text, found.end())
        before = text[max(0, found.start() - CHARACTERS_BEFORE_LINK) : found.start()]
        if not _has_a_sign(label, found.group(), before):
            continue
        said = attributes(found.group())
        around = ITEM_AROUND.search(before)
        classes = f"{said.get('class', '')} {said.get('id', '')} {around[1] if around else ''}"
        address = absolute(base, said.get("href", ""))
        if address and not OTHER_CLASS.search(classes) and _continues(own, address):
            yield _PageLink(address, label, classes, said.get("aria-label") or said.get("title", ""))


def _label(text: str, begin: int) -> str:
    """Return the text of a link on one line; of one around much more than a label nothing but a long text."""
    end = text.find("<", begin, begin + MAX_LINK_CHARACTERS)
    if end >= 0 and not text.startswith(("</a", "</A"), end):
        end = text.find("</a", end, begin + MAX_LINK_CHARACTERS)
    inner = text[begin:end] if end >= 0 else ""
    if "<" in inner:
        inner = MARKUP.sub(" ", inner)
    return " ".join((html.unescape(inner) if "&" in inner else inner).split())


def _has_a_sign(label: str, tag: str, before: str) -> bool:
    """Say quickly whether a link may be told by its class, label, text or number; most links of a page may not."""
    if len(label) > MAX_LABEL_CHARACTERS:
        return False
    signs = tag + before
    if "next" in signs or "Next" in signs or "aria-label" in tag or "title=" in tag:
        return True
    return label in ALL_ARROWS or NUMBER.fullmatch(label) is not None or _is_word(label)


@lru_cache(maxsize=4096)
def _is_word(label: str) -> bool:
    return _WORDS.exactly(ARROWS_AT_END.sub("", label)) is not None


def _continues(own: str, address: str) -> bool:
    """Say whether an address is of the same list: its path with another query, or with a part that has a number."""
    if site_host(own) != site_host(address) or page_on_site(own) == page_on_site(address):
        return False
    here, there = urlsplit(own).path, urlsplit(address).path
    if here == there:
        return bool(urlsplit(address).query)
    whole, last = here.rstrip("/").rpartition("/")[0::2]
    stems = [here.rstrip("/"), f"{whole}/{last.partition('.')[0]}", *([whole] if NUMBER.search(last) else [])]
    if NUMBER.search(whole.rpartition("/")[2]):
        stems.append(whole.rpartition("/")[0])
    parts = (there.removeprefix(stem) for stem in stems if there.startswith(stem))
    return any(NUMBER.search(part) and len(part) <= MAX_PART_CHARACTERS and part.count("/") <= 3 for part in parts)


def _is_called_next(link: _PageLink) -> bool:
    if NEXT_CLASS.search(link.classes):
        return True
    return len(link.label.split()) <= MAX_WORDS_OF_LABEL and _WORD_IN_LABEL.search(fold(link.label)) is not None


def _says_next(link: _PageLink) -> bool:
    return _is_word(link.text)


def _is_arrow(link: _PageLink) -> bool:
    return link.text in ARROWS[0]


def _is_double_arrow(link: _PageLink) -> bool:
    return link.text in ARROWS[1]


def _next_number(links: list[_PageLink], own: str) -> str:
    """Return of the links of numbered pages that to the one after ``own``; empty where none has a higher number."""
    numbered = [
        (link, found) for link in links if NUMBER.fullmatch(link.text) and (found := _NUMBERED.search(link.address))
    ]
    here = _NUMBERED.search(own)
    if here is None:
        return next((link.address for link, _ in numbered if link.text == "2"), "")
    later = [(int(found[1]), link.address) for link, found in numbered if int(found[1]) > int(here[1])]
    return min(later, default=(0, ""))[1]


def _loaded(text: str, base: str, own: str) -> str:
    """Return the address that a button for more of the list loads; empty if there is none."""
    if "data-" not in text and "hx-get" not in text:
        return ""
    for tag in (found.group() for found in TAG.finditer(text)):
        if not (MORE_CLASS.search(tag) or NEXT_CLASS.search(tag)):
            continue
        for name, value in attributes(tag).items():
            if name.startswith(("data-", "hx-get")) and ("/" in value or value.startswith("?")):
                address = absolute(base, value)
                if address and site_host(address) == site_host(own) and page_on_site(address) != page_on_site(own):
                    return address
    return ""
