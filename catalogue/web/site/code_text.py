"""Names of settings and commands within text, as markup."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

QUOTED = re.compile(r"(`+)(.+?)\1")


def code_spans(text: str) -> Markup:
    """Return the text with what stands between backticks as ``<code>``."""
    return Markup(QUOTED.sub(r"<code>\2</code>", str(escape(text))))  # noqa: S704 - escaped
