"""Requests that hold a thread for long or bring much: how many at once, and how large any request may be.

A process answers a few requests at once. Looks at other people's sites and files that are read row by row may take
only some of its threads, so that pages go on being answered; whoever comes when they are taken is asked to send the
same again in a moment, and what was typed is kept (``kept_forms``).
"""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any, TypeVar, cast

from flask import Flask, current_app, g, request
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable

View = TypeVar("View", bound=Callable[..., Any])

MAX_FORM_BYTES = 2_000_000
"""Of a form without a file: the longest description is a small part of it."""
MAX_PICTURE_BYTES = 6_000_000
MAX_TABLE_BYTES = 10_000_000
MAX_DOCUMENT_BYTES = 20_000_000
SECONDS_TO_COME_BACK = 10
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Busy(ServiceUnavailable):
    """As many requests of this kind as may be answered at once are being answered."""

    def __init__(self) -> None:
        super().__init__(retry_after=SECONDS_TO_COME_BACK)


def heavy(max_bytes: int) -> Callable[[View], View]:
    """Return a decorator for views whose forms are answered only a few at a time, and may have up to ``max_bytes``."""

    def declare(view: View) -> View:
        cast(Any, view).max_bytes = max_bytes
        return view

    return declare


def init_app(app: Flask) -> None:
    """Check every request before anything of its body is read, so before any other part of the application."""
    app.extensions["heavy-requests"] = BoundedSemaphore(app.config["HEAVY_REQUESTS_AT_ONCE"])
    app.before_request(_admit)
    app.teardown_request(_make_room)


def _admit() -> None:
    """Raise ``RequestEntityTooLarge`` if the request is too large, ``Busy`` if too many are being answered."""
    if request.method in READING_METHODS:
        return
    view = current_app.view_functions.get(request.endpoint or "")
    max_bytes: int | None = getattr(view, "max_bytes", None)
    if max_bytes is not None:
        request.max_content_length = max_bytes
    if (request.content_length or 0) > (request.max_content_length or 0):
        raise RequestEntityTooLarge
    if max_bytes is not None:
        _take_room()


def _take_room() -> None:
    room: BoundedSemaphore = current_app.extensions["heavy-requests"]
    if not room.acquire(blocking=False):
        raise Busy
    g.room_taken = room


def _make_room(_error: BaseException | None) -> None:
    room: BoundedSemaphore | None = g.pop("room_taken", None)
    if room is not None:
        room.release()
