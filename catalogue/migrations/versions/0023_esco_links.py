"""what became of ESCO concepts, and how they hang together

Revision ID: 0023
Revises: 0022
Create Date: 2026-11-28 03:58:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('esco_concept', schema=None) as batch_op:
        batch_op.add_column(sa.Column('status', sa.String(length=40), server_default='released', nullable=False))
    op.create_table('esco_link',
    sa.Column('uri', sa.String(length=200), nullable=False),
    sa.Column('other_uri', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['uri'], ['esco_concept.uri'], name=op.f('fk_esco_link_uri_esco_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('uri', 'other_uri', 'kind', name=op.f('pk_esco_link'))
    )


def downgrade():
    op.drop_table('esco_link')
    with op.batch_alter_table('esco_concept', schema=None) as batch_op:
        batch_op.drop_column('status')
