"""curricula handed in by the office and the regions

Revision ID: 0025
Revises: 0024
Create Date: 2026-11-28 03:50:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('curriculum_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=500), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('region', sa.String(length=40), nullable=False),
    sa.Column('title', sa.JSON(), nullable=False),
    sa.Column('modules', sa.JSON(), nullable=False),
    sa.Column('file_name', sa.String(length=500), nullable=False),
    sa.Column('handed_in_by', sa.Integer(), nullable=True),
    sa.Column('handed_in_by_name', sa.String(length=500), nullable=False),
    sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['handed_in_by'], ['person.id'], name=op.f('fk_curriculum_version_handed_in_by_person'), ondelete='SET NULL'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_curriculum_version')),
    sa.UniqueConstraint('key', 'number', name=op.f('uq_curriculum_version_key_number'))
    )


def downgrade():
    op.drop_table('curriculum_version')
