"""what people said of the headers of a source's table

Revision ID: c58e2f7a10d4
Revises: d91f3ac27e58
Create Date: 2026-11-30 23:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'c58e2f7a10d4'
down_revision = 'd91f3ac27e58'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('source', sa.Column('columns', sa.JSON(), nullable=False, server_default='{}'))


def downgrade():
    op.drop_column('source', 'columns')
