"""How Alembic reaches the catalogue's tables; run through Flask-Migrate inside the application."""

from alembic import context
from flask import current_app

target = current_app.extensions["migrate"].db


def run_migrations() -> None:
    """Run against the application's database, altering tables in batches because SQLite cannot alter them in place."""
    with target.engine.connect() as connection:
        context.configure(connection=connection, target_metadata=target.metadata, render_as_batch=True)
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
