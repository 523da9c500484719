"""Flask-Security, bound to our tables, our mail and our pages."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask import Flask, request, session
from flask_babel import lazy_gettext as _l
from flask_security import Security, SQLAlchemyUserDatastore, user_authenticated

from catalogue.access import WANTED_ADDRESS
from catalogue.config import Settings
from catalogue.domain.people.passwords import MIN_PASSWORD_CHARACTERS
from catalogue.extensions import db
from catalogue.models import GrantedRole, User
from catalogue.models.columns import now
from catalogue.web.accounts import sessions
from catalogue.web.accounts.forms import RecoveryForm, SignUpForm
from catalogue.web.accounts.mail import OutboxMail
from catalogue.web.accounts.messages import MESSAGES
from catalogue.web.accounts.passwords import UnknownPasswords

ADDRESSES = {
    "SECURITY_URL_PREFIX": "/account",
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_REGISTER_URL": "/sign-up",
    "SECURITY_RESET_URL": "/recover",
    "SECURITY_CHANGE_URL": "/password",
    "SECURITY_CONFIRM_URL": "/confirm",
    "SECURITY_VERIFY_URL": "/verify",
    "SECURITY_TWO_FACTOR_SETUP_URL": "/second-factor",
    "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/second-factor/code",
    "SECURITY_TWO_FACTOR_SELECT_URL": "/second-factor/choose",
    "SECURITY_TWO_FACTOR_RESCUE_URL": "/second-factor/rescue",
    "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/second-factor/recover",
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/second-factor/recovery-codes",
    "SECURITY_POST_LOGIN_VIEW": "/account/",
    "SECURITY_POST_LOGOUT_VIEW": "/",
    "SECURITY_POST_CONFIRM_VIEW": "/account/sign-in",
    "SECURITY_POST_REGISTER_VIEW": "/account/sign-up/sent",
    "SECURITY_POST_CHANGE_VIEW": "/account/",
    "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account/",
}
FEATURES = {
    "SECURITY_REGISTERABLE": True,
    "SECURITY_CONFIRMABLE": True,
    "SECURITY_RECOVERABLE": True,
    "SECURITY_CHANGEABLE": True,
    "SECURITY_TWO_FACTOR": True,
    "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
    "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,  # nobody learns who has an account
    "SECURITY_SEND_REGISTER_EMAIL": True,
    "SECURITY_EMAIL_HTML": False,
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_LENGTH_MIN": MIN_PASSWORD_CHARACTERS,
    "SECURITY_PASSWORD_CONFIRM_REQUIRED": False,
    "SECURITY_TOTP_ISSUER": "Automotive Skills Catalogue",
    "SECURITY_USE_REGISTER_V2": True,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},  # the confirming mail finds out, not the DNS
    "SECURITY_CLI_USERS_NAME": None,  # `catalogue users` is ours
    "SECURITY_CLI_ROLES_NAME": None,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "REMEMBER_COOKIE_HTTPONLY": True,
    "REMEMBER_COOKIE_SAMESITE": "Lax",
}
SUBJECTS = {
    "SECURITY_EMAIL_SUBJECT_REGISTER": _l("Confirm your e-mail address"),
    "SECURITY_EMAIL_SUBJECT_CONFIRM": _l("Confirm your e-mail address"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": _l("Choose a new password"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": _l("Your password was changed"),
    "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": _l("Your password was changed"),
}


def init_app(app: Flask, settings: Settings) -> None:
    """Set up Flask-Security; whatever is derived from the signing key changes with it, except passwords."""
    derived: dict[str, Any] = {
        "SECURITY_TOTP_SECRETS": {"1": sha256(f"totp:{app.config['SECRET_KEY']}".encode()).hexdigest()},
        "SECURITY_EMAIL_SENDER": settings.mail_sender,
        "SECURITY_DATETIME_FACTORY": now,
        "REMEMBER_COOKIE_SECURE": app.config["SESSION_COOKIE_SECURE"],
    }
    app.config.update(ADDRESSES | FEATURES | SUBJECTS | MESSAGES | derived)
    user_authenticated.connect(_goes_where_the_form_says, app)
    Security(  # not in extensions.py: it can be given its mail class here only, and keeps what belongs to one app
        app,
        SQLAlchemyUserDatastore(db, User, GrantedRole),
        mail_util_cls=OutboxMail,
        password_util_cls=UnknownPasswords,
        register_form=SignUpForm,
        forgot_password_form=RecoveryForm,
    )
    sessions.init_app(app)


def _goes_where_the_form_says(_app: Flask, **_more: Any) -> None:
    """Forget the target stored in the session, so that signing in follows ``next`` once and not again later."""
    if request.values.get("next"):
        session.pop(WANTED_ADDRESS, None)
