"""What a condition that was understood, or a best answer, is called in the reader's language."""

from __future__ import annotations

from babel.lists import format_list
from sqlalchemy.orm import Session

from catalogue.search.understanding import Condition
from catalogue.services.courses.facet_labels import Translate, provider_names, value_label
from catalogue.services.courses.limit_labels import limit_label
from catalogue.services.search.best_answers import BestAnswer


def condition_label(session: Session, condition: Condition, locale: str, translate: Translate) -> str:
    """Return the label: of several values, that of each."""
    if condition.limits:
        return limit_label(condition.facet, condition.limits, locale, translate)
    names = provider_names(session, condition.values) if condition.facet == "provider" else {}
    labels = [names.get(value) or value_label(condition.facet, value, locale, translate) for value in condition.values]
    return format_list(labels, "or", locale=locale)


def answer_label(answer: BestAnswer, locale: str, translate: Translate) -> str:
    """Return the name of a best answer."""
    return answer.name or value_label(answer.kind, answer.key, locale, translate)
