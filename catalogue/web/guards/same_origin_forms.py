"""Forms for everybody, by which a browser is asked to keep something without an account.

They stand on pages that must set no cookie, so that they carry no token: that a request comes from a page of ours is
seen by what the browser says of its origin.
"""

from __future__ import annotations

from flask import Response, current_app, redirect, request

from catalogue.domain.text.web_addresses import address_parts

SECONDS_PER_YEAR = 365 * 24 * 3600


def is_from_our_page() -> bool:
    """Say whether a page of ours sent the form, as browsers state it (Fetch Metadata, else Origin, RFC 6454)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or address_parts(origin).netloc == request.host


def redirect_back(otherwise: str, fragment: str) -> Response:
    """Redirect to the page of ours on which the form stood, else to ``otherwise``."""
    back = address_parts(request.form.get("back", ""))
    own = back.path.startswith("/") and not back.path.startswith("//") and not back.scheme and not back.netloc
    where = back._replace(fragment="").geturl() + fragment if own else otherwise
    return current_app.make_response(redirect(where, 303))


def set_long_cookie(answer: Response, name: str, value: str) -> None:
    """Set a cookie in which the browser of somebody without an account keeps their choices."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(name, value, max_age=SECONDS_PER_YEAR, secure=secure, httponly=True, samesite="Lax")
