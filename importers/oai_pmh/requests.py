"""Addresses of OAI-PMH 2.0 requests (https://www.openarchives.org/OAI/openarchivesprotocol.html)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

DUBLIN_CORE = "oai_dc"
"""What every repository must have (section 3.4)."""
LOM = "lom"
RDF = "rdf"
RDF_NAMESPACE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DATE_ARGUMENTS = ("from", "until")


def metadata_formats(url: str) -> str:
    """Return the request for the metadata formats there are."""
    return _request(url, {"verb": "ListMetadataFormats"})


def records(url: str, formats: Mapping[str, str]) -> str:
    """Return the request for all records in the richest format we read, of the set the address names.

    ``formats`` maps each prefix to its namespace: the prefix "rdf" is also that of bibliographic formats.
    """
    known = [
        *(prefix for prefix in formats if LOM in prefix.lower()),
        *([RDF] if _has_rdf(formats) else []),
        DUBLIN_CORE,
    ]
    selection = {name: value for name, value in _arguments(url).items() if name in ("set", *DATE_ARGUMENTS)}
    return _request(url, {"verb": "ListRecords", "metadataPrefix": known[0], **selection})


def _has_rdf(formats: Mapping[str, str]) -> bool:
    return formats.get(RDF) == RDF_NAMESPACE


def following(url: str, token: str) -> str:
    """Return the request for what comes after; a token goes with the verb alone (section 3.5.1)."""
    return _request(url, {"verb": "ListRecords", "resumptionToken": token})


def is_selective(url: str) -> bool:
    """Say whether the address asks only for the changes of some time (section 2.7)."""
    return any(name in _arguments(url) for name in DATE_ARGUMENTS)


def _arguments(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query, max_num_fields=50).items()}


def _request(url: str, asked: dict[str, str]) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(asked), ""))
