"""a fingerprint that nothing read, and a state of collections in which nobody reviewed them

Revision ID: d91f3ac27e58
Revises: b7c41d90e2fa
Create Date: 2026-11-30 20:25:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'd91f3ac27e58'
down_revision = 'b7c41d90e2fa'
branch_labels = None
depends_on = None


def upgrade():
    op.drop_column('submission', 'seen_fingerprint')
    op.execute("UPDATE collection SET state = 'draft' WHERE state = 'in-review'")


def downgrade():
    column = sa.Column('seen_fingerprint', sa.String(length=64), nullable=False, server_default='')
    op.add_column('submission', column)
