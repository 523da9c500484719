"""The client: guard, robots.txt, pace, cache, redirects, retries and limits around one GET."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import dataclass
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from urllib.parse import urldefrag, urljoin

import hishel
import httpx2
from hishel.httpx2 import CacheTransport

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import is_web_address, same_site
from catalogue.ingestion.contract import Page
from catalogue.ingestion.fetching.body import ACCEPTED_ENCODING, GZIP, read_body, unpack_file
from catalogue.ingestion.fetching.errors import FetchFailed, FetchRefused
from catalogue.ingestion.fetching.guard import Resolver, check_url, system_addresses
from catalogue.ingestion.fetching.network import Deadline
from catalogue.ingestion.fetching.pace import Pace
from catalogue.ingestion.fetching.policy import FetchPolicy
from catalogue.ingestion.fetching.robots import Robots
from catalogue.ingestion.fetching.statuses import raise_for_status, wait_before_retry
from catalogue.ingestion.fetching.transport import GuardedTransport

logger = logging.getLogger(__name__)

REDIRECT_STATUSES = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document and how it came; ``page.url`` is where redirects ended.

    ``not_modified`` means the site confirmed what the cache held (304), ``from_cache`` that the content was held, and
    ``received_bytes`` is what came over the network for the body, still packed: 0 for held content.
    """

    page: Page
    status: int
    not_modified: bool
    from_cache: bool
    received_bytes: int


class Fetcher:
    """Fetches documents under one policy, in one thread; use as a context manager.

    ``requests`` and ``received_bytes`` count everything asked for, robots.txt and redirects included; no document is
    waited for beyond ``ends_at`` (``time.monotonic``).
    """

    def __init__(self, policy: FetchPolicy, *, resolve: Resolver = system_addresses, pace: Pace | None = None) -> None:
        self._policy = policy
        self._pace = pace or Pace()
        self._deadline = Deadline()
        self._robots = Robots(policy, self._read_robots)
        self._client = httpx2.Client(
            transport=_cached(policy, GuardedTransport(policy, resolve, self._deadline)),
            headers=_headers(policy),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # no cookies: a crawler has no session
            timeout=httpx2.Timeout(policy.read_timeout, connect=policy.connect_timeout),
            trust_env=False,
            follow_redirects=False,
        )
        self.requests = 0
        self.received_bytes = 0
        self.ends_at = float("inf")

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """Return the document at an address. Raise ``FetchRefused`` or ``FetchFailed``."""
        return self._follow(url, robots=self._policy.respect_robots)

    def sitemaps(self, url: str) -> list[str]:
        """Return the sitemaps that the robots.txt of an address's origin names (https://www.sitemaps.org)."""
        parts = check_url(url, self._policy)
        return self._robots.sitemaps(f"{parts.scheme}://{parts.netloc.decode('ascii')}")

    def _read_robots(self, url: str) -> bytes:
        return self._follow(url, robots=False).page.content

    def _follow(self, url: str, *, robots: bool) -> Fetched:
        """Follow redirects by hand, each step guarded like the first."""
        ends_at = min(time.monotonic() + self._policy.total_timeout, self.ends_at)
        seen: set[str] = set()
        step = url
        while step not in seen and len(seen) <= self._policy.max_redirects:
            seen.add(step)
            answer = self._try(step, robots, ends_at)
            if isinstance(answer, Fetched):
                return answer
            step = self._next_step(url, answer, robots)
        endless = N_("%(url)s only leads from one redirect to the next; give the address they end at.")
        raise FetchFailed("redirects", Message(endless, url=url))

    def _next_step(self, url: str, step: str, robots: bool) -> str:
        """Return where a redirect leads. Raise ``FetchFailed`` if that is another site, which may show anything."""
        if robots and self._policy.stay_on_site and not same_site(url, step):
            if not is_web_address(step):
                raise _leads_nowhere(url)
            elsewhere = N_(
                "%(url)s now leads to %(target)s, which is another site, so it was not read; "
                "give its new address, or register the other site as a source."
            )
            raise FetchFailed("elsewhere", Message(elsewhere, url=url, target=step))
        return step

    def _try(self, url: str, robots: bool, ends_at: float) -> Fetched | str:
        """Make a few attempts at one address; return the document, or the address it redirects to."""
        parts = check_url(url, self._policy)
        origin = f"{parts.scheme}://{parts.netloc.decode('ascii')}"
        if robots:
            self._robots.check(url, origin)
        for attempt in range(1, self._policy.max_attempts + 1):
            self._wait_for_turn(url, parts.host, self._robots.delay(origin) if robots else 0.0)
            self._deadline.ends_at = ends_at
            try:
                return self._ask(url)
            except FetchFailed as error:
                wait = wait_before_retry(error, attempt, self._policy)
                if wait is None or time.monotonic() + wait > ends_at:
                    raise
                self._pace.pause(wait)
        raise AssertionError("the last attempt returns or raises")

    def _wait_for_turn(self, url: str, host: str, distance: float) -> None:
        """Keep the delay that the site asks for. Raise ``FetchFailed`` at once if the page would then come too late."""
        try:
            self._pace.wait(host, distance, self.ends_at)
        except TimeoutError:
            raise FetchFailed("timeout", self._too_slow(url)) from None

    def _ask(self, url: str) -> Fetched | str:
        """Make one request; every way in which it can go wrong below this layer becomes a ``FetchFailed``."""
        self.requests += 1
        try:
            return self._exchange(url)
        except httpx2.TimeoutException:
            raise FetchFailed("timeout", self._too_slow(url)) from None
        except httpx2.TransportError as error:
            broken = N_(
                "%(url)s could not be read (%(reason)s); try again later, or see whether it opens in a browser."
            )
            raise FetchFailed("connection", Message(broken, url=url, reason=str(error))) from None
        except (RuntimeError, sqlite3.Error) as error:
            # what hishel raises for a database it cannot use
            unusable = N_("%(reason)s The cache is in %(folder)s; delete it.")
            message = Message(unusable, reason=str(error), folder=str(self._policy.cache_directory))
            raise FetchFailed("cache", message) from error
        except (httpx2.InvalidURL, UnicodeError):
            raise _leads_nowhere(url) from None  # httpx2 builds the next request even if told not to follow
        except (FetchFailed, FetchRefused):
            raise
        except Exception as error:
            logger.exception("asking for %s failed", url)
            odd = N_("%(url)s answered in a way that cannot be read (%(reason)s); tell its provider.")
            raise FetchFailed("unexpected", Message(odd, url=url, reason=type(error).__name__)) from error

    def _exchange(self, url: str) -> Fetched | str:
        with self._client.stream("GET", url, headers=self._authorisation(url)) as response:
            from_cache = bool((response.extensions.get("caching") or {}).get("from_cache"))
            try:
                if response.status_code in REDIRECT_STATUSES and "location" in response.headers:
                    return _target(url, response.headers["location"])
                raise_for_status(url, response)
                content = read_body(url, response, self._policy)
            finally:
                self.received_bytes += 0 if from_cache else response.num_bytes_downloaded
        return _fetched(url, response, content, self._policy)

    def _authorisation(self, url: str) -> dict[str, str]:
        """Return the credentials for the host they are meant for, and unencrypted only to this machine."""
        parts = httpx2.URL(url)
        value = self._policy.authorisation.get(parts.host, "")
        private = parts.scheme == "https" or parts.host in self._policy.routes
        return {"Authorization": value} if value and private else {}

    def _too_slow(self, url: str) -> Message:
        if self._deadline.passed:
            slow = N_("%(url)s took longer than %(seconds)s seconds; try again later.")
            return Message(slow, url=url, seconds=f"{self._policy.total_timeout:g}")
        silent = N_("%(url)s did not answer within %(seconds)s seconds; try again later.")
        return Message(silent, url=url, seconds=f"{self._policy.read_timeout:g}")


