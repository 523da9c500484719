"""learners' interest

Revision ID: 0007
Revises: 0006
Create Date: 2026-11-23 17:20:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('course_interest',
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('found', sa.Integer(), nullable=False),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.Column('followed', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_course_interest_course_id_course'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('course_id', 'day', name=op.f('pk_course_interest'))
    )
    with op.batch_alter_table('course_interest') as batch:
        batch.create_index(batch.f('ix_course_interest_day'), ['day'], unique=False)
    op.create_table('day_interest',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('searches', sa.Integer(), nullable=False),
    sa.Column('fruitless', sa.Integer(), nullable=False),
    sa.Column('opened', sa.Integer(), nullable=False),
    sa.Column('followed', sa.Integer(), nullable=False),
    sa.Column('visitors', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_day_interest'))
    )
    op.create_table('interest_mark',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('day', 'mark', name=op.f('pk_interest_mark'))
    )
    op.create_table('interest_batch',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_interest_batch'))
    )


def downgrade():
    op.drop_table('interest_batch')
    op.drop_table('interest_mark')
    op.drop_table('day_interest')
    op.drop_table('course_interest')
