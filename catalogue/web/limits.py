"""How often one address, or one address at one account, may try what is worth abusing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request
from flask_limiter.util import get_remote_address

from catalogue.extensions import limiter

# Each failure within the hour and the day counts, so that whoever goes on waits longer each time.
SIGN_IN = "5 per 5 minutes; 10 per hour; 20 per day"
FORMS = {
    "security.register": "10 per hour; 30 per day",
    "security.forgot_password": "10 per hour; 30 per day",
    "security.send_confirmation": "10 per hour; 30 per day",
    "security.two_factor_token_validation": "10 per 10 minutes; 50 per day",
    "security.mf_recovery": "10 per hour; 20 per day",
}


def init_app(app: Flask) -> None:
    """Guard Flask-Security's views; it makes them itself, so that none can carry a decorator of ours."""
    for endpoint, often in FORMS.items():
        _guard(app, endpoint, limiter.limit(often, methods=["POST"]))
    _guard(app, "security.login", limiter.limit("100 per hour", methods=["POST"], deduct_when=_failed))
    by_account = limiter.limit(SIGN_IN, key_func=_account_and_address, methods=["POST"], deduct_when=_failed)
    _guard(app, "security.login", by_account)


def _guard(app: Flask, endpoint: str, limit: Callable[[Any], Any]) -> None:
    app.view_functions[endpoint] = limit(app.view_functions[endpoint])


def _account_and_address() -> str:
    """What was typed, be there such an account or not: nobody learns from being stopped, and nobody can lock out
    somebody else who comes from another address."""
    return f"{request.form.get('email', '').strip().lower()[:255]} {get_remote_address()}"


def _failed(response: Response) -> bool:
    """The form again instead of what follows it."""
    return response.status_code == 200
