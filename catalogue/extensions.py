"""Extensions, unbound; ``app.create_app`` binds them."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from flask_babel import Babel
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_smorest import Api
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import MetaData, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.orm import Session as Session  # for those who hand one on and know no SQLAlchemy

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base; constraint names are fixed so that migrations can alter them on every database."""

    metadata = MetaData(naming_convention=CONSTRAINT_NAMES)


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
babel = Babel()
api = Api()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address)


def own_session() -> Session:
    """Return a session that outlives the request which asks for it; the caller closes it."""
    return db.session.session_factory()


if TYPE_CHECKING:
    Model = Base  # a type checker cannot follow the class that Flask-SQLAlchemy makes of it
else:
    Model = db.Model


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let readers work beside one writer (WAL), enforce foreign keys, and wait ten seconds for a lock."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
