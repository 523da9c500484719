"""Providers' logos: whatever picture somebody hands in becomes a small one without anything hidden in it."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError
from sqlalchemy.orm import Session

from catalogue.domain.messages import N_, Told
from catalogue.domain.permissions import Actor
from catalogue.models import Provider, ProviderLogo
from catalogue.services.auditing import record

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
"""What is read. No SVG: it is a page with scripts."""
MOST_BYTES = 5_000_000
MOST_PIXELS = 25_000_000
SIZE = (480, 240)
"""Twice the largest size at which pages show it, in pixels."""


class NoLogo(Told):
    """The file is no picture that can be a logo; the message says why and what to hand in instead."""


def change_logo(session: Session, provider: Provider, content: bytes, actor: Actor) -> None:
    """Show this picture, or none if it is empty. Commits. Raises ``NoLogo``."""
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
    """The picture as WebP; empty if there is none."""
    held = session.get(ProviderLogo, provider.id)
    return held.image if held else b""


def drawn_anew(content: bytes) -> bytes:
    """The picture as WebP within ``SIZE``, without place, camera, comments or whatever else the file held.

    Raises ``NoLogo``.
    """
    if len(content) > MOST_BYTES:
        raise NoLogo(N_("The file is larger than 5 MB; save the picture smaller."))
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Image.DecompressionBombError as error:
        raise NoLogo(N_("The picture has more than 25 million dots; save it smaller.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NoLogo(N_("This is no picture that can be read; take a PNG, JPEG, WebP or GIF file.")) from error
    upright.thumbnail(SIZE, Image.Resampling.LANCZOS)
    out = BytesIO()
    upright.save(out, "WEBP", quality=88, method=6)
    return out.getvalue()
