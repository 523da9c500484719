"""Connecting only to an address that the guard has seen, and never longer than until the deadline."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore2

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.guard import Resolver, safe_addresses
from catalogue.ingestion.fetching.policy import FetchPolicy

NO_TLS_REASONS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"})
"""What OpenSSL says of an answer that is not TLS at all, such as a page sent without encryption."""


class Deadline:
    """When the request in hand must be over (``time.monotonic``); connections outlive it, so each asks it anew."""

    def __init__(self) -> None:
        self.ends_at = float("inf")

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self.ends_at

    def within(self, timeout: float | None) -> float | None:
        """Return a timeout that ends by the deadline. Raise ``httpcore2.TimeoutException`` when it has passed."""
        if self.passed:
            raise httpcore2.TimeoutException("the deadline has passed")
        left = self.ends_at - time.monotonic()
        return min(left, float("inf") if timeout is None else timeout) if left != float("inf") else timeout


class TimedStream(httpcore2.NetworkStream):
    """A connection whose every step, TLS handshake and headers included, ends at the deadline."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Verify the certificate for the name asked for, whichever address it led to."""
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        except httpcore2.ConnectError as error:
            if not isinstance(error.__cause__, ssl.SSLError):
                raise
            raise FetchFailed("tls", _not_secure(str(server_hostname), error.__cause__)) from error
        return TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves a name once, checks every answer and connects to one of them, so that a name cannot change its mind."""

    def __init__(
        self,
        policy: FetchPolicy,
        resolve: Resolver,
        deadline: Deadline,
        backend: httpcore2.NetworkBackend | None = None,
    ) -> None:
        self._policy, self._resolve, self._deadline = policy, resolve, deadline
        self._backend = backend or httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to a checked address; TLS still verifies the name."""
        if host in self._policy.routes:
            return self._connect(*self._policy.routes[host], timeout)
        error: Exception | None = None
        for address in safe_addresses(host, port, self._resolve):
            try:
                return self._connect(address, port, timeout)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore2.ConnectError(f"no address of {host} answered")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Raise ``httpcore2.ConnectError``: a socket on this machine is not a partner's site."""
        raise httpcore2.ConnectError("local sockets are not fetched")

    def _connect(self, address: str, port: int, timeout: float | None) -> httpcore2.NetworkStream:
        stream = self._backend.connect_tcp(address, port, timeout=self._deadline.within(timeout))
        return TimedStream(stream, self._deadline)


def _not_secure(host: str, error: ssl.SSLError) -> Message:
    """Return why there is no secure connection, with what to do: only a bad certificate is mended by renewing it."""
    reason = str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        untrusted = N_(
            "%(host)s has no secure connection that can be trusted (%(reason)s); "
            "ask its provider to renew the certificate."
        )
        return Message(untrusted, host=host, reason=reason)
    if error.reason in NO_TLS_REASONS:
        plain = N_("%(host)s does not speak https at this address; try it with http:// instead of https://.")
        return Message(plain, host=host)
    broken = N_("%(host)s makes no secure connection (%(reason)s); see whether the address opens in a browser.")
    return Message(broken, host=host, reason=reason)
