"""Pictures from strangers, drawn anew in a process of its own (``catalogue.ingestion.isolation``)."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue.domain.text.messages import N_

READABLE_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
"""No SVG among them: it can hold scripts."""
MAX_PIXELS = 25_000_000
MAX_SIZE_IN_PIXELS = (480, 240)
"""Width and height: twice the largest size at which pages show a logo."""
UNREADABLE_TEXT = N_("This is no picture that can be read; take a PNG, JPEG, WebP or GIF file.")


def drawn_anew(content: bytes) -> bytes | str:
    """Return the picture as a small WebP, without place, camera or comments, or what is wrong with it."""
    try:
        image = Image.open(BytesIO(content), formats=READABLE_FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        upright = ImageOps.exif_transpose(image).convert("RGBA")
    except Image.DecompressionBombError:
        return N_("The picture has more than 25 million dots; save it smaller.")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError):
        return UNREADABLE_TEXT
    upright.thumbnail(MAX_SIZE_IN_PIXELS, Image.Resampling.LANCZOS)
    out = BytesIO()
    upright.save(out, "WEBP", quality=88, method=6)
    return out.getvalue()
