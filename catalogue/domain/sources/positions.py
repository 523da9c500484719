"""Positions in a page, in words for readers: importers write "row 7", reports show it in any language."""

from __future__ import annotations

import re

from catalogue.domain.text.messages import N_, Message, joined_messages

_WORDS = {
    "the page": N_("the page"),
    "the document": N_("the document"),
    "the end": N_("the end"),
    "the run": N_("the run"),
}
_NUMBERED = {
    "row": N_("row %(which)s"),
    "line": N_("line %(which)s"),
    "block": N_("block %(which)s"),
    "item": N_("item %(which)s"),
    "entry": N_("entry %(which)s"),
    "record": N_("record %(which)s"),
    "record in line": N_("record in line %(which)s"),
    "JSON-LD block": N_("JSON-LD block %(which)s"),
    "result": N_("result %(which)s"),
    "event": N_("event %(which)s"),
    "selector": N_("selector %(which)s"),
    "course": N_("course %(which)s"),
    "education": N_("education %(which)s"),
    "offering": N_("offering %(which)s"),
    "programme": N_("programme %(which)s"),
    "resource": N_("resource %(which)s"),
}
_NAMED = re.compile(
    r"(record in line|row|line|block|item|entry|record|JSON-LD block|result) (\d+)"
    r"|(result|event|selector|course|education|offering|programme|resource) (.+)",
    re.S,
)
_WITHIN = re.compile(r"(.+), ((?:line|row) \d+)", re.S)


def position_message(where: str) -> Message:
    """Return the position in a reader's words if it is one that importers write, else exactly as written."""
    if inside := _WITHIN.fullmatch(where):
        return joined_messages([position_message(inside[1]), position_message(inside[2])])
    if where in _WORDS:
        return Message(_WORDS[where])
    if named := _NAMED.fullmatch(where):
        return Message(_NUMBERED[named[1] or named[3]], which=named[2] or named[4])
    return Message("%(text)s", text=where)
