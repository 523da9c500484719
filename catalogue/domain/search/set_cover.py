"""The cheapest choice of offers that together cover what is needed: weighted set cover.

The greedy choice of Chvátal (1979) costs at most H(k) = 1 + 1/2 + … + 1/k times the best one, k being the most needs
that one offer covers; branch and bound from there finds the best, unless it would have to examine more than
``MAX_CHOICES_EXAMINED`` choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

MAX_CHOICES_EXAMINED = 20_000
COST_TOLERANCE = 1e-6
"""Costs that differ by less are the same: they come from sums of fractions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that covers several needs at a cost, which is positive or zero."""

    id: int
    covers: frozenset[str]
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A choice of offers; ``is_best`` if nothing cheaper exists, else its cost is within H(k) of the best."""

    offers: Sequence[Offer]
    is_best: bool

    @property
    def cost(self) -> float:
        return sum(offer.cost for offer in self.offers)


def coverable(needs: frozenset[str], offers: Sequence[Offer]) -> frozenset[str]:
    """Return those of the needs that any offer covers at all."""
    return needs & frozenset().union(*(offer.covers for offer in offers))


def cheapest_cover(needs: frozenset[str], offers: Sequence[Offer], limit: int = MAX_CHOICES_EXAMINED) -> Cover:
    """Return the cheapest offers that cover all the needs that can be covered; among equals, those listed first."""
    wanted = coverable(needs, offers)
    useful = _undominated(wanted, offers)
    search = _Search(useful, _greedy(wanted, useful), limit)
    search.explore(wanted, [], 0.0)
    return Cover(offers=sorted(search.best, key=lambda offer: offer.id), is_best=search.left >= 0)


def _undominated(wanted: frozenset[str], offers: Sequence[Offer]) -> list[Offer]:
    """Return the offers without those for which one at most as expensive covers at least the same."""
    undominated: list[Offer] = []
    cheapest: dict[frozenset[str], Offer] = {}
    for one in offers:
        covers = one.covers & wanted
        if covers not in cheapest or one.cost < cheapest[covers].cost:
            cheapest[covers] = Offer(id=one.id, covers=covers, cost=one.cost)
    for offer in sorted(cheapest.values(), key=lambda one: (one.cost, -len(one.covers))):
        if offer.covers and not any(offer.covers <= other.covers for other in undominated):
            undominated.append(offer)
    return undominated


def _greedy(wanted: frozenset[str], offers: Sequence[Offer]) -> list[Offer]:
    chosen: list[Offer] = []
    while wanted:
        best = min((one for one in offers if one.covers & wanted), key=lambda one: one.cost / len(one.covers & wanted))
        chosen.append(best)
        wanted -= best.covers
    return chosen


class _Search:
    """Depth-first search, next over the need with the fewest offers; ``left`` is negative when the limit is reached."""

    def __init__(self, offers: Sequence[Offer], start: list[Offer], limit: int) -> None:
        self.offers, self.best, self.left = offers, start, limit
        self.cost = sum(offer.cost for offer in start)

    def explore(self, wanted: frozenset[str], chosen: list[Offer], cost: float) -> None:
        self.left -= 1
        if not wanted and (cost, len(chosen)) < (self.cost, len(self.best)):
            self.best, self.cost = list(chosen), cost
        if not wanted or self.left < 0:
            return
        fitting = [one for one in self.offers if one.covers & wanted]
        if self._cannot_be_better(cost + self._at_least(wanted, fitting), len(chosen), wanted, fitting):
            return
        rarest = min(wanted, key=lambda need: (sum(need in one.covers for one in fitting), str(need)))
        for offer in sorted(
            (one for one in fitting if rarest in one.covers), key=lambda one: -len(one.covers & wanted)
        ):
            self.explore(wanted - offer.covers, [*chosen, offer], cost + offer.cost)

    def _cannot_be_better(self, cost: float, chosen: int, wanted: frozenset[str], fitting: Sequence[Offer]) -> bool:
        """Say whether all that follows costs more than the best, or as much with as many offers: free ones abound."""
        if cost < self.cost - COST_TOLERANCE:
            return False
        largest = max((len(one.covers & wanted) for one in fitting), default=1)
        return cost > self.cost + COST_TOLERANCE or chosen + ceil(len(wanted) / largest) >= len(self.best)

    @staticmethod
    def _at_least(wanted: frozenset[str], fitting: Sequence[Offer]) -> float:
        """Return a lower bound for the remaining cost: each need at the lowest price per need of any offer with it."""
        shares = [(one.covers & wanted, one.cost / len(one.covers & wanted)) for one in fitting]
        return sum(min(share for covers, share in shares if need in covers) for need in wanted)
