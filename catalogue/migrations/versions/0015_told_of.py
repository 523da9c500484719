"""chosen courses that curators know to be gone

Revision ID: 0015
Revises: 0014
Create Date: 2026-11-23 23:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('collection') as batch:
        batch.add_column(sa.Column('told_of', sa.JSON(), server_default='[]', nullable=False))


def downgrade():
    with op.batch_alter_table('collection') as batch:
        batch.drop_column('told_of')
