"""Who may see which page. Every view declares it; one that does not fails a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Flask, abort, current_app, g, has_request_context, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import Unauthorized

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, VISITOR, Act, Actor, may
from catalogue.models import User
from catalogue.services.accounts.people import actor_of

REMEMBER_COOKIE = "remember_token"  # Flask-Login's cookie, unless REMEMBER_COOKIE_NAME says otherwise
REMEMBERED_USER = "remembered_user"
"""Key in ``g``: a person whom the browser remembers, but who has yet to enter the code of the second factor."""
WANTED_ADDRESS = "wanted"
"""Key in the session of a person who was asked to sign in: the address that was asked for."""
ViewArguments = ParamSpec("ViewArguments")
ViewResult = TypeVar("ViewResult")


class SignedOut(Unauthorized):
    """Raised when a form comes from somebody who is no longer signed in; what was typed must not be lost."""


@dataclass(frozen=True, slots=True)
class Access:
    """What a view declared: an act (None: everyone), and the view's arguments that name its provider and region."""

    act: Act | None = None
    provider: str | None = None
    region: str | None = None


def init_app(app: Flask) -> None:
    """Give every template the person who reads it, and what that person may do."""
    app.context_processor(lambda: {"actor": actor(), "may": may, "Act": Act})


def everyone(view: Callable[ViewArguments, ViewResult]) -> Callable[ViewArguments, ViewResult]:
    """Declare a page for everyone, signed in or not."""
    cast(Any, view).access = Access()
    return view


def requires(
    act: Act, *, provider: str | None = None, region: str | None = None
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Declare a page for those who may ``act``; ``provider`` and ``region`` are names of the view's arguments.

    Others are asked to sign in (401 through the API) or refused (403). Whoever decides over others' work must have a
    second factor.
    """
    access = Access(act, provider, region)

    def declare(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def guarded(*positional: Any, **named: Any) -> ResponseReturnValue:
            refused = _refusal(access, named)
            return view(*positional, **named) if refused is None else refused

        cast(Any, guarded).access = access
        return guarded

    return declare


def actor() -> Actor:
    """Return who makes this request; without a session cookie that is a visitor, and no table is read."""
    if "actor" not in g:
        g.actor = _actor_of_request()
    found: Actor = g.actor
    return found


def _actor_of_request() -> Actor:
    if not has_request_context():  # the worker writes mails with the same templates
        return VISITOR
    if not request.cookies.keys() & {current_app.config["SESSION_COOKIE_NAME"], REMEMBER_COOKIE}:
        return VISITOR
    return actor_of(current_user) if current_user.is_authenticated else VISITOR


def _refusal(access: Access, named: dict[str, Any]) -> ResponseReturnValue | None:
    if access.act is None:
        return None
    who = actor()
    if not who.signed_in:
        return _ask_to_sign_in()
    if not may(who, access.act, provider=named.get(access.provider or ""), region=named.get(access.region or "")):
        abort(403)
    if who.roles & SECOND_FACTOR_ROLES and not current_user.tf_primary_method:
        return redirect(url_for("security.two_factor_setup"))
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        abort(401)
    if request.method == "POST":
        raise SignedOut
    session[WANTED_ADDRESS] = request.full_path.rstrip("?")  # the way by a mail, for a new account, drops ``next``
    if (remembered := g.get(REMEMBERED_USER)) is not None:
        return _ask_for_code(remembered)
    return redirect(url_for("security.login", next=session[WANTED_ADDRESS]), 303)


def _ask_for_code(user: User) -> ResponseReturnValue:
    """Ask for the code of the second factor, as if the password had just been given: whom the browser remembers gave it
    once."""
    asked: ResponseReturnValue = current_app.extensions["security"].two_factor_plugins.tf_enter(
        user, remember_me=True, primary_authn_via="remembered", next_loc=session[WANTED_ADDRESS]
    )
    return asked
