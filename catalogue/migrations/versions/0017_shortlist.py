"""shortlists of people with an account

Revision ID: 0017
Revises: 0016
Create Date: 2026-11-24 00:15:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('shortlist_item',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_shortlist_item_course_id_course'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['person.id'], name=op.f('fk_shortlist_item_user_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'course_id', name=op.f('pk_shortlist_item'))
    )
    op.create_index(op.f('ix_shortlist_item_course_id'), 'shortlist_item', ['course_id'], unique=False)


def downgrade():
    op.drop_table('shortlist_item')
