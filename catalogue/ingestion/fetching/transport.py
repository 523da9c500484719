"""httpx2's requests over connections that the guard has checked: httpx2 itself takes no network backend."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpcore2
import httpx2

from catalogue.ingestion.fetching.guard import Resolver
from catalogue.ingestion.fetching.network import Deadline, GuardedBackend
from catalogue.ingestion.fetching.policy import FetchPolicy

MAX_CONNECTIONS = 10
MAX_IDLE_CONNECTIONS = 5
FAULTS: tuple[tuple[type[Exception], type[httpx2.TransportError]], ...] = (
    (httpcore2.TimeoutException, httpx2.TimeoutException),
    (httpcore2.NetworkError, httpx2.NetworkError),
    (httpcore2.ProtocolError, httpx2.ProtocolError),
    (httpcore2.UnsupportedProtocol, httpx2.UnsupportedProtocol),
)


class GuardedTransport(httpx2.BaseTransport):
    """Sends requests of one client through a pool of guarded connections, to no proxy whatever the environment says."""

    def __init__(self, policy: FetchPolicy, resolve: Resolver, deadline: Deadline) -> None:
        self._connections = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=MAX_CONNECTIONS,
            max_keepalive_connections=MAX_IDLE_CONNECTIONS,
            network_backend=GuardedBackend(policy, resolve, deadline),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Return the response, body unread. Raises ``httpx2.TransportError``, ``FetchFailed`` and ``FetchRefused``."""
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated_faults():
            answer = self._connections.handle_request(asked)
        body = _Body(answer)
        return httpx2.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)

    def close(self) -> None:
        """Close all connections."""
        self._connections.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        with _translated_faults():
            yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@contextmanager
def _translated_faults() -> Iterator[None]:
    """Raise what the connection met as httpx2 names it."""
    try:
        yield
    except tuple(theirs for theirs, _ours in FAULTS) as error:
        ours = next(ours for theirs, ours in FAULTS if isinstance(error, theirs))
        raise ours(str(error)) from error
