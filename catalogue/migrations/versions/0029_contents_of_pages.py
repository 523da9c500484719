"""what a source's pages held, so that what comes unchanged need not be read

Revision ID: 0029
Revises: 0028
Create Date: 2026-11-28 06:30:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('source_page') as batch_op:
        batch_op.add_column(sa.Column('mark', sa.String(length=32), server_default='', nullable=False))
        batch_op.add_column(sa.Column('contents', sa.JSON(), server_default='{}', nullable=False))


def downgrade():
    with op.batch_alter_table('source_page') as batch_op:
        batch_op.drop_column('contents')
        batch_op.drop_column('mark')
