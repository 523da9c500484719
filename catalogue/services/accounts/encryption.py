"""Encrypting the credentials of sources, by a key derived from the instance's secret."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from catalogue.domain.text.messages import N_, UserError

KEY_PURPOSE = b"catalogue: credentials of sources"


class DecryptionFailed(UserError):
    """What was encrypted cannot be decrypted: the instance's secret is missing or has changed."""


def encrypt(secret: str, text: str) -> str:
    """Return the text under authenticated encryption (Fernet); empty stays empty. Raise ``DecryptionFailed`` without a
    secret."""
    return _fernet(secret).encrypt(text.encode()).decode("ascii") if text else ""


def decrypt(secret: str, sealed: str) -> str:
    """Return the text that was encrypted. Raise ``DecryptionFailed``."""
    if not sealed:
        return ""
    try:
        return _fernet(secret).decrypt(sealed).decode()
    except InvalidToken:
        other = N_("The source’s credentials were sealed with another CATALOGUE_SECRET_KEY; enter them anew.")
        raise DecryptionFailed(other) from None


def _fernet(secret: str) -> Fernet:
    if not secret:
        raise DecryptionFailed(N_("There is no CATALOGUE_SECRET_KEY to seal credentials with."))
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=KEY_PURPOSE).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
