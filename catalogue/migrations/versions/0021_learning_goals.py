"""job roles that people with an account work towards

Revision ID: 0021
Revises: 0020
Create Date: 2026-11-28 03:25:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('learning_goal',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('job_role', sa.String(length=60), nullable=False),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('country', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(length=40), nullable=False),
    sa.Column('online', sa.Boolean(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['person.id'], name=op.f('fk_learning_goal_user_id_person'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', 'job_role', name=op.f('pk_learning_goal'))
    )


def downgrade():
    op.drop_table('learning_goal')
