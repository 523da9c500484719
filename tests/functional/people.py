"""People who sign in through the pages, for journeys."""

from __future__ import annotations

import re

from flask import current_app
from flask_security import hash_password

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, Role
from catalogue.extensions import db
from catalogue.services.accounts.people import create_user, grant

PASSWORD = "four plain words here"


def person(role: Role, subject: str = "", email: str = ""):
    """Somebody with a role, and a second factor if the role needs one."""
    user = create_user(db.session(), email or f"{role}@people.example", hash_password(PASSWORD))
    if role is not Role.LEARNER:
        grant(db.session(), user, role, subject)
    if role in SECOND_FACTOR_ROLES:
        user.tf_primary_method = "authenticator"
        user.tf_totp_secret = current_app.extensions["security"].totp_factory.generate_totp_secret()
    db.session.commit()
    return user


def sign_in(client, user, password=PASSWORD):
    """Sign in through the form, with the code if one is asked for; answers the last response."""
    answer = post(client, "/account/sign-in", email=user.email, password=password)
    if "/second-factor" in answer.headers.get("Location", ""):
        code = current_app.extensions["security"].totp_factory.generate_totp_password(user.tf_totp_secret)
        answer = post(client, "/account/second-factor/code", code=code)
    return answer


def post(client, address, page=None, **values):
    """Send a form as a browser would: with the token and the time of the page it stands on."""
    shown = client.get(page or address).get_data(as_text=True)
    hidden = {name: re.search(rf'name="{name}"[^>]*value="([^"]+)"', shown) for name in ("csrf_token", "shown_at")}
    return client.post(address, data={name: found[1] for name, found in hidden.items() if found} | values)
