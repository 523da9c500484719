"""Connecting only to an address that the guard has seen: what is checked is what is connected to."""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from catalogue.ingestion.fetching.guard import Resolver, safe_addresses
from catalogue.ingestion.fetching.policy import FetchPolicy


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, checks every answer and connects to one of them, so that a name cannot change its mind."""

    def __init__(self, policy: FetchPolicy, resolve: Resolver) -> None:
        self._policy, self._resolve = policy, resolve
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a checked address; TLS still verifies the name."""
        if host in self._policy.routes:
            return self._backend.connect_tcp(*self._policy.routes[host], timeout=timeout)
        error: Exception | None = None
        for address in safe_addresses(host, port, self._resolve):
            try:
                return self._backend.connect_tcp(address, port, timeout=timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or httpcore.ConnectError(f"no address of {host} answered")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: a socket on this machine is not a partner's site."""
        raise httpcore.ConnectError("local sockets are not fetched")


def guarded_transport(policy: FetchPolicy, resolve: Resolver) -> httpx.HTTPTransport:
    """An httpx transport on the guarded backend, which httpx itself has no argument for."""
    transport = httpx.HTTPTransport(trust_env=False)
    transport._pool = httpcore.ConnectionPool(
        ssl_context=ssl.create_default_context(),
        max_connections=10,
        max_keepalive_connections=5,
        network_backend=GuardedBackend(policy, resolve),
    )
    return transport
