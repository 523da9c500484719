"""the newest course of a provider

Revision ID: 0014
Revises: 0013
Create Date: 2026-11-23 23:16:00

"""
from alembic import op


revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('course') as batch:
        batch.create_index(batch.f('ix_course_provider_id_status_id'), ['provider_id', 'status', 'id'], unique=False)


def downgrade():
    with op.batch_alter_table('course') as batch:
        batch.drop_index(batch.f('ix_course_provider_id_status_id'))
