"""What whoever did something too often reads: when it can be done again."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from catalogue.domain.text.web_addresses import address_parts
from catalogue.extensions import limiter
from catalogue.web.guards.quotas_by_account import TooOften, time_left
from catalogue.web.site.errors import show_error


def init_app(app: Flask) -> None:
    """Answer who meets a limit with when it ends."""
    app.register_error_handler(TooManyRequests, _show_when_it_ends)


def _show_when_it_ends(error: TooManyRequests) -> ResponseReturnValue:
    until = _until(error)
    text = _("You can do this again %(when)s.", when=time_left(until))
    if isinstance(error, TooOften):
        text += " " + _("What you have written so far is saved.")
    response = make_response(show_error(error, _("Too often in a short time"), text, back=_page_before()))
    response.retry_after = until
    return response


def _until(error: TooManyRequests) -> datetime:
    """Return when the limit ends."""
    if isinstance(error, TooOften):
        return error.until
    met = limiter.current_limit
    return datetime.fromtimestamp(met.window.reset_time, UTC) if met else datetime.now(UTC)


def _page_before() -> str:
    """Return the address of the page with the button, if it is one of ours."""
    before = address_parts(request.referrer or "")
    return before.path if before.netloc == request.host else ""
