"""Codes to scan, made here."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """Return a QR code of the address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2)
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by us from an address
