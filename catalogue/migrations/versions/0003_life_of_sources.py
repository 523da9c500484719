"""the life of sources

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23 15:05:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('source') as batch:
        batch.add_column(sa.Column('approval', sa.String(length=40), server_default='approved', nullable=False))
        batch.add_column(sa.Column('every_hours', sa.Integer(), server_default='24', nullable=False))
        batch.add_column(sa.Column('next_run_at', sa.DateTime(timezone=True), nullable=True))
        batch.add_column(sa.Column('failures', sa.Integer(), server_default='0', nullable=False))
        batch.add_column(sa.Column('allow', sa.JSON(), server_default='[]', nullable=False))
        batch.add_column(sa.Column('block', sa.JSON(), server_default='[]', nullable=False))
        batch.add_column(sa.Column('credentials', sa.Text(), server_default='', nullable=False))
        batch.add_column(sa.Column('politeness', sa.JSON(), server_default='{}', nullable=False))
        batch.add_column(sa.Column('terms', sa.Text(), server_default='', nullable=False))
        batch.add_column(sa.Column('licence', sa.Text(), server_default='', nullable=False))
        batch.create_index(batch.f('ix_source_next_run_at'), ['next_run_at'], unique=False)
    with op.batch_alter_table('course') as batch:
        batch.add_column(sa.Column('draft_mark', sa.String(length=32), server_default='', nullable=False))
        batch.add_column(sa.Column('notes', sa.JSON(), server_default='[]', nullable=False))
        batch.add_column(sa.Column('link_failures', sa.Integer(), server_default='0', nullable=False))
        batch.add_column(sa.Column('link_checked_at', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('import_run') as batch:
        batch.add_column(sa.Column('pages_skipped', sa.Integer(), server_default='0', nullable=False))
    op.create_table('source_page',
    sa.Column('source_id', sa.Integer(), nullable=False),
    sa.Column('url', sa.String(length=2000), nullable=False),
    sa.Column('lastmod', sa.String(length=40), nullable=False),
    sa.Column('rules', sa.String(length=40), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['source_id'], ['source.id'], name=op.f('fk_source_page_source_id_source'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('source_id', 'url', name=op.f('pk_source_page'))
    )


def downgrade():
    op.drop_table('source_page')
    with op.batch_alter_table('import_run') as batch:
        batch.drop_column('pages_skipped')
    with op.batch_alter_table('course') as batch:
        for name in ('link_checked_at', 'link_failures', 'notes', 'draft_mark'):
            batch.drop_column(name)
    with op.batch_alter_table('source') as batch:
        batch.drop_index(batch.f('ix_source_next_run_at'))
        for name in ('licence', 'terms', 'politeness', 'credentials', 'block', 'allow', 'failures', 'next_run_at',
                     'every_hours', 'approval'):
            batch.drop_column(name)
