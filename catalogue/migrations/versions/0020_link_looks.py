"""looks at courses' pages that found nothing

Revision ID: 0020
Revises: 0018
Create Date: 2026-11-24 04:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('link_look',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('url', sa.String(length=2000), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_link_look_course_id_course'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link_look'))
    )
    op.create_index(op.f('ix_link_look_course_id'), 'link_look', ['course_id'], unique=False)


def downgrade():
    op.drop_table('link_look')
