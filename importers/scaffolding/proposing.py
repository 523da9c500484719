"""A recipe proposed from saved pages of a site, and what a person must check in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from bs4 import BeautifulSoup, Tag

from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.phrases import Phrases
from catalogue.ingestion.contract import LinkKind, Page, Unreadable
from catalogue.ingestion.documents import decode
from catalogue.ingestion.stages.text_language import detected_language
from catalogue.languages import all_words
from importers.markup.page_facts import absolute, base_address, page_language
from importers.markup.selectors import first
from importers.markup.soup import soup_of
from importers.recipe import Listing, Recipe, Rows
from importers.scaffolding.blocks import MAX_BLOCKS_EXAMINED, Blocks, course_blocks, course_link, dated_blocks, title_of
from importers.scaffolding.facts import Fact, Headers, column_facts, facts_of, teaser_fact, title_fact
from importers.scaffolding.names import own_names, text_of

WANTED_FIELDS = ("title", "description", "start", "price", "place.locality", "workload", "delivery_mode", "eqf_level")
_RUN_FIELDS = (
    "start",
    "end",
    "price",
    "capacity",
    "place.locality",
    "place.country",
    "place.name",
    "enrolment_deadline",
)
_NEXT_PAGE = Phrases({True: all_words("next_page", "words")})
_ARROWS = frozenset("›»→")


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as somebody saved it; ``follows`` is None for a list and ``DETAIL`` for the page of one course."""

    page: Page
    soup: BeautifulSoup

    @property
    def kind(self) -> str:
        return "detail" if self.page.follows else "list"


@dataclass(slots=True, kw_only=True)
class Proposal:
    """``facts`` are the fields with what they find, ``checks`` what a person must look at, in English sentences."""

    recipe: Recipe
    pages: list[SavedPage]
    facts: list[Fact] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)


def propose(key: str, label: str, pages: Sequence[Page]) -> Proposal:
    """Return a recipe for the site of the pages; the first is a list of courses, or else all are courses.

    Raise ``Unreadable`` where neither repeated courses nor the title of one are found.
    """
    saved = [SavedPage(page, soup_of(decode(page), page)) for page in pages]
    language, language_is_stated = _language(saved[0])
    blocks = course_blocks(_body(saved[0]), language)
    details = [_as_detail(each) for each in (saved[1:] if blocks else saved)]
    own = [Recipe(key=key, label=label, hosts=_hosts(pages), language=language or "")]
    if blocks is None:
        return _checked(_of_courses(own[0], details, language, None), language_is_stated)
    listed = _listing(saved[0], blocks, language, followed=bool(details))
    proposal = _of_courses(own[0], details, language, listed[0]) if details else _of_list(own[0], *listed)
    proposal.pages = [saved[0], *details]
    return _checked(proposal, language_is_stated, blocks, listed[0])


def _of_courses(own: Recipe, details: list[SavedPage], language: str | None, listing: Listing | None) -> Proposal:
    """Return the proposal whose fields are read on the courses' own pages, each as on the first page that has it."""
    facts: dict[str, Fact] = {}
    runs: Rows | None = None
    for detail in details:
        scope = _body(detail)
        title = title_fact(scope)
        runs = runs or _runs(scope, language)
        for fact in [*([title] if title else []), *facts_of(scope, language).values()]:
            facts.setdefault(fact.field, fact)
    if "title" not in facts:
        raise Unreadable(
            "No repeated courses and no heading of one were found; save the page after it has loaded whole."
        )
    course_facts = [fact for fact in facts.values() if not (runs and fact.field in runs.fields)]
    recipe = _recipe(own, fields={fact.field: fact.selector for fact in course_facts}, listing=listing, instances=runs)
    run_facts = (
        [Fact(f"each run's {name}", f"{runs.item} {css}", "") for name, css in runs.fields.items()] if runs else []
    )
    return Proposal(recipe=recipe, pages=details, facts=[*course_facts, *run_facts])


def _of_list(own: Recipe, listing: Listing, facts: list[Fact]) -> Proposal:
    return Proposal(recipe=_recipe(own, fields={}, listing=listing, instances=None), pages=[], facts=facts)


def _recipe(own: Recipe, *, fields: dict[str, str], listing: Listing | None, instances: Rows | None) -> Recipe:
    return Recipe(
        key=own.key,
        label=own.label,
        hosts=own.hosts,
        language=own.language,
        listing=listing,
        fields=fields,
        instances=instances,
    )


def _listing(saved: SavedPage, blocks: Blocks, language: str | None, *, followed: bool) -> tuple[Listing, list[Fact]]:
    links = Counter(css for block in blocks.found if (css := course_link(block)[1]))
    link, following = links.most_common(1)[0][0] if links else "a@href", _next(saved, blocks)
    if followed:
        return Listing(item=blocks.selector, link=link, next=following), []
    facts = _common_facts(blocks, language)
    fields = {fact.field: fact.selector for fact in facts}
    return Listing(item=blocks.selector, link=link, next=following, fields=fields), facts


