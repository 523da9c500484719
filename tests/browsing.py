"""Clients that behave as browsers at a server, and passwords that cost tests no time."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db


class FreshClient(FlaskClient):
    """A client each of whose requests has an application context of its own, as on a server."""

    def open(self, *arguments, **named):
        db.session.expire_all()
        with self.application.app_context():
            return super().open(*arguments, **named)


def quick_passwords(app: Flask) -> None:
    """Passwords are hashed as in production, but in a thousandth of the time."""
    security = app.extensions["security"]
    security.pwd_context.update(argon2__rounds=1, argon2__memory_cost=8, argon2__parallelism=1)
    security.hashing_context.update(sha256_crypt__rounds=1000)
