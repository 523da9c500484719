"""what a run found of each field and the alarms it raised, its messages in words that can be told in any language

Revision ID: 0019
Revises: 0018
Create Date: 2026-11-24 04:10:00

"""
import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('import_run') as batch:
        batch.add_column(sa.Column('notices', sa.JSON(), server_default='[]', nullable=False))
        batch.add_column(sa.Column('alarms', sa.JSON(), server_default='[]', nullable=False))
        batch.add_column(sa.Column('fills', sa.JSON(), server_default='{}', nullable=False))
    with op.batch_alter_table('import_item') as batch:
        batch.add_column(sa.Column('said', sa.JSON(), nullable=True))
    with op.batch_alter_table('source') as batch:
        batch.add_column(sa.Column('accepted_losses', sa.JSON(), server_default='[]', nullable=False))


def downgrade():
    with op.batch_alter_table('source') as batch:
        batch.drop_column('accepted_losses')
    with op.batch_alter_table('import_item') as batch:
        batch.drop_column('said')
    with op.batch_alter_table('import_run') as batch:
        batch.drop_column('fills')
        batch.drop_column('alarms')
        batch.drop_column('notices')
