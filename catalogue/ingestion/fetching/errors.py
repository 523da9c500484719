"""Why an address was not read: we would not, or it could not be had. No message holds a token or password."""

from __future__ import annotations

from catalogue.domain.text.messages import Text, UserError, clean, message_from_json
from catalogue.domain.text.redaction import without_secrets


class FetchRefused(UserError):
    """The guard refused to fetch; ``code`` is scheme, credentials, port, address, robots or host."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(message_from_json(clean(message, without_secrets)))
        self.code = code


class FetchFailed(UserError):
    """The site did not give the document.

    ``code`` is timeout, dns, connection, tls, too-large, bomb, encoding, redirects, elsewhere, not-found, gone, busy,
    client-error, server-error, unexpected or cache. ``retry_after`` is in seconds where the site said it.
    """

    def __init__(self, code: str, message: Text, retry_after: float | None = None) -> None:
        super().__init__(message_from_json(clean(message, without_secrets)))
        self.code = code
        self.retry_after = retry_after
