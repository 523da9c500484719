"""What a browser keeps for somebody without an account, once a page shows it."""

from __future__ import annotations

from flask import Response, g


def mark_private(response: Response, name: str, cookie: str) -> Response:
    """Mark a page that shows what its reader kept as ``g.name`` as private, so that no shared cache gives it to others.

    What went into an account (``g.name_moved``) is no longer kept in the browser.
    """
    if name in g:
        response.vary.add("Cookie")
        if g.get(name):
            response.cache_control.private = True
            response.cache_control.no_cache = True
    if f"{name}_moved" in g:
        response.delete_cookie(cookie)
    return response
