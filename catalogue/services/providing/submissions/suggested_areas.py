"""Skill areas that the text of a listing suggests."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.services.providing.submissions.content import Content
from catalogue.taxonomy.classification import Classification
from catalogue.taxonomy.skill_areas import skill_areas


def suggested_areas(content: Content) -> Sequence[Classification]:
    """Return the skill areas that the words suggest and that were not chosen, with the words that suggest them."""
    title = str(content.get("title") or "")
    language = str(content.get("language") or "") or None
    parts = (content.get(name) or "" for name in ("summary", "description", "learning_outcomes"))
    found = skill_areas().classify(title, [], "\n".join(map(str, parts)), language)
    chosen = set(content.get("skill_areas") or ())
    return [one for one in found if one.key not in chosen]
