"""Text from strangers, made safe to show: a small set of HTML, or no HTML at all."""

from __future__ import annotations

import html
import re

import nh3

from catalogue.domain.text.characters import is_well_formed, well_formed
from catalogue.domain.text.mojibake import repair_encoding

TAGS = {
    *("p", "br", "hr", "div", "section", "article", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "dl", "dt", "dd", "h3", "h4", "h5", "h6"),
    *("strong", "b", "em", "i", "u", "s", "sub", "sup", "a", "abbr"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
}
_ALLOWED = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "template", "noscript", "iframe", "object", "svg", "math"},
    attributes={"a": {"href"}, "abbr": {"title"}, "th": {"colspan", "rowspan"}, "td": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="deny",
    link_rel="nofollow noopener",
)
_NOTHING = nh3.Cleaner(tags=set(), clean_content_tags={"script", "style", "template", "noscript", "svg", "math"})

_PAGE_HEADING = re.compile(r"<(/?)h[12]\b", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(?:p|br|hr|div|section|article|blockquote|pre|ul|ol|li|dl|dt|dd|h[1-6]|table|caption|tr|th|td)\b",
    re.IGNORECASE,
)
_ESCAPED_MARKUP = re.compile(r"&lt;(?:/[a-z][a-z0-9]*|br\s*+/?)\s*&gt;", re.IGNORECASE)
_ESCAPED_ENTITY = re.compile(r"&amp;(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(r"</[a-z][a-z0-9]*\s*>|<br\s*/?>", re.IGNORECASE)
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n\s*")


def clean_html(text: str) -> str:
    """Return safe HTML: no scripts, styles, images or forms; links are ``nofollow noopener`` and absolute.

    Plain text keeps its paragraphs. Headings of page rank become third rank, as the page has its own. Markup that
    arrives escaped once too often is unescaped once.
    """
    text = well_formed(repair_encoding(text)).replace("\r\n", "\n").strip()
    if "<" not in text and "&" not in text:
        return _paragraphs(text.replace(">", "&gt;"))
    text = _unescaped_once(text)
    if "<" not in text:
        return _safe(_paragraphs(text))
    return _safe(_PAGE_HEADING.sub(r"<\1h3", text)).strip()


def plain_text(text: str) -> str:
    """Return what a reader of HTML sees, without markup or entities: one line per block, white space collapsed."""
    text = repair_encoding(text)
    if "<" in text:
        text = _NOTHING.clean(_BLOCK.sub(r"\n\g<0>", text))
    if "&" in text:
        text = html.unescape(text)
    text = well_formed(text)
    return "\n".join(line for part in text.split("\n") if (line := " ".join(part.split())))


def plain_line(text: str) -> str:
    """Return a title or name on one line: entities unescaped, stray tags removed, white space collapsed."""
    text = repair_encoding(text)
    if "&" in text:
        text = html.unescape(_ESCAPED_ENTITY.sub(r"&\1;", text))
    if "<" in text and _TAG.search(text):
        text = plain_text(text)
    return " ".join(well_formed(text).split())


def _safe(text: str) -> str:
    """Return the allowed markup, safe even where a reference ("java&#1;script:") stood for what is no character."""
    safe = _ALLOWED.clean(text)
    return safe if is_well_formed(safe) else _ALLOWED.clean(well_formed(safe))


def _unescaped_once(text: str) -> str:
    if "<" not in text and _ESCAPED_MARKUP.search(text):
        text = html.unescape(text)
    return _ESCAPED_ENTITY.sub(r"&\1;", text)


def _paragraphs(text: str) -> str:
    if "\n" not in text:
        return text
    parts = (part.replace("\n", "<br>") for part in _PARAGRAPH_BREAK.split(text))
    return "".join(f"<p>{part}</p>" for part in parts)
