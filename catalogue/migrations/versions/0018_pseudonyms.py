"""the audit trail forgets the name of whoever deletes the account, and nothing else

Revision ID: 0018
Revises: 0017
Create Date: 2026-11-24 00:30:00

"""
from alembic import op


revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

REFUSED = "an entry of the audit trail can neither be changed nor deleted"
KEPT = ("id", "at", "actor_id", "action", "subject", "title", "before", "after")


def upgrade():
    if op.get_bind().dialect.name == "postgresql":
        same = " AND ".join(f'NEW."{name}"::text IS NOT DISTINCT FROM OLD."{name}"::text' for name in KEPT)
        _replace_function(
            f"BEGIN IF TG_OP = 'UPDATE' THEN IF NEW.actor_name = 'deleted account' AND {same} THEN RETURN NEW; END IF; "
            f"END IF; RAISE EXCEPTION '{REFUSED}'; END"
        )
        return
    same = " AND ".join(f'NEW."{name}" IS OLD."{name}"' for name in KEPT)
    _replace_trigger(f"WHEN NOT (NEW.actor_name = 'deleted account' AND {same}) ")


def downgrade():
    if op.get_bind().dialect.name == "postgresql":
        _replace_function(f"BEGIN RAISE EXCEPTION '{REFUSED}'; END")
    else:
        _replace_trigger("")


def _replace_function(body):
    op.execute(
        f"CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
    )


def _replace_trigger(condition):
    op.execute("DROP TRIGGER audit_entry_no_update")
    op.execute(
        f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
