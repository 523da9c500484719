"""How often one address, or one address at one account, may try what is worth abusing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, request, session
from flask_limiter.util import get_remote_address
from flask_security import current_user

from catalogue.extensions import limiter

# Each failure within the hour and the day counts, so that whoever goes on waits longer each time.
SIGN_IN_LIMIT = "5 per 5 minutes; 10 per hour; 20 per day"
SECOND_FACTOR_LIMIT = "10 per hour; 30 per day"
"""Wrong codes at one account, from wherever: of a million codes three are right at a time, so that guessing for a year
succeeds once in thirty. Only whoever knows the password comes as far as being stopped by it."""
CODE_FORMS = (
    "security.two_factor_token_validation",
    "security.two_factor_setup_validate",
    "security.mf_recovery",
)
FORMS = {
    "security.register": "10 per hour; 30 per day",
    "security.forgot_password": "10 per hour; 30 per day",
    "security.send_confirmation": "10 per hour; 30 per day",
}
FAILURES_BY_ADDRESS = {
    "security.login": "100 per hour",
    "security.two_factor_token_validation": "10 per 10 minutes; 50 per day",
    "security.mf_recovery": "10 per hour; 20 per day",
}
"""What counts only where it fails: whoever is right is never stopped, however many share an address."""


def init_app(app: Flask) -> None:
    """Limit Flask-Security's views, which that library makes itself, so that none can carry our decorator."""
    for endpoint, often in FORMS.items():
        _guard(app, endpoint, limiter.limit(often, methods=["POST"]))
    for endpoint, often in FAILURES_BY_ADDRESS.items():
        _guard(app, endpoint, limiter.limit(often, methods=["POST"], deduct_when=_failed))
    for endpoint in CODE_FORMS:
        _guard(app, endpoint, _code_limit)
    by_account = limiter.limit(SIGN_IN_LIMIT, key_func=_account_and_address, methods=["POST"], deduct_when=_failed)
    _guard(app, "security.login", by_account)


def _code_limit(view: Any) -> Any:
    limit = limiter.shared_limit(
        SECOND_FACTOR_LIMIT, scope="wrong codes", key_func=_account_of_code, methods=["POST"], deduct_when=_failed
    )
    return limit(view)


def _account_of_code() -> str:
    """Return whose code it is: of who is signing in, or sets up a factor; a stranger's tries count for nobody else."""
    whose = session.get("tf_user_id") or getattr(current_user, "fs_uniquifier", "")
    return f"account {whose}" if whose else get_remote_address()


def _guard(app: Flask, endpoint: str, limit: Callable[[Any], Any]) -> None:
    app.view_functions[endpoint] = limit(app.view_functions[endpoint])


def _account_and_address() -> str:
    """Return the typed account and the visitor's address, whether or not the account exists: being stopped reveals
    nothing, and nobody can lock out somebody who comes from another address."""
    return f"{request.form.get('email', '').strip().lower()[:255]} {get_remote_address()}"


def _failed(response: Response) -> bool:
    """Say whether the form was shown again instead of what follows it; a program is told so with status 400."""
    if response.is_json:
        return response.status_code == 400
    return response.status_code == 200
