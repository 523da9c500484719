"""Courses like the one on the page, in short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.models import Course
from catalogue.web.search.card import Card, present_card


@dataclass(frozen=True, slots=True)
class SimilarView:
    """``foreign`` names the language of a course that is written in another one than the page's; else it is empty."""

    card: Card
    foreign: str


def present_similar(course: Course, like: Sequence[Course]) -> list[SimilarView]:
    """Return cards of the courses in the same order, naming the language where it is another."""
    cards = [(each, present_card(each)) for each in like]
    return [SimilarView(card, card.language if each.language != course.language else "") for each, card in cards]
