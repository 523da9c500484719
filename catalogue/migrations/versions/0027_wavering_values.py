"""values that a run did not take as they go back and forth

Revision ID: 0027
Revises: 0026
Create Date: 2026-11-28 03:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('import_item') as batch_op:
        batch_op.add_column(sa.Column('held', sa.JSON(), server_default='{}', nullable=False))


def downgrade():
    with op.batch_alter_table('import_item') as batch_op:
        batch_op.drop_column('held')
