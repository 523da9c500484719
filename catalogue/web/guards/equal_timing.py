"""Forms that write to an address take as long for one that has an account as for one that has none.

With an account there is a token to make and another mail to write, which takes some dozens of milliseconds longer:
enough to find out by many questions who has one. Their answers therefore leave at the end of a whole step of time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import monotonic, sleep
from typing import Any

from flask import Flask, current_app, request

STEP_SECONDS_SETTING = "ALIKE_SECONDS"
"""The setting of the application that says how long a step is; 0: answers leave at once."""
ENDPOINTS = ("security.register", "security.forgot_password", "security.send_confirmation")


def init_app(app: Flask) -> None:
    """Guard Flask-Security's views, which that library makes itself."""
    for endpoint in ENDPOINTS:
        app.view_functions[endpoint] = _in_steps(app.view_functions[endpoint])


def _in_steps(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def paced(*given: Any, **named: Any) -> Any:
        step = float(current_app.config[STEP_SECONDS_SETTING])
        if request.method != "POST" or not step:
            return view(*given, **named)
        begun = monotonic()
        try:
            return view(*given, **named)
        finally:
            sleep(-(monotonic() - begun) % step)

    return paced
