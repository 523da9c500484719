"""skills of courses, and ESCO

Revision ID: 0013
Revises: 0012
Create Date: 2026-11-23 18:10:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('course_skill',
    sa.Column('course_id', sa.Integer(), nullable=False),
    sa.Column('skill_key', sa.String(length=60), nullable=False),
    sa.Column('place', sa.String(length=40), nullable=False),
    sa.Column('evidence', sa.String(length=200), nullable=False),
    sa.Column('decision', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_course_skill_course_id_course'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('course_id', 'skill_key', name=op.f('pk_course_skill'))
    )
    op.create_index(op.f('ix_course_skill_skill_key'), 'course_skill', ['skill_key'], unique=False)
    op.create_table('esco_concept',
    sa.Column('uri', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('isco', sa.String(length=40), nullable=True),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.Column('alternative_labels', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('uri', name=op.f('pk_esco_concept'))
    )
    op.create_table('esco_relation',
    sa.Column('occupation_uri', sa.String(length=200), nullable=False),
    sa.Column('skill_uri', sa.String(length=200), nullable=False),
    sa.Column('relation', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['occupation_uri'], ['esco_concept.uri'], name=op.f('fk_esco_relation_occupation_uri_esco_concept'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['skill_uri'], ['esco_concept.uri'], name=op.f('fk_esco_relation_skill_uri_esco_concept'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('occupation_uri', 'skill_uri', name=op.f('pk_esco_relation'))
    )
    op.create_index(op.f('ix_esco_relation_skill_uri'), 'esco_relation', ['skill_uri'], unique=False)
    # every course is looked at once more, for its skills
    op.execute(
        "INSERT INTO index_change (course_id, created_at) "
        "SELECT id, CURRENT_TIMESTAMP FROM course WHERE status = 'published'"
    )


def downgrade():
    op.drop_table('esco_relation')
    op.drop_table('esco_concept')
    op.drop_table('course_skill')
