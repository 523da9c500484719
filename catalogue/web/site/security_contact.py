"""Where whoever finds a weakness can tell us: ``security.txt`` (RFC 9116)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Blueprint, Response, url_for

from catalogue.access import everyone
from catalogue.app_parts import parts

blueprint = Blueprint("security_contact", __name__)
VALID_DAYS = 180
"""The text is made anew every day, so that it never runs out while we answer; less than a year is advised (2.5.5)."""
READ_LANGUAGES = "en"


@blueprint.get("/.well-known/security.txt")
@everyone
def page() -> Response:
    """Return security.txt: the contact in the settings, and its own address if the catalogue has a public one."""
    ends = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=VALID_DAYS)
    fields = [
        ("Contact", _as_uri(parts().settings.contact)),
        ("Expires", f"{ends:%Y-%m-%dT%H:%M:%SZ}"),
        ("Preferred-Languages", READ_LANGUAGES),
    ]
    if parts().settings.public_url:
        fields.append(("Canonical", url_for("security_contact.page", _external=True, _language="", lang=None)))
    return Response("".join(f"{name}: {value}\n" for name, value in fields), mimetype="text/plain")


def _as_uri(contact: str) -> str:
    """Return the contact as a URI: a mailbox may be set without the scheme that RFC 9116 (2.5.3) asks for."""
    return contact if ":" in contact else f"mailto:{contact}"
