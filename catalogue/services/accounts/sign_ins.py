"""Sign-ins of people: begun, checked with every request of theirs, ended."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.models import SignIn, User
from catalogue.models.columns import now

MAX_SIGN_IN_AGE = timedelta(days=365)
"""As long as a browser keeps the cookie that remembers the person."""


def begin_sign_in(session: Session, user: User, instead_of: str = "") -> str:
    """Return the secret of a new sign-in, in place of an older one of the same browser. Commits."""
    secret = secrets.token_urlsafe(32)
    outdated = SignIn.began_at < now() - MAX_SIGN_IN_AGE
    session.execute(delete(SignIn).where(SignIn.user_id == user.id, outdated | (SignIn.mark == _mark(instead_of))))
    session.add(SignIn(user_id=user.id, mark=_mark(secret)))
    session.commit()
    return secret


def is_signed_in(session: Session, user: User, secret: str) -> bool:
    """Return whether this sign-in of this person is still valid."""
    query = select(SignIn.began_at).where(SignIn.mark == _mark(secret), SignIn.user_id == user.id)
    began_at = session.scalar(query)
    return began_at is not None and began_at > now() - MAX_SIGN_IN_AGE


def end_sign_in(session: Session, secret: str) -> None:
    """Sign one browser out, and every copy of its cookies. Commits."""
    session.execute(delete(SignIn).where(SignIn.mark == _mark(secret)))
    session.commit()


def end_other_sign_ins(session: Session, user: User) -> None:
    """Sign somebody out on all devices, lost ones too; whoever asks is then signed in anew. Commits."""
    user.fs_uniquifier = secrets.token_hex(32)
    session.execute(delete(SignIn).where(SignIn.user_id == user.id))
    session.commit()


def _mark(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
