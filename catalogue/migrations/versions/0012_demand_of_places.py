"""demand summed up by place

Revision ID: 0012
Revises: 0011
Create Date: 2026-11-23 18:12:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('place_demand',
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('area', sa.String(length=40), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('figure_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['figure_id'], ['demand_figure.id'], name=op.f('fk_place_demand_figure_id_demand_figure'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('place', 'area', name=op.f('pk_place_demand'))
    )
    with op.batch_alter_table('place_demand') as batch:
        batch.create_index(batch.f('ix_place_demand_figure_id'), ['figure_id'], unique=False)


def downgrade():
    op.drop_table('place_demand')
