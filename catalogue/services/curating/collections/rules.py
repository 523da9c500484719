"""A collection's rules: searches, written as the address of the search page has them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qs, urlencode, urlsplit

from catalogue.domain.text.messages import N_, UserError
from catalogue.search.address import arguments_of, request_from
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import LIMIT_KEYS
from catalogue.search.port import Rule, SearchRequest

RULE_ARGUMENTS = frozenset({"q", *FACET_KEYS, *LIMIT_KEYS})
IGNORED_ARGUMENTS = frozenset(
    ("page", "per_page", "sort", "lang", "exact", "collection", "across", "understood", "words", "without", "shown")
)


class InvalidRule(UserError):
    """The rule is empty, or is no search; the message says what is wrong and how to correct it."""


def parse_rule(text: str) -> Rule:
    """Return the rule that an address of a search, or its query, stands for. Raise ``InvalidRule`` for an empty or
    malformed one."""
    arguments = _arguments(text.strip())
    asked = request_from(arguments, "en")
    if unknown := sorted({*(arguments.keys() - RULE_ARGUMENTS - IGNORED_ARGUMENTS), *asked.unreadable}):
        text = N_("“%(name)s” is nothing that can be searched by; copy the address of a search instead.")
        raise InvalidRule(text, name=unknown[0])
    if not asked.text and not asked.filters and not asked.limits:
        raise InvalidRule(N_("This rule would take in every course; choose a filter or write a word to search for."))
    if asked.shortened:
        raise InvalidRule(N_("This is more than can be searched for at once; ask for fewer words or filters."))
    return Rule(asked.text, asked.filters, asked.limits)


def _arguments(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(urlsplit(text).query if "?" in text or "://" in text else text)
    except ValueError:  # raised for an address with an unclosed bracket
        raise InvalidRule(
            N_("“%(name)s” is nothing that can be searched by; copy the address of a search instead."), name=text[:100]
        ) from None


def rule_as_query(rule: Rule) -> str:
    """Return the rule as a query, always in the same order."""
    arguments = arguments_of(SearchRequest(text=rule.text, filters=rule.filters, limits=rule.limits))
    return urlencode(sorted(arguments.items()), doseq=True)


def parse_stored_rules(texts: Iterable[str]) -> list[Rule]:
    """Return rules from the form in which they are stored."""
    return [parse_rule(text) for text in texts]