def _common_facts(blocks: Blocks, language: str | None) -> list[Fact]:
    """Return the facts that a third of the blocks agree upon; of those at the title's place only the title."""
    looked_at = blocks.found[:MAX_BLOCKS_EXAMINED]
    votes: Counter[tuple[str, str]] = Counter()
    samples: dict[tuple[str, str], Fact] = {}
    for block in looked_at:
        for fact in _facts_of_block(block, language):
            votes[(fact.field, fact.selector)] += 1
            samples.setdefault((fact.field, fact.selector), fact)
    chosen: dict[str, Fact] = {}
    for (name, selector), count in votes.most_common():
        if 3 * count >= len(looked_at):
            chosen.setdefault(name, samples[(name, selector)])
    title = chosen.get("title")
    return [fact for fact in chosen.values() if fact is title or not title or fact.selector != title.selector]


def _facts_of_block(block: Tag, language: str | None) -> list[Fact]:
    """Return one fact per field: title, headers of a table and names go before forms, and a teaser comes last."""
    columns = column_facts(block, language, Headers())
    sought = [_title(block), *columns, *facts_of(block, language).values(), teaser_fact(block)]
    found: dict[str, Fact] = {}
    for fact in filter(None, sought):
        found.setdefault(fact.field, fact)
    return list(found.values())


def _title(block: Tag) -> Fact | None:
    """Return a block's heading, else the text of its link, else the first cell of a row; None if it has none."""
    if title := title_fact(block):
        return title
    link, selector = course_link(block)
    if link is not None and len(text_of(link)) > 3 and title_of(block):
        return Fact("title", selector.removesuffix("@href"), text_of(link))
    return None


def _runs(scope: Tag, language: str | None) -> Rows | None:
    """Return how to read several dates of one course, each in a block of its own; None if there are none."""
    blocks = dated_blocks(scope, language)
    if blocks is None:
        return None
    facts = [fact for fact in _common_facts(blocks, language) if fact.field in _RUN_FIELDS]
    return Rows(item=blocks.selector, fields={fact.field: fact.selector for fact in facts}) if facts else None


def _next(saved: SavedPage, blocks: Blocks) -> str:
    """Return the selector of the link to the next page of a list; empty if there is none."""
    if saved.soup.select_one("a[rel~=next]"):
        return "a[rel~=next]@href"
    within = {id(link) for block in blocks.found for link in block.find_all("a")}
    for link in saved.soup.select("a[href]"):
        if id(link) not in within and _leads_on(text_of(link).strip(" .")):
            css = next((f"a{name}" for name in own_names(link) if name.startswith(".")), "")
            return f"{css or f'a:-soup-contains({text_of(link)!r})'}@href"
    return ""


def _leads_on(text: str) -> bool:
    """Say whether a link of this text is one to the next page."""
    return text in _ARROWS or _NEXT_PAGE.exactly(text.removesuffix(" ›").removesuffix(" »")) is not None


def _as_detail(saved: SavedPage) -> SavedPage:
    page = saved.page
    whole = Page(url=page.url, content=page.content, charset=page.charset, follows=LinkKind.DETAIL)
    return SavedPage(whole, saved.soup)


def _body(saved: SavedPage) -> Tag:
    return saved.soup.main or saved.soup.body or saved.soup


def _language(saved: SavedPage) -> tuple[str | None, bool]:
    """Return the page's language, and whether the page states it itself."""
    stated = parse_language(page_language(decode(saved.page)))
    return stated or detected_language(text_of(_body(saved))), stated is not None


def _hosts(pages: Sequence[Page]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for page in pages if (host := urlsplit(page.url).hostname)))


def _checked(
    proposal: Proposal, language_is_stated: bool, blocks: Blocks | None = None, listing: Listing | None = None
) -> Proposal:
    """Return the proposal with what a person must look at."""
    found = {fact.field.removeprefix("each run's ") for fact in proposal.facts}
    checks = proposal.checks
    if blocks is not None:
        checks.append(f"{len(blocks.found)} blocks “{blocks.selector}” were taken for courses: count them on the page.")
        if listing and listing.fields:
            checks.append(
                "Only the list was read. If courses have pages of their own, begin anew with one as a second --page."
            )
        if listing and not listing.next:
            checks.append("No link to a next page was found: if the list has several pages, say so in `next`.")
    checks += [
        f"“{fact.field}” was told by its form alone (“{fact.sample[:40]}”): is it that?"
        for fact in proposal.facts
        if not fact.sure
    ]
    if missing := [name for name in WANTED_FIELDS if name not in found]:
        checks.append(f"Not found: {', '.join(missing)}. Add a selector for each that the page has.")
    if not language_is_stated:
        checks.append(
            f"The pages do not say their language; it looks like {proposal.recipe.language or 'none we know'}."
        )
    if not any(name in found for name in ("place.country",)):
        checks.append('If all courses are in one country, say so: constants={"place.country": "DE"}.')
    return proposal


def address_in_list(listed: SavedPage, recipe_item: str, link: str, title: str) -> str:
    """Return where a list leads for the course of this title; empty if it names none such."""
    base = base_address(decode(listed.page), listed.page.url)
    for block in listed.soup.select(recipe_item):
        if title and title.casefold() in text_of(block).casefold() and (address := first(block, link)):
            return urldefrag(absolute(base, address)).url
    return ""
