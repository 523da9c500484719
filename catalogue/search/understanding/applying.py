"""Conditions that a question states, as filters and limits of the search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from catalogue.search.limits import Limits
from catalogue.search.port import SearchRequest
from catalogue.search.understanding.conditions import Condition, Understood


def applied(understood: Understood, asked: SearchRequest) -> SearchRequest:
    """Return the search for the subject within the conditions that hold; ``asked`` is what the question came with."""
    filters = {key: set(values) for key, values in asked.filters.items()}
    limits = asked.limits
    for condition in understood.conditions:
        if condition.limits:
            limits = _joined(limits, condition.limits)
        else:
            filters.setdefault(condition.facet, set()).update(condition.values)
    chosen = {key: frozenset(values) for key, values in filters.items()}
    return replace(asked, text=understood.subject, filters=chosen, limits=limits)


def unopposed(conditions: Sequence[Condition], asked: SearchRequest) -> tuple[Condition, ...]:
    """Return the conditions that hold beside what the search itself asks for, which wins over what is said in words."""
    return tuple(condition for condition in conditions if not _is_opposed(condition, asked))


def _is_opposed(condition: Condition, asked: SearchRequest) -> bool:
    if condition.facet == "near":
        countries = asked.filters.get("country")
        return asked.limits.near is not None or bool(countries and condition.country not in countries)
    if condition.facet == "start" and asked.filters.get("starts"):
        return True
    chosen = asked.filters.get(condition.facet, frozenset())
    return condition.facet in asked.limits.named or bool(chosen and not chosen.issuperset(condition.values))


def _are_apart(limits: Limits, more: Limits) -> bool:
    """Return whether both say from when to when a course is to begin, and nothing could begin in both."""
    first, last, other_first, other_last = limits.starts_from, limits.starts_to, more.starts_from, more.starts_to
    if first is None or last is None or other_first is None or other_last is None:
        return False
    return last < other_first or other_last < first


def _joined(limits: Limits, more: Limits) -> Limits:
    """Return limits that hold both; of two bounds on one side the narrower one, of two months either of them."""
    if _are_apart(limits, more):
        starts_from = min(filter(None, (limits.starts_from, more.starts_from)))
        starts_to = max(filter(None, (limits.starts_to, more.starts_to)))
        return replace(limits, starts_from=starts_from, starts_to=starts_to)
    named = {field.name: getattr(more, field.name) for field in fields(more)}
    set_here: dict[str, Any] = {
        name: value for name, value in named.items() if value is not None and name != "currency"
    }
    if more.max_price is not None:
        set_here["currency"] = more.currency
    for name, narrower in (("starts_from", max), ("starts_to", min)):
        if name in set_here and getattr(limits, name) is not None:
            set_here[name] = narrower(getattr(limits, name), set_here[name])
    return replace(limits, **set_here)
