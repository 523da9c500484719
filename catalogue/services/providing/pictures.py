"""Pictures from strangers, drawn anew in a process of its own (``catalogue.ingestion.apart``)."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue.domain.text.messages import N_

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
"""What is read. No SVG: it is a page with scripts."""
MOST_PIXELS = 25_000_000
SIZE = (480, 240)
"""Twice the largest size at which pages show it, in pixels."""
UNREADABLE = N_("This is no picture that can be read; take a PNG, JPEG, WebP or GIF file.")


def drawn_anew(content: bytes) -> bytes | str:
    """Return the picture as WebP within ``SIZE``, without place, camera or comments, or what is wrong with it."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
        if image.width * image.height > MOST_PIXELS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Image.DecompressionBombError:
        return N_("The picture has more than 25 million dots; save it smaller.")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError):
        return UNREADABLE
    upright.thumbnail(SIZE, Image.Resampling.LANCZOS)
    out = BytesIO()
    upright.save(out, "WEBP", quality=88, method=6)
    return out.getvalue()
