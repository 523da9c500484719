"""Models and migrations agree, and SQLite is set up for readers beside a writer."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db


def test_the_migrations_lead_to_the_tables_that_the_models_describe(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_sqlite_keeps_foreign_keys_and_a_write_ahead_log(session):
    assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_texts_that_were_stored_before_they_were_cleaned_are_mended(tmp_path):
    from flask_migrate import upgrade

    app = create_app(Settings(instance=tmp_path / "instance"))
    with app.app_context():
        upgrade(revision="0029")
        moment = "2026-11-23 12:00:00"
        for statement in (
            "INSERT INTO provider (id, key, name, url, description, trusted, is_sample, created_at) "
            f"VALUES (1, 'a', 'A\x01\x0bB', 'https://a.example', '', 0, 0, '{moment}')",
            "INSERT INTO source (id, key, name, address, format, provider_id, defaults, enabled, created_at) "
            f"VALUES (1, 's', 'S', '', 'auto', 1, '{{\"language\": \"d\\ud83de\"}}', 1, '{moment}')",
        ):
            db.session.connection().exec_driver_sql(statement)
        db.session.commit()
        db.session.remove()
        upgrade()
        assert db.session.scalar(text("SELECT name FROM provider")) == "A B"
        assert db.session.scalar(text("SELECT defaults FROM source")) == '{"language": "de"}'
        db.session.remove()
        db.engine.dispose()
