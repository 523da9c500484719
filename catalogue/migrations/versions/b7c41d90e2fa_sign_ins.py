"""who is signed in on which browser, so that signing out ends it

Revision ID: b7c41d90e2fa
Revises: 5e1d7c90b3a4
Create Date: 2026-11-30 19:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'b7c41d90e2fa'
down_revision = '5e1d7c90b3a4'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'sign_in',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('mark', sa.String(length=64), nullable=False),
        sa.Column('began_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['person.id'], name=op.f('fk_sign_in_user_id_person'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
        sa.UniqueConstraint('mark', name=op.f('uq_sign_in_mark')),
    )
    op.create_index(op.f('ix_sign_in_user_id'), 'sign_in', ['user_id'], unique=False)


def downgrade():
    op.drop_table('sign_in')
