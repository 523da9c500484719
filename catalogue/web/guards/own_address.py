"""The catalogue's own address: the names it answers to, and what absolute links are made of."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Request, request
from werkzeug.exceptions import SecurityError
from werkzeug.routing import MapAdapter

from catalogue.app_parts import parts
from catalogue.web.site.locale import MultilingualFlask

LOOPBACK_NAMES = ("localhost", "127.0.0.1")
IPV6_LOOPBACK = "[::1]"


REFUSED = "catalogue.refused_name"
"""In the environment of a request that asked by another name: the error it is answered with."""


class AddressedFlask(MultilingualFlask):
    """Answers to the names in ``TRUSTED_HOSTS`` alone; whoever asks by another one, forwarded or not, is told 400.

    Absolute links begin with ``PUBLIC_URL`` where there is one, whichever of its names the catalogue was asked by.
    """

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return what makes the links of an answer, also of the page that refuses a request."""
        if request is not None:
            _spell_ipv6_loopback(request)
        try:
            adapter = super().create_url_adapter(request)
        except SecurityError as refused:
            assert request is not None  # noqa: S101
            request.environ |= {REFUSED: refused, "HTTP_HOST": self.config["TRUSTED_HOSTS"][0]}
            adapter = super().create_url_adapter(request)
        public = urlsplit(self.config["PUBLIC_URL"])
        if adapter is not None and public.hostname:
            adapter.url_scheme, adapter.server_name = public.scheme, public.netloc
        return adapter


def init_app(app: Flask) -> None:
    """Refuse other host names before anything else looks at the request."""
    app.before_request(_refuse_other_names)


def _refuse_other_names() -> None:
    if REFUSED in request.environ:
        raise request.environ[REFUSED]


def own_address() -> str:
    """Return where visitors find the catalogue, without a slash at the end, whatever the request says."""
    return parts().settings.address


def _spell_ipv6_loopback(request: Request) -> None:
    """Rewrite ``[::1]``, since Werkzeug cuts the names it trusts at their first colon and cannot list it."""
    name, bracket, port = request.environ.get("HTTP_HOST", "").partition("]")
    if name + bracket == IPV6_LOOPBACK:
        request.environ["HTTP_HOST"] = f"localhost{port}"
