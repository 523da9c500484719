"""iCalendar files (RFC 5545) as components, cut-off ones as far as they go.

The library is loaded at first use: it takes a quarter of a second, and most commands read no calendar.
"""

from __future__ import annotations

import re
from typing import Any

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.documents import decode

Component = Any
"""An ``icalendar.Component``."""

LAST_EVENT = re.compile(r"END:VEVENT[ \t]*\r?(?:\n|\Z)", re.I)
EVENT = re.compile(r"^(?:BEGIN|(END)):VEVENT\b", re.I | re.M)
END = re.compile(r"^END:VCALENDAR", re.I | re.M)


def calendars_of(page: Page) -> tuple[list[Component], bool]:
    """Return the calendars of a file, and whether it ends before they do. Raise ``Unreadable`` for a damaged one."""
    import icalendar

    text, cut_off = _closed(decode(page).lstrip("\ufeff \t\r\n"))
    try:
        found = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, RecursionError, OSError) as error:
        # OSError: zones are looked up as files, and a zone's name may be too long for a file name
        reason = " ".join(str(error).split())[:200]
        damaged = N_("%(url)s is not a calendar that can be read (%(reason)s); export it again.")
        raise Unreadable(Message(damaged, url=page.url, reason=reason)) from None
    return [one for one in found if one.name == "VCALENDAR"], cut_off


def marked_events(page: Page) -> int:
    """Return how many events the file begins or ends: more than were read if one of the two marks is damaged."""
    ends = [bool(found[1]) for found in EVENT.finditer(decode(page))]
    return max(sum(ends), len(ends) - sum(ends))


def value(component: Component, name: str) -> Any:
    """Return the first value of a property; None where it is missing, or broken and so skipped."""
    found = component.get(name)
    found = found[0] if isinstance(found, list) else found
    return None if type(found).__name__ == "vBroken" else found


def text(component: Component, *names: str) -> str:
    """Return the first of these properties that is not empty, as text."""
    return next((found for name in names if (found := str(value(component, name) or "").strip())), "")


def parameter(component: Component, name: str, parameter: str) -> str:
    """Return a parameter of a property, such as ``LANGUAGE``; empty if absent."""
    found = getattr(value(component, name), "params", {}).get(parameter, "")
    return found if isinstance(found, str) else ""


def _closed(text: str) -> tuple[str, bool]:
    """Return the text with its calendar closed after its last whole event, and whether that was needed."""
    last = max(LAST_EVENT.finditer(text), key=lambda found: found.end(), default=None)
    if END.search(text, last.end() if last else 0):
        return text, False
    return (f"{text[: last.end()]}\r\nEND:VCALENDAR\r\n" if last else text), last is not None
