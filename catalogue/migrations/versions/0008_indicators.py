"""indicators by month

Revision ID: 0008
Revises: 0007
Create Date: 2026-11-23 17:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('snapshot',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mark', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('month', name=op.f('pk_snapshot'))
    )
    op.create_table('figure',
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('indicator', sa.String(length=40), nullable=False),
    sa.Column('facet', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('value', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['month'], ['snapshot.month'], name=op.f('fk_figure_month_snapshot'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('month', 'indicator', 'facet', 'subject', 'area', name=op.f('pk_figure'))
    )


def downgrade():
    op.drop_table('figure')
    op.drop_table('snapshot')
