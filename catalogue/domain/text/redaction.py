"""Removes passwords and tokens from messages, reports and logs."""

from __future__ import annotations

import re

_SECRET = re.compile(
    r"""(?ix)
    ([?&;](?:[\w.-]*[_.-])?
      (?:token|key|apikey|secret|passw(?:or)?d|pwd|sig|signature|auth|authori[sz]ation|credentials?|jwt|ticket
        |session|session-?id|sessid|sid|jsessionid|phpsessid|accesstoken|authtoken)
    =)[^&;?\#\s'"<>)]+"""
)
_USER = re.compile(r"(https?://)[^/?#\s@]+@", re.IGNORECASE)


def without_secrets(text: str) -> str:
    """Return the text with passwords and tokens in its web addresses replaced by an ellipsis; parameter names stay."""
    if "=" not in text and "@" not in text:
        return text
    return _USER.sub(r"\1…@", _SECRET.sub(r"\1…", text))
