"""One's own data: to take away, and to have deleted."""

from __future__ import annotations

from flask import Blueprint, Response, json, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_security import current_user, logout_user
from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import DataRequired

from catalogue.access import everyone, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db, limiter
from catalogue.services.accounts import personal_data
from catalogue.services.accounts.people import user_by_id

blueprint = Blueprint("personal_data", __name__, url_prefix="/account")


class DeletionForm(FlaskForm):
    """The password again, as an open browser is no consent."""

    password = PasswordField(_l("Password"), [DataRequired(_l("Enter your password."))])


@blueprint.get("/data.json")
@requires(Act.SAVE_SEARCHES)
def export() -> ResponseReturnValue:
    """Return everything stored about the reader as a JSON file."""
    data = personal_data.personal_data(db.session(), current_user)
    response = Response(json.dumps(data, indent=2), content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="automotive-skills-catalogue.json"'
    response.cache_control.no_store = True
    return response


@blueprint.route("/delete", methods=["GET", "POST"])
@requires(Act.SAVE_SEARCHES)
@limiter.limit("10 per hour", methods=["POST"])
def delete() -> ResponseReturnValue:
    """Show what is deleted and what stays; delete the account when confirmed."""
    form = DeletionForm()
    if form.validate_on_submit() and _erased(form):
        logout_user()
        return redirect(url_for("personal_data.deleted"), 303)
    return render_template("accounts/delete.html", form=form)


@blueprint.get("/deleted")
@everyone
def deleted() -> ResponseReturnValue:
    """Say that the account is deleted."""
    return render_template("accounts/deleted.html")


def _erased(form: DeletionForm) -> bool:
    """Delete the account and return whether that was possible; if not, the form says why."""
    if not current_user.verify_and_update_password(form.password.data):
        form.password.errors = [_("This is not your password.")]
        return False
    try:
        personal_data.erase(db.session(), user_by_id(db.session(), current_user.id))
    except personal_data.SoleOwner as error:
        form.password.errors = [error.message.translated(_)]
        return False
    return True
