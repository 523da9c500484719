"""A form that came without its session is given back with all that was typed, to be sent once more.

A session ends by time, by signing out in another window, or with the browser's cookies; what somebody wrote for an
hour must not end with it. The same page answers who comes while too many heavy requests are being answered. Only what
a page of ours sent is given back, so that no foreign page can put words into it.
"""

from __future__ import annotations

from flask import Flask, current_app, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from catalogue.access import SignedOut, actor
from catalogue.domain.text.web_addresses import address_parts
from catalogue.web.guards.heavy_requests import MAX_FORM_BYTES, SECONDS_TO_COME_BACK, Busy
from catalogue.web.site.errors import show_error

SECRET_FIELD_WORDS = ("password", "code", "csrf_token")
"""Fields whose name has one of these words are typed anew."""


def init_app(app: Flask) -> None:
    """Answer forms that cannot be accepted with a page that holds what was typed."""
    app.register_error_handler(CSRFError, _give_back)
    app.register_error_handler(SignedOut, _give_back)
    app.register_error_handler(Busy, _give_back_busy)


def _give_back_busy(error: Busy) -> ResponseReturnValue:
    """Return the form, unless it is too large to be read: its file must be chosen again anyway."""
    large = (request.content_length or MAX_FORM_BYTES + 1) > MAX_FORM_BYTES
    response = make_response(_refuse(error) if large else _give_back(error))
    response.retry_after = SECONDS_TO_COME_BACK
    return response


def _give_back(error: HTTPException) -> ResponseReturnValue:
    if not _came_from_our_page() or "autosave" in request.form:
        return _refuse(error)
    typed = [pair for pair in request.form.items(multi=True) if not any(word in pair[0] for word in SECRET_FIELD_WORDS)]
    sign_in = url_for("security.login", next=url_for("account.back")) if _asks_to_sign_in() else ""
    page = render_template(
        "guards/send_again.html",
        typed=typed,
        lost_files=bool(request.files),
        target=request.full_path,
        sign_in=sign_in,
        busy=isinstance(error, Busy),
    )
    return page, error.code or 400


def _refuse(error: HTTPException) -> ResponseReturnValue:
    """Return the page of the error alone."""
    if not isinstance(error, Busy):
        return show_error(error)
    text = _("Many files and sites are being checked just now. Go back, and send this again in a moment.")
    return show_error(error, _("Please send this again"), text)


def _came_from_our_page() -> bool:
    """Say whether our own page sent the form: browsers say which site it came from, and others cannot forge that."""
    came_from = address_parts(request.headers.get("Origin") or request.referrer or "")
    return request.method == "POST" and came_from.netloc == request.host


def _asks_to_sign_in() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    access = getattr(view, "access", None)
    return access is not None and access.act is not None and not actor().signed_in
