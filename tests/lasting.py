"""One application for all tests of a process, each of which finds it as if it had just been made.

To make one takes a fifth of a second, and each compiles every template and statement anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
from flask import Flask

from catalogue.app import create_app, parts_for
from catalogue.config import Settings
from catalogue.extensions import limiter
from catalogue.search.knowledge import Encoder, Vectors
from tests.browsing import FreshClient, quick_passwords


class LastingApp:
    """Made for the first test; the others get it with their own settings, index and limits."""

    def __init__(self) -> None:
        self._app: Flask | None = None

    @contextmanager
    def as_if_new(self, settings: Settings, database: str) -> Iterator[Flask]:
        """The application with these settings, on the database at this address."""
        app = self._app = self._app or _made(settings, database)
        config = dict(app.config)
        app.extensions["catalogue"] = parts_for(replace(settings, secret_key=app.config["SECRET_KEY"]))
        app.config.update(TRAP_SECONDS=0, ALIKE_SECONDS=0)  # tests are quicker than people
        limiter.reset()
        with app.app_context():
            yield app
        app.config.clear()
        app.config.update(config)


def _made(settings: Settings, database: str) -> Flask:
    app = create_app(Settings(instance=settings.instance, database_url=database))
    app.test_client_class = FreshClient
    quick_passwords(app)
    return app


class RememberingEncoder:
    """Encodes each text once: most tests index the same few courses."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self._encoder, self._known = encoder.name, encoder, {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """A row of length one per text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])
