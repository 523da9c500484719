"""An address in its parts, whatever somebody wrote."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit

NO_ADDRESS = SplitResult("", "", "", "", "")


def address_parts(address: str) -> SplitResult:
    """Return the parts of an address; of what is none, such as ``https://[``, empty ones."""
    try:
        return urlsplit(address)
    except ValueError:
        return NO_ADDRESS
