"""Which passwords are taken, wherever one is chosen: signing up, recovering, changing."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_security import PasswordUtil

from catalogue.domain.people.passwords import is_easily_guessed


class UnknownPasswords(PasswordUtil):
    """Refuses what is easily guessed. Nothing is asked of other machines."""

    def validate(self, password: str, is_register: bool, **told: Any) -> tuple[list[str] | None, str]:
        """Return what is wrong with a password (None if nothing), and the password in its stored form."""
        wrong, normalised = super().validate(password, is_register, **told)
        if not wrong and is_easily_guessed(normalised, _about_owner(told)):
            wrong = [_("This password is easy to guess. Use several unrelated words.")]
        return wrong, normalised


def _about_owner(told: dict[str, Any]) -> list[str]:
    """Return address and name of the owner, which stand in the form of who signs up, else in the account."""
    user = told.get("user")
    return [str(getattr(user, name, "") or told.get(name) or "") for name in ("email", "name")]
