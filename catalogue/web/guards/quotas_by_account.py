"""How often one account may do what costs others: moderators' time, mails, looks at somebody's site.

An account is counted wherever it comes from, a visitor by address. Forms say it above what was typed, which stays;
a button that has no form answers with a page, and what it would have handed in is kept.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from functools import cache
from math import ceil
from typing import Any, ClassVar

from babel.dates import format_timedelta
from flask import Flask, Response, g
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from flask_wtf import FlaskForm
from limits import parse_many
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, RateLimiter
from werkzeug.exceptions import TooManyRequests

from catalogue.access import actor
from catalogue.extensions import limiter
from catalogue.web.site.locale import cldr_locale

logger = logging.getLogger(__name__)
QUOTAS = {
    "drafts": "60 per hour; 200 per day",
    "hand-ins": "60 per hour; 200 per day",
    "uploads": "30 per hour; 100 per day",
    "looks at a site": "30 per hour; 100 per day",
    "sources": "10 per hour; 30 per day",
    "reports": "10 per hour; 30 per day",
    "invitations": "20 per hour; 50 per day",
    "organisations": "5 per hour; 10 per day",
    "claims": "5 per hour; 10 per day",
}
"""What is counted, and how often it may be done. People stay far below; hours bound a burst, days a patient program."""


class TooOften(TooManyRequests):
    """One account did this too often; ``until`` says when it may go on."""

    def __init__(self, until: datetime) -> None:
        super().__init__(retry_after=until)
        self.until = until


class CountedForm(FlaskForm):
    """A form whose right answers are counted as ``counted``; one too many is refused, and what was typed stays."""

    counted: ClassVar[str]

    def validate(self, extra_validators: Any = None) -> bool:
        """Validate the form, then count it: wrong answers are not counted, so that nobody is stopped for mistyping."""
        if not super().validate(extra_validators):
            return False
        until = _count(self.counted)
        if until is None:
            return True
        g.too_often_until = until
        words = _(
            "You have done this very often in a short time. You can send it again %(when)s.", when=time_left(until)
        )
        self.form_errors.append(words)
        return False


def init_app(app: Flask) -> None:
    """Add the status by which programs learn what people read above the form."""
    app.after_request(_tell_programs)


def count_act(act: str) -> None:
    """Count one ``act`` of whoever makes this request. Raise ``TooOften`` if that is more than its quota."""
    until = _count(act)
    if until is not None:
        raise TooOften(until)


def time_left(until: datetime) -> str:
    """Return the time left in words, rounded up so that whoever comes back then is not refused again."""
    minutes = max(1, ceil((until - datetime.now(UTC)).total_seconds() / 60))
    left = timedelta(minutes=minutes) if minutes < 90 else timedelta(hours=ceil(minutes / 60))
    return format_timedelta(left, granularity="minute", threshold=1.5, add_direction=True, locale=cldr_locale())


def _count(act: str) -> datetime | None:
    """Count the act; return when it may be done again if it was too often, else None."""
    try:
        return _hit(limiter.limiter, act)
    except limiter.storage.base_exceptions as error:
        logger.warning("what visitors do is counted by this process alone: %s", error)
        return _hit(_own_counter(), act)


def _hit(counter: RateLimiter, act: str) -> datetime | None:
    who = _who()
    spent = [window for window in parse_many(QUOTAS[act]) if not counter.hit(window, act, who)]
    if not spent:
        return None
    return datetime.fromtimestamp(max(counter.get_window_stats(window, act, who).reset_time for window in spent), UTC)


@cache
def _own_counter() -> RateLimiter:
    """Return this process's counter, for while the storage that processes share is down."""
    return FixedWindowRateLimiter(MemoryStorage())


def _who() -> str:
    user_id = actor().user_id
    return f"visitor {get_remote_address()}" if user_id is None else f"account {user_id}"


def _tell_programs(response: Response) -> Response:
    if "too_often_until" in g:
        response.status_code = 429
        response.retry_after = g.too_often_until
    return response
