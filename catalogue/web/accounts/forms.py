"""The forms of Flask-Security that ask for more than it does."""

from __future__ import annotations

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_security import ForgotPasswordForm, RegisterFormV2
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, Length, Optional

from catalogue.web.guards.honeypot import HoneypotForm
from catalogue.web.site.locale import LOCALES


class SignUpForm(HoneypotForm, RegisterFormV2):
    """Address, password, and a name if one wants to be called by it; mails are written in the page's language."""

    name = StringField(_l("Your name"), validators=[Optional(), Length(max=200)])
    locale = HiddenField(default=lambda: str(get_locale() or "en"), validators=[AnyOf(LOCALES)])


class RecoveryForm(HoneypotForm, ForgotPasswordForm):
    """The address to which a link is sent."""
