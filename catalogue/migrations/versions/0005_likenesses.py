"""likenesses

Revision ID: 0005
Revises: 0004
Create Date: 2026-11-23 15:40:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('likeness',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('one_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('reasons', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('undo', sa.JSON(), nullable=False),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('one_id < other_id', name=op.f('ck_likeness_order')),
    sa.ForeignKeyConstraint(['decided_by'], ['person.id'], name=op.f('fk_likeness_decided_by_person'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['one_id'], ['course.id'], name=op.f('fk_likeness_one_id_course'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['other_id'], ['course.id'], name=op.f('fk_likeness_other_id_course'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_likeness'))
    )
    with op.batch_alter_table('likeness') as batch:
        batch.create_index(batch.f('ix_likeness_one_id_other_id'), ['one_id', 'other_id'], unique=True)
        batch.create_index(batch.f('ix_likeness_other_id'), ['other_id'], unique=False)
        batch.create_index(batch.f('ix_likeness_state'), ['state'], unique=False)


def downgrade():
    op.drop_table('likeness')
