"""Text that was read in the wrong encoding somewhere on its way ("Ãºdržba" for "údržba"), put right."""

from __future__ import annotations

import re

# Two bytes of one UTF-8 character as they look when each is read as a character: a first byte, then a further one.
_SUSPICIOUS = re.compile(r"[ÂÃÄÅÆÐÎÏâĂĹĚŽĎĐ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡-¿ˇ˘Ł¤ĄŞŻ˛łąşĽ˝ľż \u00a0]")


def repair_encoding(text: str) -> str:
    """Return the text as its author wrote it; text that is not clearly garbled comes back unchanged."""
    if not _SUSPICIOUS.search(text):
        return text
    from ftfy import fix_encoding  # its tables take a while to build, and few texts need them

    return fix_encoding(text)
