"""What the cookies of somebody who is signed in hold, and how long they are believed.

Flask-Login signs cookies but keeps no list of them: a copy would be good for ever. So its user id, which stands both
in the session's cookie and in the one that remembers, carries the secret of a row that signing out deletes.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, g, session
from flask_login import user_logged_in, user_logged_out  # type: ignore[import-untyped]

from catalogue.access import REMEMBERED_USER
from catalogue.extensions import db
from catalogue.models import User
from catalogue.services.accounts.sign_ins import begin_sign_in, end_sign_in, is_signed_in

USER_ID = "_user_id"
SIGNED_IN_AT = "fs_paa"
"""Where Flask-Login and Flask-Security keep in the session who it is, and when a password was given."""


def init_app(app: Flask) -> None:
    """Load users by the session's cookie; call it after Flask-Security, which installs its own loader."""
    manager: Any = app.login_manager  # type: ignore[attr-defined]
    by_uniquifier = manager._user_callback
    manager.user_loader(lambda user_id: _load(by_uniquifier, user_id))
    user_logged_in.connect(_begin, app)
    user_logged_out.connect(_end, app)


def _load(by_uniquifier: Any, user_id: str) -> User | None:
    """Return the user of a session; None where a second factor is set up and only a remembered cookie is left."""
    uniquifier, _, secret = user_id.partition(".")
    user: User | None = by_uniquifier(uniquifier)
    if user is None or not is_signed_in(db.session(), user, secret):
        return None
    g.sign_in = secret
    if user.tf_primary_method and SIGNED_IN_AT not in session:
        setattr(g, REMEMBERED_USER, user)
        return None
    return user


def _begin(_app: Flask, user: User) -> None:
    secret = begin_sign_in(db.session(), user, instead_of=g.pop("sign_in", ""))
    session[USER_ID] = f"{user.fs_uniquifier}.{secret}"


def _end(_app: Flask, **_more: Any) -> None:
    """End the session by this request's user, since the cookie has forgotten by now whom it stood for."""
    if secret := g.pop("sign_in", ""):
        end_sign_in(db.session(), secret)
