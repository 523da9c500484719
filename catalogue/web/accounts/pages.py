"""The account's own page, and what follows signing up."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_security import current_user

from catalogue.access import WANTED, everyone, requires
from catalogue.domain.permissions import Act

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/")
@requires(Act.SAVE_SEARCHES)
def page() -> ResponseReturnValue:
    """What one may do here, and one's own settings; first of all what one wanted before there was an account."""
    wanted = session.pop(WANTED, "")
    if wanted.partition("?")[0] not in ("", request.path):
        return redirect(wanted, 303)
    return render_template("account/account.html", user=current_user)


@blueprint.get("/sign-up/sent")
@everyone
def sent() -> ResponseReturnValue:
    """A mail is on its way; the same page for an address that has an account already."""
    return render_template("account/sent.html")


@blueprint.get("/signed-in")
@requires(Act.SAVE_SEARCHES)
def back() -> ResponseReturnValue:
    """Where a window ends that was opened to sign in, while what was written waits in another."""
    return render_template("account/back.html")
