"""What Python's reader of JSON finds wrong, in words for whoever wrote it; ``json.decoder`` says no more than these."""

from __future__ import annotations

from catalogue.domain.text.messages import N_, Message, Text

_WORDS = {
    "Expecting ',' delimiter": N_("a comma or a closing bracket is missing"),
    "Expecting ':' delimiter": N_("a colon is missing"),
    "Expecting property name enclosed in double quotes": N_("a name in double quotes is missing"),
    "Expecting value": N_("a value is missing"),
    "Unterminated string starting at": N_("a text has no closing quotation mark"),
    "Extra data": N_("something follows after the end"),
}
_BEGINNINGS = {
    "Invalid control character": N_("a text holds a character that may not stand in it"),
    "Invalid \\": N_("a backslash stands before a character that it may not stand before"),
    "Illegal trailing comma": N_("there is a comma too many"),
}


def json_reason(python_message: str) -> Text:
    """Return Python's message in the reader's words; as Python says it where it is an unknown one."""
    text = _WORDS.get(python_message) or next(
        (text for start, text in _BEGINNINGS.items() if python_message.startswith(start)), None
    )
    return Message(text) if text else python_message
