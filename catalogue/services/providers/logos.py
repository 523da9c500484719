"""Providers' logos: every uploaded picture is drawn anew, small and without anything hidden in it."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.text.messages import N_, UserError
from catalogue.ingestion.isolation import ReaderLost, call_isolated
from catalogue.models import Provider, ProviderLogo
from catalogue.services.accounts.audit_trail import record
from catalogue.services.providers.pictures import UNREADABLE_TEXT

MAX_LOGO_BYTES = 5_000_000
MAX_SECONDS_TO_DRAW = 20.0


class UnreadableLogo(UserError):
    """The file is no picture that can become a logo; the message says why and what to upload instead."""


def change_logo(session: Session, provider: Provider, content: bytes, actor: Actor) -> None:
    """Store a picture as the provider's logo; empty ``content`` removes it. Commits. Raise ``UnreadableLogo``."""
    image = drawn_anew(content) if content else b""
    held = session.get(ProviderLogo, provider.id)
    if held is not None:
        session.delete(held)
        session.flush()
    if image:
        session.add(ProviderLogo(provider_id=provider.id, image=image))
    provider.logo = sha256(image).hexdigest()[:16] if image else ""
    record(session, actor, "changed", f"provider:{provider.key}", provider.name, after={"logo": provider.logo})
    session.commit()


def logo_of(session: Session, provider: Provider) -> bytes:
    """Return the logo as WebP; empty if there is none."""
    held = session.get(ProviderLogo, provider.id)
    return held.image if held else b""


def drawn_anew(content: bytes) -> bytes:
    """Return the picture as WebP without whatever else the file held, drawn in a process of its own.

    Raise ``UnreadableLogo`` if the file is too large or cannot be read.
    """
    if len(content) > MAX_LOGO_BYTES:
        raise UnreadableLogo(N_("The file is larger than 5 MB; save the picture smaller."))
    try:
        (drawn,) = call_isolated(
            "catalogue.services.providers.pictures", "drawn_anew", content, seconds=MAX_SECONDS_TO_DRAW
        )
    except ReaderLost:
        raise UnreadableLogo(UNREADABLE_TEXT) from None
    if isinstance(drawn, str):
        raise UnreadableLogo(drawn)
    return bytes(drawn)
