"""The account's own page, and what follows signing up."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import login_user  # type: ignore[import-untyped]
from flask_security import current_user

from catalogue.access import REMEMBER_COOKIE, WANTED_ADDRESS, everyone, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.accounts.mailing import has_failed_mails
from catalogue.services.accounts.people import user_by_id
from catalogue.services.accounts.sign_ins import end_other_sign_ins

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.get("/")
@requires(Act.SAVE_SEARCHES)
def page() -> ResponseReturnValue:
    """Show what the reader may do here, and their settings; send them first where they wanted to go."""
    wanted = session.pop(WANTED_ADDRESS, "")
    if wanted.partition("?")[0] not in ("", request.path):
        return redirect(wanted, 303)
    return render_template("accounts/account.html", user=current_user)


@blueprint.get("/sign-up/sent")
@everyone
def sent() -> ResponseReturnValue:
    """Say that a mail is on its way; the page is the same for an address that has an account already."""
    return render_template("accounts/sent.html", late=has_failed_mails(db.session()))


@blueprint.get("/signed-in")
@requires(Act.SAVE_SEARCHES)
def back() -> ResponseReturnValue:
    """Show the end of signing in within a second window, while the form waits in the first."""
    return render_template("accounts/back.html")


@blueprint.post("/sign-out-elsewhere")
@requires(Act.SAVE_SEARCHES)
def sign_out_elsewhere() -> ResponseReturnValue:
    """End all sessions of the account but this one."""
    user = user_by_id(db.session(), current_user.id)
    end_other_sign_ins(db.session(), user)
    login_user(user, remember=REMEMBER_COOKIE in request.cookies)
    flash(_("You are signed out on all other devices."), "success")
    return redirect(url_for("account.page"), 303)
