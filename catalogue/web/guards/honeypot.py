"""What keeps machines out of public forms without asking people anything: a field that nobody sees, and the time.

No third party, no picture to read: whoever fills what people cannot see, or answers before a person could have read
the form, gets it again with a sentence that says what to do; a person loses one press of a button.
"""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _l
from itsdangerous import BadSignature, TimestampSigner
from wtforms import Form, HiddenField, StringField
from wtforms.validators import ValidationError

MINIMUM_SECONDS_SETTING = "TRAP_SECONDS"
"""The setting of the application that says how many seconds a person needs at least."""
MAX_FORM_AGE_SECONDS = 24 * 3600
STAMP_SALT = "when a form was shown"


class StampField(HiddenField):
    """When the form was shown, signed; written anew each time it is shown."""

    def _value(self) -> str:
        return _signer().sign("form").decode("ascii")

    def pre_validate(self, form: Any) -> None:
        """Raise ``ValidationError`` if the form came too soon after its page, or with no time of ours."""
        try:
            _, shown = _signer().unsign(self.data or "", max_age=MAX_FORM_AGE_SECONDS, return_timestamp=True)
        except BadSignature:
            raise ValidationError(str(_l("This form was open for too long. Please send it again."))) from None
        if _signer().get_timestamp() - shown.timestamp() < current_app.config[MINIMUM_SECONDS_SETTING]:
            raise ValidationError(str(_l("That was very quick. Please check it and send it again.")))


class HoneypotField(StringField):
    """A field that style hides and programs fill."""

    def pre_validate(self, form: Any) -> None:
        """Raise ``ValidationError`` if anything was filled in; the label tells people who see it to leave it empty."""
        if self.data:
            raise ValidationError(str(_l("Please leave the field “Leave this empty” as it is.")))


class HoneypotForm(Form):
    """For public forms to inherit; their templates write ``hidden_tag()`` and the macro ``trap``."""

    shown_at = StampField()
    nickname = HoneypotField(_l("Leave this empty"))


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SECRET_KEY"], salt=STAMP_SALT)
