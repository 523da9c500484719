"""The client: guard, robots.txt, pace, cache, redirects, retries and limits around one GET."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urljoin

import hishel
import httpx
from hishel.httpx import CacheTransport

from catalogue.ingestion.contract import Page
from catalogue.ingestion.fetching.body import read_body
from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.guard import Resolver, check_url, system_addresses
from catalogue.ingestion.fetching.network import guarded_transport
from catalogue.ingestion.fetching.pace import Pace
from catalogue.ingestion.fetching.policy import FetchPolicy
from catalogue.ingestion.fetching.robots import Robots
from catalogue.ingestion.fetching.statuses import raise_for_status, wait_before_retry

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document and how it came. ``not_modified`` means the site confirmed what the cache held."""

    page: Page
    status: int
    not_modified: bool
    from_cache: bool
    received_bytes: int


class Fetcher:
    """Fetches documents under one policy; use as a context manager. ``requests`` and ``received_bytes`` count up."""

    def __init__(self, policy: FetchPolicy, *, resolve: Resolver = system_addresses, pace: Pace | None = None) -> None:
        self._policy = policy
        self._pace = pace or Pace()
        self._robots = Robots(policy, self._read_robots)
        self._client = httpx.Client(
            transport=_cached(policy, guarded_transport(policy, resolve)),
            headers={"User-Agent": policy.agent, "Accept": "*/*"},
            timeout=httpx.Timeout(policy.read_timeout, connect=policy.connect_timeout),
            trust_env=False,
            follow_redirects=False,
        )
        self.requests = 0
        self.received_bytes = 0

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """The document at an address. Raises ``FetchRefused`` and ``FetchFailed``."""
        return self._follow(url, robots=self._policy.respect_robots)

    def _read_robots(self, url: str) -> bytes:
        return self._follow(url, robots=False).page.content

    def _follow(self, url: str, *, robots: bool) -> Fetched:
        """Follow redirects by hand, each step guarded like the first."""
        ends_at = time.monotonic() + self._policy.total_timeout
        seen: set[str] = set()
        while url not in seen and len(seen) <= self._policy.max_redirects:
            seen.add(url)
            answer = self._try(url, robots, ends_at)
            if isinstance(answer, Fetched):
                return answer
            url = answer
        raise FetchFailed("redirects", f"{url} only leads from one redirect to the next; give the address they end at.")

    def _try(self, url: str, robots: bool, ends_at: float) -> Fetched | str:
        """A few attempts at one address; answers the document or where it redirects to."""
        parts = check_url(url, self._policy)
        origin = f"{parts.scheme}://{parts.netloc}"
        if robots:
            self._robots.check(url, origin)
        for attempt in range(1, self._policy.max_attempts + 1):
            self._pace.wait(parts.netloc, self._robots.delay(origin) if robots else 0.0)
            try:
                return self._ask(url, ends_at)
            except FetchFailed as error:
                wait = wait_before_retry(error, attempt, self._policy)
                if wait is None or time.monotonic() + wait > ends_at:
                    raise
                self._pace.pause(wait * random.uniform(0.8, 1.0))  # noqa: S311 - spreads retries, guards nothing
        raise AssertionError("the last attempt returns or raises")

    def _ask(self, url: str, ends_at: float) -> Fetched | str:
        self.requests += 1
        try:
            with self._client.stream("GET", url) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    return urljoin(url, response.headers["location"])
                raise_for_status(url, response)
                content = read_body(url, response, self._policy, ends_at)
        except httpx.TimeoutException:
            seconds = self._policy.read_timeout
            raise FetchFailed("timeout", f"{url} did not answer within {seconds:g} seconds; try again later.") from None
        except httpx.DecodingError:
            raise FetchFailed("encoding", f"{url} sent a compressed answer that cannot be unpacked.") from None
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise FetchFailed("connection", f"{url} could not be read: {error}") from None
        self.received_bytes += len(content)
        return _fetched(url, response, content)


def _cached(policy: FetchPolicy, transport: httpx.BaseTransport) -> httpx.BaseTransport:
    """Ask again only with If-None-Match and If-Modified-Since what is already held (RFC 9111, as a private cache)."""
    if policy.cache_directory is None:
        return transport
    policy.cache_directory.mkdir(parents=True, exist_ok=True)
    storage = hishel.SqliteStorage(
        database_path=policy.cache_directory / "http.sqlite", max_stream_size=policy.max_bytes
    )
    return CacheTransport(transport, storage=storage, rfc=hishel.CacheOptions(shared=False))


def _fetched(url: str, response: httpx.Response, content: bytes) -> Fetched:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    cache = response.extensions.get("caching") or {}
    page = Page(
        url=url,
        content=content,
        media_type=media_type or None,
        charset=response.charset_encoding,
        language=response.headers.get("content-language", "").partition(",")[0].strip() or None,
    )
    return Fetched(
        page=page,
        status=response.status_code,
        not_modified=bool(cache.get("revalidated") and cache.get("from_cache")),
        from_cache=bool(cache.get("from_cache")),
        received_bytes=len(content),
    )
