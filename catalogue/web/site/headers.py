"""The few headers every answer carries."""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from catalogue.access import Access

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

FEEDS = frozenset({"saved_searches.feed"})
"""Their addresses are secret, but programs ask them again and again, and say themselves how long an answer is good."""


def init_app(app: Flask) -> None:
    """Add the headers, unless a view set its own."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:  # our own address is https: browsers need not try http again
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if _is_private():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_private() -> bool:
    """Say whether an answer is for one reader: signed in or signing in, made for an account, or by a secret link.

    Somebody who signs out on a shared machine leaves nothing that going back would show; answers to visitors stay as
    their views made them.
    """
    view = current_app.view_functions.get(request.endpoint or "")
    access: Access = getattr(view, "access", Access())
    by_secret_link = access.act is None and "token" in (request.view_args or {}) and request.endpoint not in FEEDS
    for_account = "actor" in g and g.actor.signed_in
    return access.act is not None or request.blueprint == "security" or by_secret_link or for_account
