"""Forms for everybody, by which a browser is asked to keep something without an account.

They stand on pages that must set no cookie, so that they carry no token: that a request comes from a page of ours is
seen by what the browser says of its origin.
"""

from __future__ import annotations

from flask import Response, current_app, redirect, request

from catalogue.domain.sources.web_addresses import address_parts

YEAR = 365 * 24 * 3600


def from_here() -> bool:
    """Whether a page of ours sent the form: browsers say so themselves (Fetch Metadata, else Origin, RFC 6454)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or address_parts(origin).netloc == request.host


def back_to(otherwise: str, fragment: str) -> Response:
    """The answer to a form: to the page of ours where it stood."""
    back = address_parts(request.form.get("back", ""))
    own = back.path.startswith("/") and not back.path.startswith("//") and not back.scheme and not back.netloc
    where = back._replace(fragment="").geturl() + fragment if own else otherwise
    return current_app.make_response(redirect(where, 303))


def remember(answer: Response, name: str, value: str) -> None:
    """Have the browser of somebody without an account keep what they asked it to."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    answer.set_cookie(name, value, max_age=YEAR, secure=secure, httponly=True, samesite="Lax")
