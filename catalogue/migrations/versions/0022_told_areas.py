"""how sure we are of skill areas and by which words, and what people say of job roles

Revision ID: 0022
Revises: 0021
Create Date: 2026-11-28 03:50:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('course_skill_area', schema=None) as batch_op:
        batch_op.add_column(sa.Column('confidence', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('place', sa.String(length=40), server_default='', nullable=False))
        batch_op.add_column(sa.Column('evidence', sa.String(length=200), server_default='', nullable=False))
    op.create_table('course_job_role',
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('role_key', sa.String(length=60), nullable=False),
    sa.Column('decision', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_course_job_role_course_id_course'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('course_id', 'role_key', name=op.f('pk_course_job_role'))
    )


def downgrade():
    op.drop_table('course_job_role')
    with op.batch_alter_table('course_skill_area', schema=None) as batch_op:
        batch_op.drop_column('evidence')
        batch_op.drop_column('place')
        batch_op.drop_column('confidence')
