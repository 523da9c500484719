"""logos of providers

Revision ID: 0024
Revises: 0023
Create Date: 2026-11-28 04:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('provider_logo',
    sa.Column('provider_id', sa.Integer(), nullable=False),
    sa.Column('image', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_provider_logo_provider_id_provider'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('provider_id', name=op.f('pk_provider_logo'))
    )
    op.add_column('provider', sa.Column('logo', sa.String(length=40), server_default='', nullable=False))


def downgrade():
    op.drop_column('provider', 'logo')
    op.drop_table('provider_logo')
