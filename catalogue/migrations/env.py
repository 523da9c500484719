"""How Alembic reaches the catalogue's tables: on the connection it is given, else on the application's database."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from catalogue.extensions import db
from catalogue.services.administering.upgrading.transactions import one_transaction


def run_migrations() -> None:
    """Run inside the transaction of whoever gave us a connection, else in one of our own (``flask db upgrade``)."""
    given = context.config.attributes.get("connection")
    if given is not None:
        migrate(given)
        return
    with db.engine.connect() as connection, one_transaction(connection):
        migrate(connection)


def migrate(connection: Connection) -> None:
    """Alter tables in batches, because SQLite cannot alter them in place."""
    context.configure(connection=connection, target_metadata=db.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run_migrations()
