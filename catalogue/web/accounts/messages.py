"""What Flask-Security says, in our words and languages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

_WRONG = _l("The e-mail address or the password is wrong.")
_CODE = _l("This code is wrong. Codes change every half minute; enter the newest one.")
_LINK = _l("This link is not valid, or it has been used already. Ask for a new one.")

MESSAGES = {
    f"SECURITY_MSG_{name}": (text, kind)
    for name, text, kind in (
        ("GENERIC_AUTHN_FAILED", _WRONG, "error"),
        ("GENERIC_RECOVERY", _l("If there is an account with this address, a link is on its way to it."), "info"),
        ("UNAUTHENTICATED", _l("Please sign in to see this page."), "error"),
        ("UNAUTHORIZED", _l("Your account does not allow this."), "error"),
        ("CONFIRM_REGISTRATION", _l("A link to confirm your address is on its way to %(email)s."), "success"),
        ("EMAIL_CONFIRMED", _l("Your address is confirmed. You can sign in now."), "success"),
        ("ALREADY_CONFIRMED", _l("Your address was confirmed before. You can sign in."), "info"),
        ("INVALID_CONFIRMATION_TOKEN", _LINK, "error"),
        ("CONFIRMATION_REQUIRED", _l("Please confirm your address first: a link to do so was sent to you."), "error"),
        ("CONFIRMATION_REQUEST", _l("If there is an account with this address, a link is on its way to it."), "info"),
        ("CONFIRMATION_EXPIRED", _l("This link has expired. A new one is on its way to %(email)s."), "error"),
        ("PASSWORD_RESET_REQUEST", _l("If there is an account with this address, a link is on its way to it."), "info"),
        ("PASSWORD_RESET_EXPIRED", _l("This link has expired. A new one is on its way to %(email)s."), "error"),
        ("INVALID_RESET_PASSWORD_TOKEN", _LINK, "error"),
        ("PASSWORD_RESET", _l("Your new password is in use, and you are signed in."), "success"),
        ("PASSWORD_RESET_NO_LOGIN", _l("Your new password is in use. Sign in with it."), "success"),
        ("PASSWORD_CHANGE", _l("Your new password is in use."), "success"),
        ("PASSWORD_IS_THE_SAME", _l("This is your current password; choose another one."), "error"),
        ("PASSWORD_INVALID_LENGTH", _l("A password needs at least %(length)s characters."), "error"),
        ("PASSWORD_NOT_PROVIDED", _l("Enter your password."), "error"),
        ("INVALID_PASSWORD", _l("This is not your password."), "error"),
        ("EMAIL_NOT_PROVIDED", _l("Enter your e-mail address."), "error"),
        ("INVALID_EMAIL_ADDRESS", _l("This is no e-mail address; write one such as name@example.org."), "error"),
        ("EMAIL_ALREADY_ASSOCIATED", _l("There is an account with this address already."), "error"),
        ("DISABLED_ACCOUNT", _l("This account has been closed."), "error"),
        ("LOGIN", _l("Please sign in to see this page."), "success"),
        ("REAUTHENTICATION_REQUIRED", _l("Please give your password again."), "error"),
        ("REAUTHENTICATION_SUCCESSFUL", _l("Thank you."), "info"),
        (
            "TWO_FACTOR_INVALID_TOKEN",
            _CODE,
            "error",
        ),
        ("TWO_FACTOR_LOGIN_SUCCESSFUL", _l("Your code was right."), "success"),
        ("TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL", _l("Two-step sign-in is set up."), "success"),
        ("TWO_FACTOR_PERMISSION_DENIED", _l("Please sign in first."), "error"),
        ("TWO_FACTOR_METHOD_NOT_AVAILABLE", _l("Choose one of the methods."), "error"),
        ("TWO_FACTOR_DISABLED", _l("Two-step sign-in is turned off."), "success"),
        ("TWO_FACTOR_SETUP_EXPIRED", _l("That took longer than %(within)s; please begin again."), "error"),
        ("INVALID_RECOVERY_CODE", _l("This recovery code is not right, or it has been used."), "error"),
        ("NO_RECOVERY_CODES_SETUP", _l("There are no recovery codes yet."), "info"),
    )
}
