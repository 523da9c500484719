"""The forms of the providers' space."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, Length, Optional

from catalogue.domain.people.permissions import MemberRole
from catalogue.web.guards.honeypot import HoneypotForm
from catalogue.web.guards.quotas_by_account import CountedForm
from catalogue.web.providing.submissions.fields_by_kind import ADDRESS
from catalogue.web.site import choices

NEEDED = DataRequired(_l("Please fill this in."))


class ProviderForm(FlaskForm):
    """Who offers courses."""

    name = StringField(_l("Name of the organisation"), [NEEDED, Length(max=300)])
    url = StringField(_l("Its website"), [NEEDED, Length(max=2000), ADDRESS])
    country = SelectField(_l("Country"), choices=choices.countries, validators=[Optional()])
    description = TextAreaField(_l("In two or three sentences"), [Optional(), Length(max=2000)])


class ProfileForm(ProviderForm):
    """How a provider shows itself, with its picture."""

    logo = FileField(_l("Logo"), [Optional()])
    remove_logo = BooleanField(_l("Remove the logo"))


class NewProviderForm(ProviderForm, CountedForm):
    """Who is not in the catalogue yet."""

    counted = "organisations"


class ClaimForm(HoneypotForm, CountedForm):
    """Why a provider is one's own."""

    counted = "claims"

    grounds = TextAreaField(_l("Your role in this organisation"), [NEEDED, Length(max=2000)])


class InviteForm(CountedForm):
    """Whom to invite."""

    counted = "invitations"

    email = StringField(
        _l("E-mail address"), [NEEDED, Email(_l("This is no e-mail address; write one such as name@example.org."))]
    )
    role = SelectField(
        _l("What they may do"),
        validators=[NEEDED],
        choices=[
            (MemberRole.EDITOR, _l("write listings")),
            (MemberRole.OWNER, _l("write listings and manage everything")),
        ],
    )
