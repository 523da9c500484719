"""the courses for a skill from an index alone

Revision ID: 0028
Revises: 0027
Create Date: 2026-11-28 06:30:00

"""
from alembic import op


revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('course_skill') as batch_op:
        batch_op.drop_index(batch_op.f('ix_course_skill_skill_key'))
        batch_op.create_index(
            batch_op.f('ix_course_skill_skill_key_course_id_decision'), ['skill_key', 'course_id', 'decision']
        )


def downgrade():
    with op.batch_alter_table('course_skill') as batch_op:
        batch_op.drop_index(batch_op.f('ix_course_skill_skill_key_course_id_decision'))
        batch_op.create_index(batch_op.f('ix_course_skill_skill_key'), ['skill_key'])