def _headers(policy: FetchPolicy) -> dict[str, str]:
    """Return the headers of every request.

    ``no-cache`` lets every run ask whether a document has changed: a course page said to be checked today must be.
    Without it the cache would take an old Last-Modified for a week's freshness (RFC 9111 section 4.2.2).
    """
    return {
        "User-Agent": policy.agent,
        "Accept": "*/*",
        "Accept-Encoding": ACCEPTED_ENCODING,
        "Cache-Control": "no-cache",
    }


def _target(url: str, location: str) -> str:
    try:
        return urldefrag(urljoin(url, location)).url
    except ValueError:
        raise _leads_nowhere(url) from None


def _leads_nowhere(url: str) -> FetchFailed:
    message = Message(N_("%(url)s redirects to what is no address; give the one it means."), url=url)
    return FetchFailed("redirects", message)


def _cached(policy: FetchPolicy, transport: httpx2.BaseTransport) -> httpx2.BaseTransport:
    """Wrap the transport in a private cache (RFC 9111), which asks for documents it holds only conditionally."""
    if policy.cache_directory is None:
        return transport
    policy.cache_directory.mkdir(parents=True, exist_ok=True)
    storage = hishel.SqliteStorage(
        database_path=policy.cache_directory / "http.sqlite", max_stream_size=policy.max_bytes
    )
    return CacheTransport(transport, storage=storage, rfc=hishel.CacheOptions(shared=False))


def _fetched(url: str, response: httpx2.Response, content: bytes, policy: FetchPolicy) -> Fetched:
    media_type: str | None = response.headers.get("content-type", "").partition(";")[0].strip().lower() or None
    if content.startswith(GZIP):
        content, media_type = unpack_file(url, content, policy), None
    cache = response.extensions.get("caching") or {}
    is_from_cache = bool(cache.get("from_cache"))
    page = Page(
        url=url,
        content=content,
        media_type=media_type,
        charset=response.charset_encoding,
        language=response.headers.get("content-language", "").partition(",")[0].strip() or None,
    )
    return Fetched(
        page=page,
        status=response.status_code,
        not_modified=bool(is_from_cache and cache.get("revalidated")),
        from_cache=is_from_cache,
        received_bytes=0 if is_from_cache else response.num_bytes_downloaded,
    )
