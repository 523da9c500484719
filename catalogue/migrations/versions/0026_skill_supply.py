"""courses by skill and place

Revision ID: 0026
Revises: 0025
Create Date: 2026-11-28 03:55:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('skill_supply',
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('skill', sa.String(length=500), nullable=False),
    sa.Column('courses', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('place', 'skill', name=op.f('pk_skill_supply'))
    )
    # so that the next measuring fills the table, whatever was measured this month
    op.execute("UPDATE snapshot SET mark = ''")


def downgrade():
    op.drop_table('skill_supply')
