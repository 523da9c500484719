"""The readable part of a public address."""

from __future__ import annotations

import re

from catalogue.domain.text.folding import fold

_WORD = re.compile(r"[^\W_]+")


def slugify(text: str, limit: int = 80) -> str:
    """Return folded words joined by hyphens, cut between words to at most ``limit`` characters; possibly empty.

    Letters of every script are kept, since browsers show them: a Greek title must not lose its name.
    """
    words = _WORD.findall(fold(text))
    slug = words[0][:limit] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > limit:
            break
        slug = f"{slug}-{word}"
    return slug
